package org.batua.gateway.payment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Caller;
import org.batua.gateway.merchant.DailyLimits;
import org.batua.gateway.order.Order;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.payment.PaymentIntent.Means;
import org.batua.gateway.payment.PaymentSender.Sent;
import org.batua.gateway.payment.PaymentStore.Begun;
import org.batua.gateway.wallet.PaymentSource;
import org.batua.gateway.wallet.PaymentSources;

/// Taking an order's money, each payment in the same steps: source of the money, intent or the
/// reason why it is refused, one call, outcome, answer.
public final class Payments {
  private final PaymentStore store;
  private final PaymentSources sources;
  private final DailyLimits limits;
  private final Orders orders;
  private final PaymentSender sender;
  private final RedirectPayments pages;
  private final Ids ids;
  private final InstantSource clock;
  private final Times times;

  /// How long a customer has on a provider's page.
  ///
  /// @param link how long the link to the page works
  /// @param page how long a customer may be busy there afterwards
  public record Times(Duration link, Duration page) {}

  /// What is asked before a payment is begun: where it is paid from, and whether it may be.
  public record Admission(PaymentSources sources, DailyLimits limits) {}

  public Payments(
      PaymentStore store,
      Admission admission,
      Orders orders,
      PaymentSender sender,
      RedirectPayments pages,
      Ids ids,
      InstantSource clock,
      Times times) {
    this.store = store;
    this.sources = admission.sources();
    this.limits = admission.limits();
    this.orders = orders;
    this.sender = sender;
    this.pages = pages;
    this.ids = ids;
    this.clock = clock;
    this.times = times;
  }

  /// Pays an order with a wallet token, which is used up whatever comes of it.
  ///
  /// @param gateway what the merchant says that the token is of
  /// @return the order afterwards; its outcome may be open
  /// @throws Rejected when nothing was sent
  public OrderView pay(Caller caller, String orderId, Secret token, Optional<GatewayCode> gateway) {
    var source = source(caller, token, gateway);
    var payment = begin(intent(caller, orderId, new Means.Wallet(source)));
    var sent = sender.send(caller.merchant(), payment, source.linked());
    return answer(caller, orderId, sent);
  }

  /// As [#pay], of an order that comes with the call. The order stays also when its payment is
  /// refused.
  public OrderView payNew(
      MerchantId merchant, Orders.Content content, Secret token, Optional<GatewayCode> gateway) {
    var caller = new Caller.Merchant(merchant);
    var source = sourceOfNew(caller, content, token, gateway);
    var intent = intent(caller, content.orderId(), new Means.Wallet(source));
    var payment = beginNew(intent, content, source);
    var sent = sender.send(merchant, payment, source.linked());
    return answer(caller, content.orderId(), sent);
  }

  private PaymentSource source(Caller caller, Secret token, Optional<GatewayCode> gateway) {
    var source = sources.find(caller, token);
    if (gateway.isPresent() && !gateway.get().equals(source.wallet().gateway())) {
      throw new Rejected(
          new Rejection.InvalidField("payment_method", "is not the gateway of the token"));
    }
    if (source.linked().connector().directDebit().isEmpty()) {
      throw new Rejected(new Rejection.NoSuitableGateway());
    }
    return source;
  }

  private PaymentSource sourceOfNew(
      Caller caller, Orders.Content content, Secret token, Optional<GatewayCode> gateway) {
    try {
      return source(caller, token, gateway);
    } catch (Rejected refused) {
      orders.create(caller.merchant(), content, Orders.IfDifferent.REFUSE);
      throw refused;
    }
  }

  private PaymentIntent intent(Caller caller, String orderId, Means means) {
    var sending = sender.sending();
    return new PaymentIntent(
        "txn_" + ids.timedHex(sending.now()),
        caller,
        orderId,
        means,
        sending.reference(),
        sending.sender(),
        sending.now(),
        sending.deadline());
  }

  private Payment begin(PaymentIntent intent) {
    limits.admitPayment(intent.caller().merchant(), intent.orderId(), Optional.empty());
    return stored(intent);
  }

  /// Stores the order and the intent by one statement, where that can be done.
  private Payment beginNew(PaymentIntent intent, Orders.Content content, PaymentSource source) {
    var merchant = intent.caller().merchant();
    var given = content.customerGiven();
    limits.admitPayment(merchant, content.orderId(), Optional.of(content.amount()));
    boolean isPlain =
        (given.isEmpty() || source.isCertainly(given))
            && content.amount().currency().equals(source.currency());
    if (isPlain) {
      var customer = Optional.of(source.wallet().customer()).filter(_ -> !given.isEmpty());
      if (store.beginNew(intent, orders.draft(merchant, content, customer))
          instanceof Begun.Stored(var payment)) {
        return payment;
      }
    }
    orders.create(merchant, content, Orders.IfDifferent.REFUSE);
    return stored(intent);
  }

  private Payment stored(PaymentIntent intent) {
    return switch (store.begin(intent)) {
      case Begun.Stored(var stored) -> stored;
      case Begun.TokenUsed _ -> throw tokenUsed();
      case Begun.NotOpen _ -> throw new Rejected(refusal(intent));
    };
  }

  /// Why an order did not take the intent, in this order: the token was used, the order is another
  /// customer's, in another currency, paid, being paid, expired, paid for too often, or the wallet
  /// was unlinked meanwhile.
  private Rejection refusal(PaymentIntent intent) {
    var source = intent.source();
    if (source.filter(one -> store.isUsed(one.tokenUse())).isPresent()) {
      return tokenUsed().rejection();
    }
    var order = orders.reach(intent.caller(), intent.orderId()).order();
    var payer = source.map(one -> one.wallet().customer());
    if (payer.filter(one -> !one.equals(order.customer().orElse(one))).isPresent()) {
      return new Rejection.TokenRefused(
          Rejection.TokenFault.INVALID, "The wallet token is not of the order's customer.");
    }
    var currency = intent.means().currency();
    if (!order.amount().currency().equals(currency)) {
      return wrongCurrency(currency);
    }
    return switch (order.status()) {
      case CHARGED -> alreadyPaid();
      case AUTHORIZING -> underWay();
      case PENDING_CUSTOMER -> order.isExpired(intent.now()) ? expired() : underWay();
      case NEW, FAILED, NOT_SENT -> order.isExpired(intent.now()) ? expired() : spent(source);
    };
  }

  private static Rejection expired() {
    return new Rejection.OrderRefused(
        "order.expired", "The time to pay the order is over. Make a new order.");
  }

  /// Why an order that is open did not take a payment.
  private static Rejection spent(Optional<PaymentSource> source) {
    return source.map(one -> one.wallet().isLinked()).orElse(true)
        ? new Rejection.OrderRefused(
            "request.exceeded", "The order has had as many payments as it may have.")
        : Rejection.wallet(WalletError.WALLET_NOT_LINKED);
  }

  private static Rejected tokenUsed() {
    return new Rejected(
        new Rejection.TokenRefused(
            Rejection.TokenFault.EXPIRED,
            "The wallet token was used before. Ask the order's status, or list the wallets for a"
                + " new token."));
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

  /// Stores the outcome of sending, and reads the order for the caller.
  private OrderView answer(Caller caller, String orderId, Sent sent) {
    try {
      var view = sender.store(sent);
      return sent.isDuplicate()
          ? orders.status(caller, orderId)
          : view.orElseGet(() -> orders.find(caller.merchant(), orderId));
    } catch (Rejected e) {
      throw e.rejection() instanceof Rejection.Unavailable
          ? new Rejected(new Rejection.OutcomeNotStored())
          : e;
    }
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

  /// Begins the payment of an order on a page of the provider's.
  ///
  /// @return the order afterwards; it waits for its customer
  /// @throws Rejected when the gateway has no page, or nothing was begun
  public OrderView payOnPage(Caller caller, String orderId, GatewayCode gateway) {
    var order = orders.reach(caller, orderId).order();
    requirePage(order.merchant(), gateway);
    if (pages.mobile(order).isEmpty()) {
      throw RedirectPayments.noMobile();
    }
    var payment = begin(intent(caller, orderId, page(order, gateway)));
    var sent = new Sent(payment, pages.start(order, payment));
    return answer(caller, orderId, sent);
  }

  /// Refuses a gateway on whose page this merchant's customers cannot pay.
  void requirePage(MerchantId merchant, GatewayCode gateway) {
    if (!pages.isOffered(merchant, gateway)) {
      throw new Rejected(new Rejection.NoSuitableGateway());
    }
  }

  private Means page(Order order, GatewayCode gateway) {
    var linkUntil = clock.instant().plus(times.link());
    return new Means.Page(
        gateway,
        pages.account(order, gateway),
        pages.currency(gateway),
        new Payment.Page(linkUntil, linkUntil.plus(times.page())));
  }

  /// Begins the payment of an order from a wallet of this gateway that the customer is to choose in
  /// our checkout. One that waits for the same is begun already.
  ///
  /// @return the order afterwards; it waits for its customer
  /// @throws Rejected when it cannot be paid there now
  OrderView payInCheckout(Caller caller, String orderId, GatewayCode gateway) {
    var view = orders.reach(caller, orderId);
    if (view.payment().filter(one -> one.isAwaitingWalletOf(gateway)).isPresent()) {
      return view;
    }
    var order = view.order();
    var until = clock.instant().plus(times.link());
    var means =
        new Means.Checkout(
            gateway,
            pages.account(order, gateway),
            pages.currency(gateway),
            new Payment.Page(until, until));
    var _ = begin(intent(caller, orderId, means).waitingUntil(until));
    return orders.reach(caller, orderId);
  }

  /// Whose wallet a provider's page would propose to pay an order from.
  public Optional<MobileNumber> mobileOfPages(Order order) {
    return pages.mobile(order);
  }
}
