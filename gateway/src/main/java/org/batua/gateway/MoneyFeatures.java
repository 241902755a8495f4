package org.batua.gateway;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.db.Database;
import org.batua.gateway.debit.Debits;
import org.batua.gateway.debit.OrderWalletRoutes;
import org.batua.gateway.debit.PayPages;
import org.batua.gateway.debit.TxnDesk;
import org.batua.gateway.debit.TxnResolver;
import org.batua.gateway.debit.TxnRoutes;
import org.batua.gateway.debit.TxnStore;
import org.batua.gateway.http.Route;
import org.batua.gateway.job.Jobs;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.notification.MovementCheck;
import org.batua.gateway.order.MovementStore;
import org.batua.gateway.order.OrderJson;
import org.batua.gateway.order.OrderRoutes;
import org.batua.gateway.order.OrderStore;
import org.batua.gateway.order.Orders;
import org.batua.gateway.refund.OrderRefunds;
import org.batua.gateway.refund.RefundDesk;
import org.batua.gateway.refund.RefundRoutes;
import org.batua.gateway.refund.RefundSender;
import org.batua.gateway.refund.RefundStore;
import org.batua.gateway.wallet.Payers;
import org.batua.gateway.wallet.WalletRoutes;

/// The part of the composition root that makes orders, debits and refunds.
final class MoneyFeatures implements AutoCloseable {
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(1);

  private final TxnResolver txnResolver;
  private final RefundSender refundSender;
  private final MovementStore movements;
  private final TxnDesk txnDesk;
  private final RefundDesk refundDesk;
  private final List<Route> routes = new ArrayList<>();

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
      WalletRoutes wallets,
      String processId,
      Supplier<URI> baseUrl) {
    var ids = common.ids();
    var clock = common.clock();
    var times = common.config().moneyTimes();
    var txns = new TxnStore(common.database(), ids);
    var refunds = new RefundStore(common.database());
    var orderStore = new OrderStore(common.database());
    this.txnResolver = txnResolver(common, txns);
    this.movements = new MovementStore(common.database());
    this.txnDesk = new TxnDesk(movements, txns, clock);
    this.refundDesk = new RefundDesk(movements, refunds, clock);
    this.refundSender = refundSender(common, refunds, processId);
    var orders = new Orders(orderStore, customers, this::ask, ids, clock);
    var limits = new Debits.Limits(times.debit(), times.addMoney(), processId, baseUrl);
    var debits = new Debits(txns, payers, orders, txnResolver, ids, clock, limits);
    var orderRefunds = new OrderRefunds(refunds, orders, refundSender, ids, clock);
    var json = new OrderJson(baseUrl);
    routes.addAll(new OrderRoutes(orders, clientTokens, json).routes());
    routes.addAll(new TxnRoutes(debits, orders, baseUrl).routes());
    routes.addAll(new RefundRoutes(orderRefunds, orderStore, json).routes());
    routes.addAll(new OrderWalletRoutes(orders, wallets).routes());
    routes.addAll(new PayPages(orderStore, orders, common.merchants()).routes());
  }

  private static TxnResolver txnResolver(Common common, TxnStore store) {
    return new TxnResolver(
        store,
        common.connectors(),
        common.accounts(),
        common.transport(),
        common.clock(),
        common.config().moneyTimes().inquiry());
  }

  private static RefundSender refundSender(Common common, RefundStore store, String processId) {
    var times = common.config().moneyTimes();
    return new RefundSender(
        store,
        common.connectors(),
        common.accounts(),
        common.transport(),
        common.clock(),
        new RefundSender.Limits(times.refund(), times.inquiry(), processId));
  }

  MovementStore movements() {
    return movements;
  }

  TxnDesk txnDesk() {
    return txnDesk;
  }

  RefundDesk refundDesk() {
    return refundDesk;
  }

  List<Route> routes() {
    return routes;
  }

  List<Jobs.Job> jobs() {
    return List.of(
        new Jobs.Job("resolve-txns", SWEEP_PAUSE, txnResolver::sweep),
        new Jobs.Job("send-and-resolve-refunds", SWEEP_PAUSE, refundSender::sweep));
  }

  /// Finds out what is due, and sends what waits.
  void sweep() {
    txnResolver.sweep();
    refundSender.sweep();
  }

  /// Asks about a txn or a refund that a provider names.
  MovementCheck.Standing check(String providerAccount, Reference reference) {
    var named = movements.named(providerAccount, reference);
    named.ifPresent(movement -> ask(movement.order()));
    return movements
        .named(providerAccount, reference)
        .filter(MovementStore.Named::open)
        .map(_ -> MovementCheck.Standing.OPEN)
        .orElse(MovementCheck.Standing.NOTHING_OPEN);
  }

  private void ask(OrderRef order) {
    txnResolver.check(order);
    refundSender.check(order);
  }

  @Override
  public void close() {
    refundSender.close();
  }
}
