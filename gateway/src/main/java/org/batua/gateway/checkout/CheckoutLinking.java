package org.batua.gateway.checkout;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MobileNumber;
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
import org.batua.gateway.wallet.WalletCreation;
import org.batua.gateway.wallet.Wallets;

/// Links wallets in the checkout, by OTP or by consent. A wallet with a number of the order's
/// customer proves the browser to be that customer's; any other wallet is a guest's, which pays
/// this order and is not kept.
public final class CheckoutLinking {
  private static final int LAST_DIGITS = 2;

  private final CheckoutStore store;
  private final Customers customers;
  private final Wallets wallets;
  private final RedirectLinks redirectLinks;
  private final OrderGuests guests;
  private final OtpLimits otpLimits;
  private final InstantSource clock;
  private final CheckoutLimits limits;

  public CheckoutLinking(
      CheckoutStore store,
      Customers customers,
      Wallets wallets,
      RedirectLinks redirectLinks,
      OrderGuests guests,
      OtpLimits otpLimits,
      InstantSource clock,
      CheckoutLimits limits) {
    this.store = store;
    this.customers = customers;
    this.wallets = wallets;
    this.redirectLinks = redirectLinks;
    this.guests = guests;
    this.otpLimits = otpLimits;
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

  /// What becomes of a wallet that is linked.
  enum Keep {
    /// It pays this order as a guest's, unless it is certainly the customer's own.
    THIS_ORDER,
    /// The customer's account gets it: asked for on a page that names the account.
    FOR_LATER
  }

  /// Begins to link the wallet of a mobile number, by OTP or by consent.
  ///
  /// @param text the number as it was entered
  /// @return the consent's token; empty when an OTP was sent
  /// @throws Rejected when a limit or the provider refuses
  Optional<Secret> begin(Checkout checkout, GatewayCode gateway, String text, Keep keep) {
    otpLimits.countCheckout(checkout.ref(), limits.sendsPerOrder(), limits.sendWindow());
    var number =
        MobileNumber.parse(countryCode(checkout), text)
            .orElseThrow(() -> new Rejected(Rejection.wallet(WalletError.INVALID_MOBILE)));
    var session = sessionFor(checkout, gateway, number, keep);
    var owner = session.owner();
    var caller = checkout.as(owner);
    var numbers = numbers(checkout, owner);
    // a linked wallet keeps its number
    var given = numbers.isOf(gateway, number) ? Optional.<String>empty() : Optional.of(text);
    var creation =
        new WalletCreation.Request(gateway, checkout.order().gatewayReferenceId(), given);
    var wallet = wallets.create(caller, owner.value(), creation);
    if (numbers.isOf(gateway, number) && isOnItsWay(session.session(), wallet)) {
      // to enter the same number again is no way around the wait for another OTP
      return Optional.empty();
    }
    return authenticate(checkout, session.session(), wallet, number)
        .map(page -> Secret.of(page.getPath().substring(page.getPath().lastIndexOf('/') + 1)));
  }

  /// Another browser, or another number in between, is no way around the wait either. What was not
  /// sent is not waited for.
  private Optional<URI> authenticate(
      Checkout checkout, CheckoutSession session, Wallet wallet, MobileNumber number) {
    boolean isByOtp = !wallets.isByConsent(wallet.gateway());
    var message = new OtpLimits.Message(checkout.ref(), wallet.gateway(), number);
    if (isByOtp) {
      otpLimits.countResend(message, limits.resend());
    }
    put(checkout, session.linking(wallet.id(), wallet.customer(), clock.instant()));
    try {
      var caller = checkout.as(wallet.customer());
      return wallets
          .authenticate(caller, wallet.id(), Optional.empty(), returnTarget(checkout))
          .page();
    } catch (Rejected e) {
      if (isByOtp) {
        otpLimits.forgetResend(message);
        put(checkout, session.linking(wallet.id(), wallet.customer(), Instant.EPOCH));
      }
      throw e;
    }
  }

  private boolean isOnItsWay(CheckoutSession session, Wallet wallet) {
    return !wallets.isByConsent(wallet.gateway())
        && session
            .linking()
            .filter(it -> it.wallet().equals(wallet.id()) && resendWait(it).isPositive())
            .isPresent();
  }

  private String countryCode(Checkout checkout) {
    return checkout
        .order()
        .customer()
        .flatMap(customer -> customers.lookUp(checkout.merchant(), customer.value()))
        .map(customer -> customer.contact().mobileCountryCode())
        .orElseGet(() -> OrderGuests.countryCode(checkout.order()));
  }

  /// A session, and whose wallet it links.
  private record Owned(CheckoutSession session, CustomerId owner) {}

  /// A wallet goes to the customer's account when its number is the customer's own, which linking
  /// then proves, or when the customer asks for it; any other wallet is a guest's. Where the shop
  /// chose the gateway, and the customer asked for a payment only, it is kept only when asked for.
  private Owned sessionFor(Checkout checkout, GatewayCode gateway, MobileNumber number, Keep keep) {
    var account = checkout.order().customer();
    boolean isOwn =
        checkout.chosenGateway().isEmpty()
            && account.filter(one -> numbers(checkout, one).isOwn(gateway, number)).isPresent()
            && wallets.provesNumber(gateway);
    boolean isKept =
        keep == Keep.FOR_LATER
            && checkout
                .account()
                .filter(one -> isFreeFor(checkout, one, gateway, number))
                .isPresent();
    var before = checkout.session().or(() -> account.map(CheckoutSession::stranger));
    if (account.isPresent() && (isOwn || isKept)) {
      return new Owned(before.orElseThrow(), account.get());
    }
    var guest =
        before
            .flatMap(CheckoutSession::guest)
            .filter(one -> isFreeFor(checkout, one, gateway, number))
            .orElseGet(() -> guests.create(checkout.order()));
    var session =
        before
            .filter(one -> account.isPresent() || one.customer().equals(guest))
            .orElseGet(() -> CheckoutSession.stranger(guest));
    return new Owned(session.withGuest(guest), guest);
  }

  /// Whether no wallet of another number is linked at the gateway.
  private boolean isFreeFor(
      Checkout checkout, CustomerId owner, GatewayCode gateway, MobileNumber number) {
    var numbers = numbers(checkout, owner);
    return numbers.isOf(gateway, number)
        || numbers.wallets().stream()
            .filter(Wallet::isLinked)
            .noneMatch(wallet -> wallet.gateway().equals(gateway));
  }

  private KnownNumbers numbers(Checkout checkout, CustomerId customer) {
    var caller = checkout.as(customer);
    var contact = customers.find(caller, customer.value()).contact();
    return new KnownNumbers(contact, wallets.list(caller, customer.value()));
  }

  /// The name of the account that a wallet would be kept in; empty for a browser that did not prove
  /// to be its customer's.
  Optional<String> accountName(Checkout checkout) {
    return checkout
        .account()
        .flatMap(customer -> customers.lookUp(checkout.merchant(), customer.value()))
        .map(CheckoutLinking::name);
  }

  private static String name(Customer customer) {
    var contact = customer.contact();
    var name = contact.firstName().orElse("") + " " + contact.lastName().orElse("");
    return name.isBlank() ? contact.emailAddress().orElseGet(customer::reference) : name.strip();
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
    var wallet = wallets.get(checkout.as(linking.owner()), linking.wallet());
    var number = number(checkout, wallet).orElseThrow(CheckoutLinking::notStarted);
    var _ = authenticate(checkout, session, wallet, number);
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
                session.linking().map(one -> wallets.get(checkout.as(one.owner()), one.wallet())));
  }

  /// The number that the wallet's OTP was sent to, masked.
  String maskedNumber(Checkout checkout, Wallet wallet) {
    return number(checkout, wallet).map(MobileNumber::masked).orElse("").replace('*', '•');
  }

  private Optional<MobileNumber> number(Checkout checkout, Wallet wallet) {
    var caller = checkout.as(wallet.customer());
    var contact = customers.find(caller, wallet.customer().value()).contact();
    return wallet
        .mobileNumber()
        .or(contact::mobileNumber)
        .flatMap(text -> MobileNumber.parse(contact.mobileCountryCode(), text));
  }

  /// The last digits of a linked wallet's number; empty when it is not known.
  String lastDigits(Checkout checkout, Wallet wallet) {
    var number = maskedNumber(checkout, wallet);
    return number.length() <= LAST_DIGITS
        ? number
        : "•• " + number.substring(number.length() - LAST_DIGITS);
  }

  /// Links the wallet that waits for an OTP.
  ///
  /// @throws Rejected when none waits, or the provider refuses the OTP
  Wallet link(Checkout checkout, Secret otp) {
    var session = checkout.session().orElseThrow(CheckoutLinking::notStarted);
    var linking = otpLinking(checkout);
    var wallet = wallets.link(checkout.as(linking.owner()), linking.wallet(), Optional.of(otp));
    put(checkout, session.linked());
    return wallet;
  }

  /// The consent that this browser began; empty for a token of another browser.
  Optional<RedirectLinks.LinkView> consent(Checkout checkout, Secret token) {
    return proven(checkout, own(checkout, token));
  }

  /// As [#consent], after asking the provider.
  Optional<RedirectLinks.LinkView> askForConsent(Checkout checkout, Secret token) {
    return proven(checkout, own(checkout, token).flatMap(_ -> redirectLinks.ask(token)));
  }

  private Optional<RedirectLinks.LinkView> own(Checkout checkout, Secret token) {
    var wallet =
        checkout.session().flatMap(CheckoutSession::linking).map(CheckoutSession.Linking::wallet);
    return redirectLinks.open(token).filter(one -> wallet.equals(Optional.of(one.wallet())));
  }

  private Optional<RedirectLinks.LinkView> proven(
      Checkout checkout, Optional<RedirectLinks.LinkView> consent) {
    if (consent.filter(one -> one.status() == RedirectLinks.Status.LINKED).isPresent()) {
      put(checkout, checkout.session().orElseThrow().linked());
    }
    return consent;
  }

  private void put(Checkout checkout, CheckoutSession session) {
    Instant expiresAt = clock.instant().plus(limits.session());
    session.guest().ifPresent(guest -> guests.extend(guest, checkout.order()));
    store.put(checkout.page().browser(), checkout.ref(), session, expiresAt);
  }

  private static Rejected notStarted() {
    return new Rejected(Rejection.wallet(WalletError.AUTHENTICATION_NOT_STARTED));
  }
}
