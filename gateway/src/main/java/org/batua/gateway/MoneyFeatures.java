package org.batua.gateway;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.checkout.CheckoutRoutes;
import org.batua.gateway.checkout.CheckoutStore;
import org.batua.gateway.checkout.Checkouts;
import org.batua.gateway.checkout.Offers;
import org.batua.gateway.checkout.PayPages;
import org.batua.gateway.checkout.SessionRoutes;
import org.batua.gateway.checkout.TopupPages;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.db.Database;
import org.batua.gateway.debit.Continuations;
import org.batua.gateway.debit.DebitCalls;
import org.batua.gateway.debit.Debits;
import org.batua.gateway.debit.EligibilityRoutes;
import org.batua.gateway.debit.HostedVisits;
import org.batua.gateway.debit.IntentStore;
import org.batua.gateway.debit.OrderWalletRoutes;
import org.batua.gateway.debit.TxnResolver;
import org.batua.gateway.debit.TxnRoutes;
import org.batua.gateway.debit.TxnStore;
import org.batua.gateway.debit.WaitingTxnStore;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.job.Jobs;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.notification.MovementCheck;
import org.batua.gateway.order.Desk;
import org.batua.gateway.order.Movement;
import org.batua.gateway.order.MovementStore;
import org.batua.gateway.order.OrderJson;
import org.batua.gateway.order.OrderRoutes;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.Orders;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.order.TxnStatus;
import org.batua.gateway.refund.OrderRefunds;
import org.batua.gateway.refund.RefundRoutes;
import org.batua.gateway.refund.RefundSender;
import org.batua.gateway.refund.RefundStore;
import org.batua.gateway.resolve.Actor;
import org.batua.gateway.resolve.Inquirer;
import org.batua.gateway.topup.TopupStatus;
import org.batua.gateway.topup.TopupStore;
import org.batua.gateway.wallet.Consents;
import org.batua.gateway.wallet.Eligibilities;
import org.batua.gateway.wallet.LinkedWallets;
import org.batua.gateway.wallet.Payers;
import org.batua.gateway.wallet.WalletRoutes;
import org.batua.gateway.wallet.WalletTokens;
import org.batua.gateway.wallet.Wallets;

/// The part of the composition root that makes orders, debits and refunds.
final class MoneyFeatures implements AutoCloseable {
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(1);

  private final TxnResolver txnResolver;
  private final RefundSender refundSender;
  private final TopupFeature topups;
  private final Continuations continuations;
  private final MovementStore movements;
  private final Desk desk;
  private final Checkouts checkouts;
  private final List<Route> routes = new ArrayList<>();

  /// What pages for customers are made of.
  record Front(
      CheckoutRoutes.Front pages,
      Wallets wallets,
      WalletTokens tokens,
      Consents consents,
      Eligibilities eligibilities) {}

  /// What all features are made of.
  record Common(
      Config config,
      Database database,
      Connectors connectors,
      ProviderAccounts accounts,
      Transport transport,
      Merchants merchants,
      Ids ids,
      InstantSource clock) {}

  /// Makes the features; nothing runs yet.
  ///
  /// @param processId names this process as the sender of what it sends
  /// @param baseUrl known once the server listens
  MoneyFeatures(
      Common common,
      Customers customers,
      ClientTokens clientTokens,
      Payers payers,
      LinkedWallets linkedWallets,
      WalletRoutes wallets,
      Front front,
      String processId,
      Supplier<URI> baseUrl) {
    var ids = common.ids();
    var clock = common.clock();
    var times = common.config().moneyTimes();
    var txns = new TxnStore(common.database(), ids, common.config().secondCharge());
    var refunds = new RefundStore(common.database());
    var orderStore = new OrderStore(common.database());
    var inquirer = inquirer(common);
    this.txnResolver = new TxnResolver(txns, inquirer, clock);
    this.movements = new MovementStore(common.database());
    var returnUrls = new ReturnUrls(common.merchants());
    this.topups = new TopupFeature(common, inquirer, linkedWallets, returnUrls, baseUrl);
    this.desk = desk(movements, txns, refunds, topups.store(), clock);
    this.refundSender = refundSender(common, refunds, inquirer, processId);
    var orders =
        new Orders(
            orderStore, customers, returnUrls, order -> ask(order, Actor.MERCHANT), ids, clock);
    var limits = new DebitCalls.Limits(times.debit(), times.addMoney(), processId, baseUrl);
    var calls = new DebitCalls(txns, linkedWallets, txnResolver, ids, clock, limits);
    var hosted = hosted(common, txns, txnResolver, customers, baseUrl);
    var pageTimes = new Debits.Times(times.topupLink(), times.topupPage());
    var intents = new IntentStore(common.database(), ids);
    var debits = new Debits(intents, payers, orders, calls, hosted, clock, pageTimes);
    var waiting = new WaitingTxnStore(common.database());
    this.continuations = new Continuations(waiting, txns, calls, linkedWallets, clock);
    var orderRefunds = new OrderRefunds(refunds, orders, refundSender, ids, clock);
    var json = new OrderJson(baseUrl);
    routes.addAll(new OrderRoutes(orders, clientTokens, json).routes());
    routes.addAll(new TxnRoutes(debits, orders, baseUrl).routes());
    routes.addAll(new RefundRoutes(orderRefunds, orderStore, json).routes());
    routes.addAll(new OrderWalletRoutes(orders, wallets).routes());
    routes.addAll(
        new EligibilityRoutes(front.eligibilities(), orders, common.connectors()).routes());
    this.checkouts = checkouts(common, front, orderStore, orders, customers, clientTokens, debits);
    routes.addAll(
        new SessionRoutes(orders, clientTokens, checkouts, common.merchants(), baseUrl).routes());
    routes.addAll(topups.routes());
    var offers = new Offers(common.accounts(), common.connectors());
    var acting =
        new PayPages.Features(waiting, continuations, topups.topups(), hosted, checkouts, offers);
    routes.addAll(pages(common, orderStore, orders, acting, front.pages()));
  }

  /// What customers' browsers see.
  private List<Route> pages(
      Common common,
      OrderStore store,
      Orders orders,
      PayPages.Features acting,
      CheckoutRoutes.Front front) {
    var merchants = common.merchants();
    var offers = acting.offers();
    List<Route> pages = new ArrayList<>();
    pages.addAll(new PayPages(store, orders, merchants, acting, front).routes());
    pages.addAll(new TopupPages(topups.visits(), store, orders, merchants, offers, front).routes());
    pages.addAll(new CheckoutRoutes(checkouts, merchants, offers, front).routes());
    return pages;
  }

  private static Checkouts checkouts(
      Common common,
      Front front,
      OrderStore orderStore,
      Orders orders,
      Customers customers,
      ClientTokens clientTokens,
      Debits debits) {
    return new Checkouts(
        new CheckoutStore(common.database()),
        new Checkouts.Features(
            orderStore,
            orders,
            customers,
            clientTokens,
            front.wallets(),
            front.tokens(),
            front.consents(),
            debits),
        common.ids(),
        common.clock(),
        common.config().checkout());
  }

  private static HostedVisits hosted(
      Common common,
      TxnStore txns,
      TxnResolver resolver,
      Customers customers,
      Supplier<URI> baseUrl) {
    var providers =
        new HostedVisits.Providers(common.connectors(), common.accounts(), common.transport());
    var call = common.config().moneyTimes().debit();
    return new HostedVisits(txns, resolver, customers, providers, common.clock(), call, baseUrl);
  }

  private static Inquirer inquirer(Common common) {
    return new Inquirer(
        common.connectors(),
        common.accounts(),
        common.transport(),
        common.clock(),
        common.config().moneyTimes().inquiry());
  }

  private static RefundSender refundSender(
      Common common, RefundStore store, Inquirer inquirer, String processId) {
    return new RefundSender(
        store,
        inquirer,
        common.connectors(),
        common.accounts(),
        common.transport(),
        common.clock(),
        new RefundSender.Limits(common.config().moneyTimes().refund(), processId));
  }

  private static Desk desk(
      MovementStore movements,
      TxnStore txns,
      RefundStore refunds,
      TopupStore topups,
      InstantSource clock) {
    return new Desk(
        movements,
        Map.of(
            Movement.Kind.DEBIT,
            new Desk.Drawer<>(TxnStatus.CHARGED, TxnStatus.DECLINED, txns::moveIfWaitingForAPerson),
            Movement.Kind.REFUND,
            new Desk.Drawer<>(
                RefundStatus.SUCCEEDED, RefundStatus.DECLINED, refunds::moveIfWaitingForAPerson),
            Movement.Kind.TOPUP,
            new Desk.Drawer<>(
                TopupStatus.SUCCEEDED, TopupStatus.FAILED, topups::moveIfWaitingForAPerson)),
        clock);
  }

  MovementStore movements() {
    return movements;
  }

  Desk desk() {
    return desk;
  }

  Checkouts checkouts() {
    return checkouts;
  }

  /// A top-up by the wallet's own path.
  Answer topup(Request request) {
    return topups.create(request);
  }

  List<Route> routes() {
    return routes;
  }

  List<Jobs.Job> jobs() {
    return List.of(
        new Jobs.Job("resolve-topups", SWEEP_PAUSE, topups.resolver()::sweep),
        new Jobs.Job("go-on-with-payments", SWEEP_PAUSE, continuations::sweep),
        new Jobs.Job("resolve-txns", SWEEP_PAUSE, txnResolver::sweep),
        new Jobs.Job("send-and-resolve-refunds", SWEEP_PAUSE, refundSender::sweep),
        new Jobs.Job("forget-checkouts", Duration.ofHours(1), checkouts::forgetExpired));
  }

  /// Finds out what is due, and sends what waits.
  void sweep() {
    topups.resolver().sweep();
    continuations.sweep();
    txnResolver.sweep();
    refundSender.sweep();
  }

  /// Asks about a txn or a refund that a provider names.
  MovementCheck.Standing check(String providerAccount, Reference reference) {
    var named = movements.named(providerAccount, reference);
    named.ifPresent(movement -> ask(movement.order(), Actor.NOTIFICATION));
    return movements
        .named(providerAccount, reference)
        .filter(MovementStore.Named::open)
        .map(_ -> MovementCheck.Standing.OPEN)
        .orElse(MovementCheck.Standing.NOTHING_OPEN);
  }

  private void ask(OrderRef order, Actor actor) {
    topups.resolver().check(order, actor);
    txnResolver.check(order, actor);
    refundSender.check(order, actor);
  }

  @Override
  public void close() {
    refundSender.close();
  }
}
