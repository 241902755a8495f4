package org.batua.gateway.wiring;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.checkout.Checkouts;
import org.batua.gateway.checkout.FrameOrigins;
import org.batua.gateway.checkout.SessionRoutes;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.db.DatabaseClock;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.job.Jobs;
import org.batua.gateway.jose.EncryptedRoutes;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.notification.TransactionCheck;
import org.batua.gateway.order.FulfillmentRoutes;
import org.batua.gateway.order.FulfillmentStore;
import org.batua.gateway.order.OrderJson;
import org.batua.gateway.order.OrderRoutes;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.Orders;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.payment.Payment;
import org.batua.gateway.payment.PaymentResolution;
import org.batua.gateway.payment.PaymentResumer;
import org.batua.gateway.payment.PaymentRoutes;
import org.batua.gateway.payment.PaymentSender;
import org.batua.gateway.payment.PaymentStore;
import org.batua.gateway.payment.Payments;
import org.batua.gateway.payment.RedirectPayments;
import org.batua.gateway.payment.UnfundedPaymentStore;
import org.batua.gateway.paymentmethod.EligibilityRoutes;
import org.batua.gateway.paymentmethod.OrderWalletRoutes;
import org.batua.gateway.redirect.AddMoneyPages;
import org.batua.gateway.redirect.MissingMoney;
import org.batua.gateway.redirect.PageServices;
import org.batua.gateway.redirect.PaymentPages;
import org.batua.gateway.redirect.RedirectPages;
import org.batua.gateway.redirect.TopupPages;
import org.batua.gateway.refund.Refund;
import org.batua.gateway.refund.RefundResolution;
import org.batua.gateway.refund.RefundRoutes;
import org.batua.gateway.refund.RefundSender;
import org.batua.gateway.refund.RefundStore;
import org.batua.gateway.refund.Refunds;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.resolution.MoneyMeters;
import org.batua.gateway.resolution.Recovery;
import org.batua.gateway.resolution.Resolver;
import org.batua.gateway.resolution.StatusChecker;
import org.batua.gateway.resolution.Transaction;
import org.batua.gateway.resolution.TransactionStore;
import org.batua.gateway.topup.TopupStatus;
import org.batua.gateway.topup.TopupStore;
import org.batua.gateway.wallet.PaymentSources;

/// The part of the composition root that makes orders, payments and refunds.
final class MoneyFeatures implements AutoCloseable {
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(1);

  private final PaymentStore payments;
  private final Resolver<Payment, PaymentStatus> paymentResolver;
  private final PaymentResumer resumer;
  private final RefundStore refunds;
  private final RefundSender refundSender;
  private final Resolver<Refund, RefundStatus> refundResolver;
  private final TopupFeature topups;
  private final DatabaseClock clock;
  private final TransactionStore transactions;
  private final ManualReview manualReview;
  private final Recovery recovery;
  private final CheckoutFeature checkout;
  private final Orders orders;
  private final Refunds orderRefunds;
  private final EncryptedRoutes.Plain encryptable;
  private final List<Route> routes = new ArrayList<>();

  /// Makes the features; nothing runs yet.
  ///
  /// @param processId names this process as the sender of what it sends
  /// @param baseUrl known once the server listens
  MoneyFeatures(
      Foundation common,
      Customers customers,
      ClientTokens clientTokens,
      WalletFeature wallets,
      CustomerFeatures front,
      String processId,
      Supplier<URI> baseUrl) {
    var ids = common.ids();
    this.clock = common.clock();
    this.recovery = common.recovery();
    var times = common.config().money();
    this.payments = payments(common);
    this.refunds = new RefundStore(common.database(), ids);
    var orderStore = new OrderStore(common.database());
    var checker = statusChecker(common);
    this.transactions = new TransactionStore(common.database());
    var returnUrls = new ReturnUrls(common.merchants());
    this.topups = new TopupFeature(common, checker, wallets.access, returnUrls, baseUrl);
    this.manualReview = manualReview(transactions, payments, refunds, topups.store(), clock);
    this.refundSender = refundSender(common, refunds, processId);
    this.refundResolver = common.resolver(refunds, new RefundResolution(refundSender), checker);
    this.orders = orders(common, orderStore, customers, returnUrls);
    var limits = sendLimits(common, processId, baseUrl);
    var sender =
        new PaymentSender(payments, wallets.access, common.providers(), ids, clock, limits);
    var waiting = new UnfundedPaymentStore(common.database());
    this.resumer =
        new PaymentResumer(waiting, payments, sender, wallets.access, clock, times.resume());
    this.paymentResolver =
        common.resolver(payments, new PaymentResolution(payments, resumer, clock), checker);
    var redirects = redirects(common, payments, paymentResolver, customers, baseUrl);
    var pays = payments(common, wallets.sources, sender, redirects);
    this.orderRefunds = new Refunds(refunds, orders, refundSender, ids, clock);
    var json = new OrderJson(baseUrl);
    var orderRoutes = new OrderRoutes(orders, clientTokens, json);
    routes.addAll(orderRoutes.routes());
    var fulfillments = new FulfillmentStore(common.database());
    routes.addAll(new FulfillmentRoutes(orders, fulfillments, clock).routes());
    routes.addAll(new PaymentRoutes(pays, orders, baseUrl).routes());
    var refundRoutes = new RefundRoutes(orderRefunds, orderStore, json);
    routes.addAll(refundRoutes.routes());
    routes.addAll(new OrderWalletRoutes(orders, wallets.routes).routes());
    routes.addAll(eligibility(front, common).routes());
    this.checkout = checkout(common, front, orderStore, customers, clientTokens, pays, waiting);
    routes.addAll(checkout.routes());
    var sessions = sessions(common, clientTokens, baseUrl);
    routes.addAll(sessions.routes());
    this.encryptable =
        new EncryptedRoutes.Plain(
            orderRoutes::namedStatus, refundRoutes::ofOrder, sessions::create);
    routes.addAll(topups.routes());
    addPages(orderStore, orders, redirects, waiting, front.pages());
  }

  private Orders orders(
      Foundation common, OrderStore store, Customers customers, ReturnUrls returnUrls) {
    return new Orders(
        store,
        customers,
        returnUrls,
        common.settings(),
        order -> ask(order, Actor.MERCHANT),
        common.ids(),
        clock);
  }

  private Payments payments(
      Foundation common, PaymentSources sources, PaymentSender sender, RedirectPayments hosted) {
    var times = common.config().money();
    return new Payments(
        payments,
        new Payments.Admission(sources, common.limits()),
        orders,
        sender,
        hosted,
        common.ids(),
        clock,
        new Payments.Times(times.topupLink(), times.topupPage()));
  }

  private static PaymentStore payments(Foundation common) {
    var meters = new MoneyMeters(common.meters());
    var secondCharge = common.config().money().secondCharge();
    return new PaymentStore(common.database(), common.ids(), secondCharge, meters);
  }

  private CheckoutFeature checkout(
      Foundation common,
      CustomerFeatures front,
      OrderStore orderStore,
      Customers customers,
      ClientTokens clientTokens,
      Payments payments,
      UnfundedPaymentStore waiting) {
    var missing = new MissingMoney(waiting, topups.topups(), front.pages().slowCalls());
    return new CheckoutFeature(
        common, front, orderStore, orders, customers, clientTokens, payments, missing);
  }

  private static PaymentSender.Limits sendLimits(
      Foundation common, String processId, Supplier<URI> baseUrl) {
    var call = common.providers().timeouts().debit();
    var addMoney = common.config().money().addMoney();
    return new PaymentSender.Limits(call, addMoney, processId, baseUrl);
  }

  private SessionRoutes sessions(
      Foundation common, ClientTokens clientTokens, Supplier<URI> baseUrl) {
    return new SessionRoutes(orders, clientTokens, checkout.entry(), common.merchants(), baseUrl);
  }

  private EligibilityRoutes eligibility(CustomerFeatures front, Foundation common) {
    return new EligibilityRoutes(front.eligibilities(), orders, common.connectors());
  }

  private void addPages(
      OrderStore orderStore,
      Orders orders,
      RedirectPayments hosted,
      UnfundedPaymentStore waiting,
      PageServices pages) {
    var addMoney =
        new AddMoneyPages(waiting, resumer, topups.topups(), checkout.checkouts(), pages);
    var redirects = new RedirectPages(hosted, pages);
    routes.addAll(
        new PaymentPages(orderStore, orders, checkout.checkouts(), addMoney, redirects, pages)
            .routes());
    routes.addAll(new TopupPages(topups.redirects(), orderStore, orders, pages).routes());
  }

  private static RedirectPayments redirects(
      Foundation common,
      PaymentStore payments,
      Resolver<Payment, PaymentStatus> resolver,
      Customers customers,
      Supplier<URI> baseUrl) {
    return new RedirectPayments(
        payments,
        resolver,
        customers,
        common.providers(),
        common.accounts(),
        common.clock(),
        baseUrl);
  }

  private static StatusChecker statusChecker(Foundation common) {
    return new StatusChecker(
        common.providers(), common.clock(), common.config().development().rehearsal().pace());
  }

  private static RefundSender refundSender(Foundation common, RefundStore store, String processId) {
    var times = common.config().money();
    return new RefundSender(
        store,
        common.providers(),
        common.clock(),
        new RefundSender.Limits(common.providers().timeouts().refund(), processId, times.resume()));
  }

  private static ManualReview manualReview(
      TransactionStore transactions,
      PaymentStore payments,
      RefundStore refunds,
      TopupStore topups,
      InstantSource clock) {
    return new ManualReview(
        transactions,
        Map.of(
            Transaction.Kind.DEBIT,
            new ManualReview.Endings<>(
                PaymentStatus.CHARGED, PaymentStatus.DECLINED, payments::moveIfReviewable),
            Transaction.Kind.REFUND,
            new ManualReview.Endings<>(
                RefundStatus.SUCCEEDED, RefundStatus.DECLINED, refunds::moveIfReviewable),
            Transaction.Kind.TOPUP,
            new ManualReview.Endings<>(
                TopupStatus.SUCCEEDED, TopupStatus.FAILED, topups::moveIfReviewable)),
        clock);
  }

  TransactionStore transactions() {
    return transactions;
  }

  Orders orders() {
    return orders;
  }

  Refunds refunds() {
    return orderRefunds;
  }

  ManualReview manualReview() {
    return manualReview;
  }

  Checkouts checkouts() {
    return checkout.checkouts();
  }

  FrameOrigins frameOrigins() {
    return checkout.frameOrigins();
  }

  /// A top-up by the wallet's own path.
  Answer topup(Request request) {
    return topups.create(request);
  }

  /// What can also be called in its encrypted form.
  EncryptedRoutes.Plain encryptable() {
    return encryptable;
  }

  List<Route> routes() {
    return routes;
  }

  List<Jobs.Job> jobs() {
    return List.of(
        resolving("resolve-topups", topups.resolver()),
        resolving("resolve-txns", paymentResolver),
        resolving("send-and-resolve-refunds", refundResolver),
        new Jobs.Job("forget-guests", SWEEP_PAUSE, checkout.guests()::forgetFinished),
        new Jobs.Job("forget-checkouts", Duration.ofHours(1), checkout.checkouts()::forgetExpired));
  }

  private Jobs.Job resolving(String name, Resolver<?, ?> resolver) {
    return new Jobs.Job(
        name, SWEEP_PAUSE, whenInTime(resolver::sweep), Optional.of(whenInTime(resolver::share)));
  }

  /// Before the jobs start: what was left open is due with their first run.
  void begin() {
    recovery.begin();
  }

  /// What is due is not decided by a machine whose clock is off.
  private Runnable whenInTime(Runnable sweep) {
    return () -> {
      if (!clock.isOff()) {
        sweep.run();
      }
    };
  }

  /// Finds out what is due, and sends what waits.
  void sweep() {
    whenInTime(topups.resolver()::sweep).run();
    whenInTime(paymentResolver::sweep).run();
    whenInTime(refundResolver::sweep).run();
    checkout.guests().forgetFinished();
  }

  /// Asks about a txn or a refund that a provider names.
  TransactionCheck.Found check(String providerAccount, Reference reference) {
    var named = transactions.named(providerAccount, reference);
    named.ifPresent(transaction -> ask(transaction.order(), Actor.NOTIFICATION));
    return transactions
        .named(providerAccount, reference)
        .filter(TransactionStore.Named::open)
        .map(_ -> TransactionCheck.Found.OPEN)
        .orElse(TransactionCheck.Found.NOTHING_OPEN);
  }

  private void ask(OrderRef order, Actor actor) {
    var now = clock.instant();
    var within = Actor.NOT_AGAIN_WITHIN;
    topups.resolver().resolveAll(topups.store().claimOfOrder(order, now, within), actor);
    paymentResolver.resolveAll(payments.claimOfOrder(order, now, within), actor);
    refundResolver.resolveAll(refunds.claimOfOrder(order, now, within), actor);
  }

  @Override
  public void close() {
    checkout.close();
    refundSender.close();
  }
}
