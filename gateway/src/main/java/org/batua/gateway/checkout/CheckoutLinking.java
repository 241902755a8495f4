package org.batua.gateway.checkout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.customer.Customer;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.wallet.OtpLimits;
import org.batua.gateway.wallet.RedirectLinks;
import org.batua.gateway.wallet.ReturnTarget;
import org.batua.gateway.wallet.Wallet;
import org.batua.gateway.wallet.Wallets;

/// Links wallets in the checkout, by OTP or by consent, which proves a browser to be the wallet's
/// customer's.
public final class CheckoutLinking {
  private static final int GUEST_BYTES = 8;

  private final CheckoutStore store;
  private final Customers customers;
  private final Wallets wallets;
  private final RedirectLinks redirectLinks;
  private final OtpLimits otpLimits;
  private final Ids ids;
  private final InstantSource clock;
  private final CheckoutLimits limits;

  public CheckoutLinking(
      CheckoutStore store,
      Customers customers,
      Wallets wallets,
      RedirectLinks redirectLinks,
      OtpLimits otpLimits,
      Ids ids,
      InstantSource clock,
      CheckoutLimits limits) {
    this.store = store;
    this.customers = customers;
    this.wallets = wallets;
    this.redirectLinks = redirectLinks;
    this.otpLimits = otpLimits;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /// The number that a proven customer probably wants to link.
  Optional<String> usualNumber(Checkout checkout) {
    return checkout
        .provenCustomer()
        .flatMap(customer -> customers.lookUp(checkout.merchant(), customer.value()))
        .flatMap(customer -> customer.contact().mobileNumber());
  }

  /// Whether this browser may link any wallet, also one that proves no number: it proved to be the
  /// customer's, or the order has no customer.
  boolean mayLinkAny(Checkout checkout) {
    return checkout.provenCustomer().isPresent() || checkout.order().customer().isEmpty();
  }

  /// Begins to link the wallet of a mobile number, by OTP or by consent.
  ///
  /// @param text the number as it was entered
  /// @return the consent's token; empty when an OTP was sent
  /// @throws Rejected when a limit or the provider refuses, or the number is not the customer's
  Optional<Secret> begin(Checkout checkout, GatewayCode gateway, String text) {
    otpLimits.countCheckout(checkout.ref(), limits.sendsPerOrder(), limits.sendWindow());
    var session = checkout.session().orElseGet(() -> newSession(checkout));
    var caller = checkout.as(session.customer());
    var contact = customers.find(caller, session.customer().value()).contact();
    var number =
        MobileNumber.parse(contact.mobileCountryCode(), text)
            .orElseThrow(() -> new Rejected(Rejection.wallet(WalletError.INVALID_MOBILE)));
    var numbers = new KnownNumbers(contact, wallets.list(caller, session.customer().value()));
    boolean mayProve = numbers.mayProve(gateway, number) && wallets.provesNumber(gateway);
    if (!mayLinkAny(checkout) && !mayProve) {
      throw new Rejected(new Rejection.InvalidField("mobile_number", "is not the customer's"));
    }
    // a linked wallet keeps its number
    var given = numbers.isOf(gateway, number) ? Optional.<String>empty() : Optional.of(text);
    var creation = new Wallets.Creation(gateway, checkout.order().gatewayReferenceId(), given);
    var wallet = wallets.create(caller, session.customer().value(), creation);
    if (numbers.isOf(gateway, number) && isOnItsWay(session, wallet)) {
      // to enter the same number again is no way around the wait for another OTP
      return Optional.empty();
    }
    put(checkout, session.linking(wallet.id(), clock.instant()));
    return wallets
        .authenticate(caller, wallet.id(), Optional.empty(), returnTarget(checkout))
        .page()
        .map(page -> Secret.of(page.getPath().substring(page.getPath().lastIndexOf('/') + 1)));
  }

  private boolean isOnItsWay(CheckoutSession session, Wallet wallet) {
    return !wallets.isByConsent(wallet.gateway())
        && session
            .linking()
            .filter(it -> it.wallet().equals(wallet.id()) && resendWait(it).isPositive())
            .isPresent();
  }

  /// Has another OTP sent for the wallet that is being linked.
  ///
  /// @throws Rejected when there is none, it is too early, or the provider refuses
  void resendOtp(Checkout checkout) {
    var session = checkout.session().orElseThrow(CheckoutLinking::notStarted);
    var linking = otpLinking(checkout);
    var wait = resendWait(linking);
    if (wait.isPositive()) {
      throw new Rejected(new Rejection.OtpLimit(WalletError.OTP_RATE_LIMITED, wait));
    }
    otpLimits.countCheckout(checkout.ref(), limits.sendsPerOrder(), limits.sendWindow());
    put(checkout, session.linking(linking.wallet(), clock.instant()));
    wallets.authenticate(
        checkout.as(session.customer()),
        linking.wallet(),
        Optional.empty(),
        returnTarget(checkout));
  }

  private CheckoutSession.Linking otpLinking(Checkout checkout) {
    return walletAwaitingOtp(checkout)
        .flatMap(_ -> checkout.session())
        .flatMap(CheckoutSession::linking)
        .orElseThrow(CheckoutLinking::notStarted);
  }

  private static ReturnTarget returnTarget(Checkout checkout) {
    return new ReturnTarget.ToPage(CheckoutPaths.linked(checkout.ref()));
  }

  /// How long until another OTP may be sent; not positive once it may.
  Duration resendWait(CheckoutSession.Linking linking) {
    return Duration.between(clock.instant(), linking.sentAt().plus(limits.resend()));
  }

  /// The wallet that waits for an OTP from this browser.
  Optional<Wallet> walletAwaitingOtp(Checkout checkout) {
    return wallet(checkout).filter(wallet -> !wallets.isByConsent(wallet.gateway()));
  }

  /// The wallet that this browser is linking.
  Optional<Wallet> wallet(Checkout checkout) {
    return checkout
        .session()
        .flatMap(
            session ->
                session
                    .linking()
                    .map(one -> wallets.get(checkout.as(session.customer()), one.wallet())));
  }

  /// The number that the wallet's OTP was sent to, masked.
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

  /// Links the wallet that waits for an OTP.
  ///
  /// @throws Rejected when none waits, or the provider refuses the OTP
  void link(Checkout checkout, Secret otp) {
    var session = checkout.session().orElseThrow(CheckoutLinking::notStarted);
    var linking = otpLinking(checkout);
    wallets.link(checkout.as(session.customer()), linking.wallet(), Optional.of(otp));
    put(checkout, CheckoutSession.proven(session.customer()));
  }

  /// The consent that this browser began; empty for a token of another browser. A consent that was
  /// given proves the browser; a wallet that was linked otherwise proves nothing.
  Optional<RedirectLinks.Standing> consent(Checkout checkout, Secret token) {
    return proven(checkout, own(checkout, token));
  }

  /// As [#consent], after asking the provider.
  Optional<RedirectLinks.Standing> askForConsent(Checkout checkout, Secret token) {
    return proven(checkout, own(checkout, token).flatMap(_ -> redirectLinks.ask(token)));
  }

  private Optional<RedirectLinks.Standing> own(Checkout checkout, Secret token) {
    var wallet =
        checkout.session().flatMap(CheckoutSession::linking).map(CheckoutSession.Linking::wallet);
    return redirectLinks.open(token).filter(one -> wallet.equals(Optional.of(one.wallet())));
  }

  private Optional<RedirectLinks.Standing> proven(
      Checkout checkout, Optional<RedirectLinks.Standing> consent) {
    if (consent.filter(one -> one.status() == RedirectLinks.Status.LINKED).isPresent()) {
      put(checkout, CheckoutSession.proven(checkout.session().orElseThrow().customer()));
    }
    return consent;
  }

  /// An order without a customer gets a new customer for each browser, so that nobody finds
  /// another's wallet behind a number that changed hands.
  private CheckoutSession newSession(Checkout checkout) {
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
    var session = CheckoutSession.stranger(customer);
    put(checkout, session);
    return session;
  }

  private void put(Checkout checkout, CheckoutSession session) {
    Instant expiresAt = clock.instant().plus(limits.session());
    store.put(checkout.page().browser(), checkout.ref(), session, expiresAt);
  }

  private static Rejected notStarted() {
    return new Rejected(Rejection.wallet(WalletError.AUTHENTICATION_NOT_STARTED));
  }
}
