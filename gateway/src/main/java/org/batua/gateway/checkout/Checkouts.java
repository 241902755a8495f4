package org.batua.gateway.checkout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.customer.Customer;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.payment.Payments;
import org.batua.gateway.wallet.RedirectLinks;
import org.batua.gateway.wallet.ReturnTarget;
import org.batua.gateway.wallet.Wallet;
import org.batua.gateway.wallet.WalletTokens;
import org.batua.gateway.wallet.Wallets;

/// What a customer's browser can do with an order. Money and links are the features' business; what
/// is decided here is which browser may act for whom.
///
/// A payment link is the capability of its order: its id is 128 random bits, and who has it sees
/// what is to be paid, and may pay with a wallet of their own. The wallets of the order's customer
/// show only in a browser that proved to be that customer's.
public final class Checkouts {
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(?::[0-9]{1,5})?");
  private static final int TOKEN_BYTES = 16;
  private static final int GUEST_BYTES = 8;
  private static final Duration REMEMBERED_AFTER_END = Duration.ofDays(1);

  private final CheckoutStore store;
  private final OrderStore orderStore;
  private final Orders orders;
  private final Customers customers;
  private final ClientTokens clientTokens;
  private final Wallets wallets;
  private final WalletTokens walletTokens;
  private final RedirectLinks consents;
  private final Payments debits;
  private final SendLimits sends;
  private final Ids ids;
  private final InstantSource clock;
  private final CheckoutLimits limits;

  /// The features that do what is decided here.
  public record Features(
      OrderStore orderStore,
      Orders orders,
      Customers customers,
      ClientTokens clientTokens,
      Wallets wallets,
      WalletTokens walletTokens,
      RedirectLinks consents,
      Payments debits) {}

  public Checkouts(
      CheckoutStore store, Features features, Ids ids, InstantSource clock, CheckoutLimits limits) {
    this.store = store;
    this.orderStore = features.orderStore();
    this.orders = features.orders();
    this.customers = features.customers();
    this.clientTokens = features.clientTokens();
    this.wallets = features.wallets();
    this.walletTokens = features.walletTokens();
    this.consents = features.consents();
    this.debits = features.debits();
    this.sends =
        new SendLimits(limits.sendsPerOrder(), limits.sendsPerNumber(), limits.sendWindow());
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /// The order of a payment link as it stands, after asking the provider if its outcome is open.
  ///
  /// @throws Rejected when there is no such order
  Checkout open(PageRequest visit, OrderRef ref) {
    var stored =
        orderStore.find(ref).orElseThrow(() -> new Rejected(new Rejection.UnknownObject())).order();
    return of(visit, orders.status(new Caller.Merchant(stored.merchant()), stored.orderId()));
  }

  /// As [#open], of an order that was looked at before.
  Checkout of(PageRequest visit, OrderView view) {
    var seat = store.seat(visit.browser(), view.order().ref(), clock.instant());
    return new Checkout(visit, view, seat);
  }

  /// A link that proves the browser which opens it first to be the customer's.
  public Secret startLink(OrderRef order, CustomerId customer) {
    var token = Secret.of(ids.hex(TOKEN_BYTES));
    store.insertStart(token, order, customer, startLinkExpiry());
    return token;
  }

  public Instant startLinkExpiry() {
    return clock.instant().plus(limits.startLink());
  }

  /// Opens a start link; one that was used before, as by a preview of the link, leads to the order
  /// too, but proves nothing.
  ///
  /// @throws Rejected when there is no such link
  OrderRef start(PageRequest visit, Secret token) {
    var start =
        store
            .use(token, clock.instant())
            .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
    if (start.isFirst()) {
      put(visit, start.order(), CheckoutSession.proven(start.customer()));
    }
    return start.order();
  }

  /// Lets a browser in that brings a client token of the order's customer.
  ///
  /// @throws Rejected when the token has ended, or is another customer's
  void letIn(PageRequest visit, OrderRef ref, Secret clientToken) {
    var caller = clientTokens.use(clientToken);
    var order =
        orderStore.find(ref).orElseThrow(() -> new Rejected(new Rejection.UnknownObject())).order();
    boolean own =
        order.merchant().equals(caller.merchant())
            && order.customer().equals(Optional.of(caller.customer()));
    if (!own) {
      throw new Rejected(new Rejection.Unauthenticated());
    }
    put(visit, ref, CheckoutSession.proven(caller.customer()));
  }

  /// The linked wallets that this browser may pay with, their balances asked for if they are old.
  List<Wallet> linkedWallets(Checkout checkout) {
    if (checkout.known().isEmpty()) {
      return List.of();
    }
    var customer = checkout.known().get();
    var stored = wallets.list(checkout.as(customer), customer.value());
    var current =
        stored.stream().anyMatch(this::isOld)
            ? wallets.refreshAll(checkout.merchant(), customer.value())
            : stored;
    return current.stream().filter(Wallet::isLinked).toList();
  }

  private boolean isOld(Wallet wallet) {
    var before = clock.instant().minus(limits.balance());
    return wallet.isLinked() && wallet.lastRefreshed().map(at -> at.isBefore(before)).orElse(true);
  }

  /// What a form that pays with this wallet carries; it works once.
  String tokenOf(Wallet wallet) {
    return walletTokens.issue(wallet).orElseThrow();
  }

  /// The number that a known customer probably wants to link.
  Optional<String> usualNumber(Checkout checkout) {
    return checkout
        .known()
        .flatMap(customer -> customers.lookUp(checkout.merchant(), customer.value()))
        .flatMap(customer -> customer.contact().mobileNumber());
  }

  /// Begins to link a wallet with this number, by OTP or by consent.
  ///
  /// @return the consent's token; empty when an OTP was sent
  /// @throws Rejected when a limit, the provider, or the order's customer stands against it
  Optional<Secret> beginLinking(Checkout checkout, GatewayCode gateway, String text) {
    sends.spend(checkout.ref());
    var seat = checkout.seat().orElseGet(() -> takeSeat(checkout));
    var caller = checkout.as(seat.customer());
    var contact = customers.find(caller, seat.customer().value()).contact();
    var number =
        MobileNumber.parse(contact.mobileCountryCode(), text)
            .orElseThrow(() -> new Rejected(Rejection.wallet(WalletError.INVALID_MOBILE)));
    var numbers = new KnownNumbers(contact, wallets.list(caller, seat.customer().value()));
    boolean mayProve = numbers.mayProve(gateway, number) && wallets.provesNumber(gateway);
    if (!mayLinkAny(checkout) && !mayProve) {
      throw new Rejected(new Rejection.InvalidField("mobile_number", "is not the customer's"));
    }
    sends.spend(number);
    // a linked wallet keeps the number that it has
    var given =
        numbers.isOf(gateway, number) ? Optional.<String>empty() : Optional.of(number.national());
    var creation = new Wallets.Creation(gateway, checkout.order().gatewayReferenceId(), given);
    var wallet = wallets.create(caller, seat.customer().value(), creation);
    var next = seat.waitingFor(wallet.id(), clock.instant());
    put(checkout.visit(), checkout.ref(), next);
    var back = new ReturnTarget.ToPage(ConsentPages.backPath(checkout.ref()));
    return wallets
        .authenticate(caller, wallet.id(), Optional.empty(), back)
        .page()
        .map(page -> Secret.of(page.getPath().substring(page.getPath().lastIndexOf('/') + 1)));
  }

  /// Whether this browser may link whatever wallet its person has: it proved to be the customer's,
  /// or the order has none.
  boolean mayLinkAny(Checkout checkout) {
    return checkout.known().isPresent() || checkout.order().customer().isEmpty();
  }

  /// Has another OTP sent for the wallet that waits for one.
  ///
  /// @throws Rejected when none waits, it is too early, or the provider refuses
  void resendOtp(Checkout checkout) {
    var seat = checkout.seat().orElseThrow(Checkouts::nothingWaits);
    var linking = otpOf(checkout);
    var wait = resendWait(linking);
    if (wait.isPositive()) {
      throw new Rejected(new Rejection.OtpLimit(WalletError.OTP_RATE_LIMITED, wait));
    }
    sends.spend(checkout.ref());
    var now = clock.instant();
    put(checkout.visit(), checkout.ref(), seat.waitingFor(linking.wallet(), now));
    var back = new ReturnTarget.ToPage(ConsentPages.backPath(checkout.ref()));
    wallets.authenticate(checkout.as(seat.customer()), linking.wallet(), Optional.empty(), back);
  }

  private CheckoutSession.Linking otpOf(Checkout checkout) {
    return waiting(checkout)
        .flatMap(_ -> checkout.seat())
        .flatMap(CheckoutSession::linking)
        .orElseThrow(Checkouts::nothingWaits);
  }

  /// How long until another OTP may be asked for; not positive once it may.
  Duration resendWait(CheckoutSession.Linking linking) {
    return Duration.between(clock.instant(), linking.sentAt().plus(limits.resend()));
  }

  /// The wallet that waits for an OTP from this browser.
  Optional<Wallet> waiting(Checkout checkout) {
    return linking(checkout).filter(wallet -> !wallets.isByConsent(wallet.gateway()));
  }

  /// The wallet that this browser is linking.
  Optional<Wallet> linking(Checkout checkout) {
    return checkout
        .seat()
        .flatMap(
            seat ->
                seat.linking()
                    .map(linking -> wallets.get(checkout.as(seat.customer()), linking.wallet())));
  }

  /// The number that the wallet's OTP went to, with most of it hidden.
  String maskedNumber(Checkout checkout, Wallet wallet) {
    var caller = checkout.as(wallet.customer());
    var contact = customers.find(caller, wallet.customer().value()).contact();
    return wallet
        .mobileNumber()
        .or(contact::mobileNumber)
        .flatMap(text -> MobileNumber.parse(contact.mobileCountryCode(), text))
        .map(MobileNumber::masked)
        .orElse("")
        .replace('*', '•');
  }

  /// Links the wallet that waits, which proves the browser to be its customer's.
  ///
  /// @throws Rejected when none waits, or the provider refuses the OTP
  void link(Checkout checkout, Secret otp) {
    var seat = checkout.seat().orElseThrow(Checkouts::nothingWaits);
    var linking = otpOf(checkout);
    wallets.link(checkout.as(seat.customer()), linking.wallet(), Optional.of(otp));
    put(checkout.visit(), checkout.ref(), CheckoutSession.proven(seat.customer()));
  }

  /// The consent that this browser began; empty for a token of anybody else's. Once it has ended
  /// well, the browser is the customer's; a wallet that was linked otherwise proves nothing.
  ///
  /// @param asks whether to ask the provider how far the customer is
  Optional<RedirectLinks.Standing> consent(Checkout checkout, Secret token, boolean asks) {
    var seat = checkout.seat();
    var wallet = seat.flatMap(CheckoutSession::linking).map(CheckoutSession.Linking::wallet);
    var own = consents.open(token).filter(one -> wallet.equals(Optional.of(one.wallet())));
    var standing = asks ? own.flatMap(_ -> consents.ask(token)) : own;
    if (standing.filter(one -> one.status() == RedirectLinks.Status.LINKED).isPresent()) {
      put(checkout.visit(), checkout.ref(), CheckoutSession.proven(seat.orElseThrow().customer()));
    }
    return standing;
  }

  /// Whether a browser that comes from a provider is the one that was sent there.
  boolean isWaiting(PageRequest visit, WalletId wallet) {
    return store.isWaiting(visit.browser(), wallet, clock.instant());
  }

  /// Pays with a wallet token of this browser's customer.
  ///
  /// @throws Rejected when nothing was sent, also because the order's payment was begun before
  void pay(Checkout checkout, Secret token) {
    var customer = checkout.known().orElseThrow(Checkouts::foreign);
    var wallet = walletTokens.read(token.reveal()).map(WalletTokens.Claim::wallet);
    // refuses a token of somebody else's wallet
    wallets.get(checkout.as(customer), wallet.orElseThrow(Checkouts::foreign));
    // an order of nobody is open to the merchant only, in whose name a guest pays
    var caller =
        checkout.order().customer().isPresent()
            ? checkout.as(customer)
            : new Caller.Merchant(checkout.merchant());
    debits.pay(caller, checkout.order().orderId(), token, Optional.empty());
  }

  /// Whose wallet a provider's page would propose to pay the order from.
  Optional<MobileNumber> mobileOfPages(Checkout checkout) {
    return debits.mobileOfPages(checkout.order());
  }

  /// Begins a payment on a provider's page. Who may see the order may pay it there.
  ///
  /// @throws Rejected when none was begun, also because the order's payment was begun before
  void payOnPage(Checkout checkout, GatewayCode gateway) {
    var caller = new Caller.Merchant(checkout.merchant());
    debits.payOnPage(caller, checkout.order().orderId(), gateway);
  }

  /// The origins that may show a merchant's checkout in a frame.
  List<String> framers(MerchantId merchant) {
    return store.framers(merchant);
  }

  /// Lists the origins that may show a merchant's checkout in a frame, in place of those before.
  ///
  /// @throws IllegalArgumentException for what is no origin
  public void frameIn(MerchantId merchant, List<String> origins) {
    for (var origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "origin: " + origin + " (expected: as https://shop.example, in lower case)");
      }
    }
    store.putFramers(merchant, origins);
  }

  public int forgetExpired() {
    return store.forgetExpiredBefore(clock.instant().minus(REMEMBERED_AFTER_END));
  }

  /// An order of nobody gets a customer of its own for each browser, so that nobody finds another's
  /// wallet behind a number that changed hands.
  private CheckoutSession takeSeat(Checkout checkout) {
    var order = checkout.order();
    var customer =
        order
            .customer()
            .orElseGet(
                () -> {
                  var none = Optional.<String>empty();
                  var country =
                      Optional.of(order.amount().currency().equals(Money.IDR) ? "62" : "91");
                  var reference = "guest_" + order.ref() + "_" + ids.hex(GUEST_BYTES);
                  var guest = new Customer.Changes(country, none, none, none, none);
                  return customers.create(order.merchant(), reference, guest).id();
                });
    var seat = CheckoutSession.stranger(customer);
    put(checkout.visit(), order.ref(), seat);
    return seat;
  }

  private void put(PageRequest visit, OrderRef order, CheckoutSession seat) {
    store.put(visit.browser(), order, seat, clock.instant().plus(limits.seat()));
  }

  private static Rejected nothingWaits() {
    return new Rejected(Rejection.wallet(WalletError.AUTHENTICATION_NOT_STARTED));
  }

  private static Rejected foreign() {
    var words = "The wallet is not one of this browser's customer.";
    return new Rejected(new Rejection.TokenRefused(Rejection.TokenFault.INVALID, words));
  }
}
