package org.batua.gateway.debit;

import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Caller;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.wallet.Payer;
import org.batua.gateway.wallet.Payers;

/// Taking an order's money from a linked wallet: intent, one call, outcome.
public final class Debits {
  private final TxnStore store;
  private final Payers payers;
  private final Orders orders;
  private final DebitCalls calls;
  private final InstantSource clock;

  public Debits(
      TxnStore store, Payers payers, Orders orders, DebitCalls calls, InstantSource clock) {
    this.store = store;
    this.payers = payers;
    this.orders = orders;
    this.calls = calls;
    this.clock = clock;
  }

  /// Pays an order with a wallet token, which is used up whatever comes of it.
  ///
  /// @param gateway what the merchant says that the token is of
  /// @return the order as it stands afterwards; its outcome may be open
  /// @throws Rejected when nothing was sent
  public OrderView pay(Caller caller, String orderId, Secret token, Optional<GatewayCode> gateway) {
    var payer = payers.find(caller, token, calls.timeout());
    if (gateway.isPresent() && !gateway.get().equals(payer.wallet().gateway())) {
      throw new Rejected(
          new Rejection.InvalidField("payment_method", "is not the gateway of the token"));
    }
    if (payer.linked().connector().directDebit().isEmpty()) {
      throw new Rejected(new Rejection.NoSuitableGateway());
    }
    var now = clock.instant();
    var intent =
        new TxnStore.Intent(
            caller,
            orderId,
            payer,
            calls.newReference(now),
            calls.sender(),
            now,
            calls.deadline(now));
    var txn =
        switch (store.begin(intent)) {
          case TxnStore.Begun.Stored(var stored) -> stored;
          case TxnStore.Begun.TokenUsed _ -> throw tokenUsed();
          case TxnStore.Begun.NotOpen _ -> throw whyNotOpen(caller, orderId, payer);
        };
    try {
      calls.send(caller.merchant(), txn, payer.linked());
    } catch (Rejected e) {
      throw e.rejection() instanceof Rejection.Unavailable
          ? new Rejected(new Rejection.OutcomeNotStored())
          : e;
    }
    return orders.find(caller.merchant(), orderId);
  }

  private static Rejected tokenUsed() {
    return new Rejected(
        new Rejection.TokenRefused(
            Rejection.TokenFault.EXPIRED,
            "The wallet token was used before. Ask the order's status, or list the wallets for a"
                + " new token."));
  }

  private Rejected whyNotOpen(Caller caller, String orderId, Payer payer) {
    if (store.isUsed(payer.tokenUse())) {
      return tokenUsed();
    }
    var order = orders.reach(caller, orderId).order();
    var stranger =
        order.customer().map(one -> !one.equals(payer.wallet().customer())).orElse(false);
    if (stranger) {
      return new Rejected(
          new Rejection.TokenRefused(
              Rejection.TokenFault.INVALID, "The wallet token is not of the order's customer."));
    }
    if (!order.amount().currency().equals(payer.currency())) {
      return new Rejected(
          new Rejection.OrderRefused(
              "currency.mismatch", "The wallet holds " + payer.currency() + ", not the order's."));
    }
    return new Rejected(
        switch (order.status()) {
          case CHARGED ->
              new Rejection.OrderRefused("order.already.paid", "The order is paid already.");
          case AUTHORIZING, PENDING_CUSTOMER ->
              new Rejection.OrderRefused(
                  "payment.in.progress",
                  "A payment of this order is under way. Ask the order's status.");
          case NEW, FAILED, NOT_SENT -> limitOrWallet(payer);
        });
  }

  private static Rejection limitOrWallet(Payer payer) {
    return payer.wallet().isLinked()
        ? new Rejection.OrderRefused(
            "request.exceeded", "The order has had as many payments as it may have.")
        : Rejection.wallet(WalletError.WALLET_NOT_LINKED);
  }
}
