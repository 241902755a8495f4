package org.batua.gateway.payment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.payment.PaymentIntentStore.Begun;
import org.batua.gateway.payment.PaymentIntentStore.Means;
import org.batua.gateway.wallet.PaymentSource;
import org.batua.gateway.wallet.PaymentSources;

/// Taking an order's money from a linked wallet: intent, one call, outcome.
public final class Payments {
  private final PaymentIntentStore store;
  private final PaymentSources payers;
  private final Orders orders;
  private final PaymentSender calls;
  private final RedirectPayments pages;
  private final InstantSource clock;
  private final Times times;

  /// How long a customer has on a provider's page.
  ///
  /// @param link how long the link to the page works
  /// @param page how long a customer may be busy there afterwards
  public record Times(Duration link, Duration page) {}

  public Payments(
      PaymentIntentStore store,
      PaymentSources payers,
      Orders orders,
      PaymentSender calls,
      RedirectPayments pages,
      InstantSource clock,
      Times times) {
    this.store = store;
    this.payers = payers;
    this.orders = orders;
    this.calls = calls;
    this.pages = pages;
    this.clock = clock;
    this.times = times;
  }

  /// Pays an order with a wallet token, which is used up whatever comes of it.
  ///
  /// @param gateway what the merchant says that the token is of
  /// @return the order as it stands afterwards; its outcome may be open
  /// @throws Rejected when nothing was sent
  public OrderView pay(Caller caller, String orderId, Secret token, Optional<GatewayCode> gateway) {
    var payer = payer(caller, token, gateway);
    var payment = begin(caller, orderId, new Means.Wallet(payer));
    return sent(caller, orderId, () -> calls.send(caller.merchant(), payment, payer.linked()));
  }

  /// As [#pay], of an order that comes with the call. The order stays also when its payment is
  /// refused.
  public OrderView payNew(
      MerchantId merchant, Orders.Content content, Secret token, Optional<GatewayCode> gateway) {
    var caller = new Caller.Merchant(merchant);
    var payer = payerOfNew(caller, content, token, gateway);
    var payment =
        beginNew(caller, content, payer)
            .orElseGet(
                () -> {
                  orders.create(merchant, content, Orders.IfDifferent.REFUSE);
                  return begin(caller, content.orderId(), new Means.Wallet(payer));
                });
    return sent(caller, content.orderId(), () -> calls.send(merchant, payment, payer.linked()));
  }

  private PaymentSource payerOfNew(
      Caller caller, Orders.Content content, Secret token, Optional<GatewayCode> gateway) {
    try {
      return payer(caller, token, gateway);
    } catch (Rejected refused) {
      orders.create(caller.merchant(), content, Orders.IfDifferent.REFUSE);
      throw refused;
    }
  }

  private PaymentSource payer(Caller caller, Secret token, Optional<GatewayCode> gateway) {
    var payer = payers.find(caller, token);
    if (gateway.isPresent() && !gateway.get().equals(payer.wallet().gateway())) {
      throw new Rejected(
          new Rejection.InvalidField("payment_method", "is not the gateway of the token"));
    }
    if (payer.linked().connector().directDebit().isEmpty()) {
      throw new Rejected(new Rejection.NoSuitableGateway());
    }
    return payer;
  }

  /// Stores the order and the intent by one statement, where that can be done.
  private Optional<Payment> beginNew(Caller caller, Orders.Content content, PaymentSource payer) {
    var given = content.customerGiven();
    boolean isPlain =
        (given.isEmpty() || payer.isCertainly(given))
            && content.amount().currency().equals(payer.currency());
    if (!isPlain) {
      return Optional.empty();
    }
    var customer = Optional.of(payer.wallet().customer()).filter(_ -> !given.isEmpty());
    var order = orders.draft(caller.merchant(), content, customer);
    var begun = store.beginNew(intent(caller, content.orderId(), new Means.Wallet(payer)), order);
    return begun instanceof Begun.Stored(var payment) ? Optional.of(payment) : Optional.empty();
  }

  /// Begins the payment of an order on a page of the provider's.
  ///
  /// @return the order as it stands afterwards; it waits for its customer
  /// @throws Rejected when the gateway has no page, or nothing was begun
  public OrderView payOnPage(Caller caller, String orderId, GatewayCode gateway) {
    var order = orders.reach(caller, orderId).order();
    requirePage(order.merchant(), gateway);
    if (pages.mobile(order).isEmpty()) {
      throw RedirectPayments.noMobile();
    }
    var now = clock.instant();
    var linkUntil = now.plus(times.link());
    var means =
        new Means.Page(
            gateway,
            pages.account(order, gateway),
            pages.currency(gateway),
            new Payment.Page(linkUntil, linkUntil.plus(times.page())));
    var payment = begin(caller, orderId, means);
    return sent(caller, orderId, () -> calls.settle(payment, pages.start(order, payment)));
  }

  /// Where a customer pays who brings no wallet token.
  enum Place {
    PROVIDERS_PAGE,
    /// Our own checkout, where a wallet is linked and pays.
    CHECKOUT
  }

  /// Where a wallet of this gateway is paid from without a token.
  ///
  /// @throws Rejected when the merchant has no account there, or nothing can be paid from there
  Place placeWithoutToken(MerchantId merchant, GatewayCode gateway) {
    if (!pages.isConfigured(merchant, gateway)) {
      throw new Rejected(
          Rejection.wallet(
              WalletError.GATEWAY_NOT_CONFIGURED,
              "Gateway " + gateway + " is not configured for this merchant."));
    }
    if (pages.isOffered(merchant, gateway)) {
      return Place.PROVIDERS_PAGE;
    }
    if (pages.isLinkable(gateway)) {
      return Place.CHECKOUT;
    }
    throw new Rejected(new Rejection.NoSuitableGateway());
  }

  /// The order that is to be paid in our checkout from a wallet of this gateway.
  ///
  /// @throws Rejected when it cannot be paid there now
  OrderView forCheckout(Caller caller, String orderId, GatewayCode gateway) {
    var view = orders.reach(caller, orderId);
    var order = view.order();
    var currency = pages.currency(gateway);
    if (!order.amount().currency().equals(currency)) {
      throw new Rejected(wrongCurrency(currency));
    }
    // refuses where it is not clear which account of several is meant
    var _ = pages.account(order, gateway);
    return switch (order.status()) {
      case NEW, FAILED, NOT_SENT -> view;
      case CHARGED -> throw new Rejected(alreadyPaid());
      case AUTHORIZING, PENDING_CUSTOMER -> throw new Rejected(underWay());
    };
  }

  private static Rejection wrongCurrency(Currency currency) {
    return new Rejection.OrderRefused(
        "currency.mismatch", "The wallet holds " + currency + ", not the order's.");
  }

  private static Rejection alreadyPaid() {
    return new Rejection.OrderRefused("order.already.paid", "The order is paid already.");
  }

  private static Rejection underWay() {
    return new Rejection.OrderRefused(
        "payment.in.progress", "A payment of this order is under way. Ask the order's status.");
  }

  /// Refuses a gateway on whose page this merchant's customers cannot pay.
  void requirePage(MerchantId merchant, GatewayCode gateway) {
    if (!pages.isOffered(merchant, gateway)) {
      throw new Rejected(new Rejection.NoSuitableGateway());
    }
  }

  /// Whose wallet a provider's page would propose to pay an order from.
  public Optional<MobileNumber> mobileOfPages(Order order) {
    return pages.mobile(order);
  }

  private Payment begin(Caller caller, String orderId, Means means) {
    return switch (store.begin(intent(caller, orderId, means))) {
      case Begun.Stored(var stored) -> stored;
      case Begun.TokenUsed _ -> throw tokenUsed();
      case Begun.NotOpen _ -> throw whyNotOpen(caller, orderId, means);
    };
  }

  private PaymentIntentStore.Intent intent(Caller caller, String orderId, Means means) {
    var now = clock.instant();
    return new PaymentIntentStore.Intent(
        caller, orderId, means, calls.newReference(now), calls.sender(), now, calls.deadline(now));
  }

  private OrderView sent(Caller caller, String orderId, Supplier<Optional<OrderView>> call) {
    try {
      return call.get().orElseGet(() -> orders.find(caller.merchant(), orderId));
    } catch (Rejected e) {
      throw e.rejection() instanceof Rejection.Unavailable
          ? new Rejected(new Rejection.OutcomeNotStored())
          : e;
    }
  }

  private static Rejected tokenUsed() {
    return new Rejected(
        new Rejection.TokenRefused(
            Rejection.TokenFault.EXPIRED,
            "The wallet token was used before. Ask the order's status, or list the wallets for a"
                + " new token."));
  }

  private Rejected whyNotOpen(Caller caller, String orderId, Means means) {
    var payer =
        means instanceof Means.Wallet(var one) ? Optional.of(one) : Optional.<PaymentSource>empty();
    if (payer.filter(one -> store.isUsed(one.tokenUse())).isPresent()) {
      return tokenUsed();
    }
    var order = orders.reach(caller, orderId).order();
    boolean isStrangers =
        payer
            .map(one -> one.wallet().customer())
            .filter(customer -> !customer.equals(order.customer().orElse(customer)))
            .isPresent();
    if (isStrangers) {
      return new Rejected(
          new Rejection.TokenRefused(
              Rejection.TokenFault.INVALID, "The wallet token is not of the order's customer."));
    }
    if (!order.amount().currency().equals(means.currency())) {
      return new Rejected(wrongCurrency(means.currency()));
    }
    return new Rejected(
        switch (order.status()) {
          case CHARGED -> alreadyPaid();
          case AUTHORIZING, PENDING_CUSTOMER -> underWay();
          case NEW, FAILED, NOT_SENT -> limitOrWallet(payer);
        });
  }

  private static Rejection limitOrWallet(Optional<PaymentSource> payer) {
    return payer.map(one -> one.wallet().isLinked()).orElse(true)
        ? new Rejection.OrderRefused(
            "request.exceeded", "The order has had as many payments as it may have.")
        : Rejection.wallet(WalletError.WALLET_NOT_LINKED);
  }
}
