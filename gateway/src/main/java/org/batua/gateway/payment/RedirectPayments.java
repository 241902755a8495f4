package org.batua.gateway.payment;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.provider.CallTarget;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.Resolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A customer's way to the provider's page on which a payment is made, and back. What the browser
/// brings back only says that it is time to ask the provider.
public final class RedirectPayments {
  private static final Logger LOG = LoggerFactory.getLogger(RedirectPayments.class);

  /// The path of the way back, up to the merchant and the txn.
  public static final String RETURN_PATH = "/pay/return/";

  private final PaymentStore store;
  private final Resolver<Payment, PaymentStatus> resolver;
  private final Customers customers;
  private final Providers providers;
  private final ProviderAccounts accounts;
  private final InstantSource clock;
  private final Supplier<URI> baseUrl;

  /// @param baseUrl known once the server listens
  public RedirectPayments(
      PaymentStore store,
      Resolver<Payment, PaymentStatus> resolver,
      Customers customers,
      Providers providers,
      ProviderAccounts accounts,
      InstantSource clock,
      Supplier<URI> baseUrl) {
    this.store = store;
    this.resolver = resolver;
    this.customers = customers;
    this.providers = providers;
    this.accounts = accounts;
    this.clock = clock;
    this.baseUrl = baseUrl;
  }

  /// Whether the merchant has an account at a gateway.
  boolean isConfigured(MerchantId merchant, GatewayCode gateway) {
    return accounts.of(merchant).stream().anyMatch(one -> one.account().gateway().equals(gateway));
  }

  /// Whether wallets of a gateway can be linked and then debited.
  boolean isLinkable(GatewayCode gateway) {
    return providers
        .find(gateway)
        .filter(one -> one.linking().isPresent() || one.redirectLinking().isPresent())
        .filter(one -> one.directDebit().isPresent())
        .isPresent();
  }

  /// Whether a gateway has a page for this merchant's customers.
  boolean isOffered(MerchantId merchant, GatewayCode gateway) {
    return providers.find(gateway).flatMap(Connector::hostedPayments).isPresent()
        && isConfigured(merchant, gateway);
  }

  Currency currency(GatewayCode gateway) {
    return providers.connector(gateway).profile().currency();
  }

  /// The account that an order's payment goes to.
  ///
  /// @throws Rejected when the order names none of several
  String account(Order order, GatewayCode gateway) {
    return accounts.choose(order.merchant(), gateway, order.gatewayReferenceId()).account().id();
  }

  /// Whose wallet the page proposes to pay from: the order's number, else its customer's.
  public Optional<MobileNumber> mobile(Order order) {
    var contact =
        order
            .customer()
            .flatMap(customer -> customers.lookUp(order.merchant(), customer.value()))
            .map(customer -> customer.contact());
    var country = contact.map(one -> one.mobileCountryCode()).orElse("91");
    return MobileNumber.parse(country, order.detail("customer_phone"))
        .or(
            () ->
                contact
                    .flatMap(one -> one.mobileNumber())
                    .flatMap(number -> MobileNumber.parse(country, number)));
  }

  /// Has the provider prepare its page.
  Outcome start(Order order, Payment payment) {
    var back = baseUrl.get() + RETURN_PATH + order.merchant() + "/" + payment.id();
    var mobile = mobile(order).orElseThrow(RedirectPayments::noMobile);
    var hosted =
        new HostedPayments.Order(payment.reference(), payment.amount(), mobile, URI.create(back));
    return providers.startHostedPayment(target(payment), hosted);
  }

  static Rejected noMobile() {
    return new Rejected(
        new Rejection.InvalidField(
            "customer_phone", "is needed with the order: the provider's page asks for a number"));
  }

  /// What a visit to the start of a payment leads to.
  public sealed interface Opened {
    /// The page that follows.
    record Page(CustomerPage page) implements Opened {}

    /// The provider has the payment already and waits for its customer. A second form with the same
    /// name may be refused there, and another name could be paid twice.
    record Begun() implements Opened {}

    /// It waits for its customer no longer.
    record Ended() implements Opened {}

    /// The link's time is over, or its provider is still deciding.
    record Over() implements Opened {}

    /// The provider cannot be reached; the same link may be opened again.
    record Unavailable() implements Opened {}
  }

  /// Opens the page of a payment that waits for its customer there. No call tells when a browser
  /// posts the form, so the provider is asked whether one has.
  public Opened open(OrderView view) {
    var payment = get(view);
    var page = payment.page().orElseThrow();
    if (payment.status() == PaymentStatus.AWAITING_REDIRECT
        && resolver.isAwaitedByProvider(payment)) {
      return new Opened.Begun();
    }
    if (get(view).status() != PaymentStatus.AWAITING_REDIRECT) {
      return new Opened.Ended();
    }
    if (!clock.instant().isBefore(page.linkUntil())) {
      return new Opened.Over();
    }
    return switch (start(view.order(), payment)) {
      case Outcome.NeedsCustomer(var next, _, _) -> new Opened.Page(next);
      // of a repeated visit: it says nothing about the first one
      case Outcome.Succeeded _, Outcome.Pending _, Outcome.Declined _ -> new Opened.Over();
      case Outcome.NotSent _, Outcome.Unknown _ -> new Opened.Unavailable();
    };
  }

  /// How long until a payment on the provider's page is given up.
  public Duration left(OrderView view) {
    return Duration.between(clock.instant(), get(view).page().orElseThrow().giveUpAt());
  }

  /// What a browser's return from the provider is worth.
  public enum Returned {
    /// It is genuine, and the provider was asked.
    ASKED,
    /// It was not made by the provider; it causes no inquiry.
    FORGED
  }

  /// Takes a browser's return.
  public Returned comeBack(OrderView view, Map<String, String> parameters) {
    var payment = get(view);
    boolean isGenuine =
        payment.page().isPresent()
            && providers.isGenuineReturn(target(payment), payment.hostedOrder(), parameters);
    if (!isGenuine) {
      LOG.atWarn()
          .addKeyValue("txn", payment.id())
          .addKeyValue("gateway", payment.at().gateway().code())
          .log("a return from the provider's page is not genuine");
      return Returned.FORGED;
    }
    var now = clock.instant();
    resolver.resolveAll(store.claimOfOrder(payment.order(), now, Duration.ZERO), Actor.CUSTOMER);
    return Returned.ASKED;
  }

  private Payment get(OrderView view) {
    return view.payment()
        .flatMap(payment -> store.find(payment.uuid()))
        .orElseThrow(() -> new Rejected(new Rejection.UnknownObject()));
  }

  private CallTarget target(Payment payment) {
    return providers.target(payment.at().account(), payment.at().device(), Optional.empty());
  }
}
