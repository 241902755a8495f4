package org.batua.gateway.debit;

import java.time.InstantSource;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.order.TxnStatus;
import org.batua.gateway.resolve.Actor;
import org.batua.gateway.resolve.Move;
import org.batua.gateway.resolve.Sweep;
import org.batua.gateway.wallet.LinkedWallets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends payments again that waited for money, once it has been added: each once, whoever tries,
/// and also when no browser ever comes back.
public final class Continuations {
  private static final Logger LOG = LoggerFactory.getLogger(Continuations.class);

  private final WaitingTxnStore waiting;
  private final TxnStore store;
  private final DebitCalls calls;
  private final LinkedWallets wallets;
  private final InstantSource clock;
  private final Sweep<WaitingTxn> sweep;

  public Continuations(
      WaitingTxnStore waiting,
      TxnStore store,
      DebitCalls calls,
      LinkedWallets wallets,
      InstantSource clock) {
    this.waiting = waiting;
    this.store = store;
    this.calls = calls;
    this.wallets = wallets;
    this.clock = clock;
    this.sweep =
        new Sweep<>(waiting::claim, txn -> goOn(txn, Actor.RESOLVER), calls.timeout(), clock);
  }

  /// Sends everything whose money has come.
  public void sweep() {
    sweep.run();
  }

  /// Sends a txn again without waiting for the sweep; nothing happens unless its money has come.
  public void goOn(WaitingTxn txn, Actor actor) {
    if (txn.stage() != WaitingTxn.Stage.ADDED) {
      return;
    }
    var linked =
        wallets
            .find(txn.merchant(), txn.wallet(), calls.timeout())
            .filter(it -> it.wallet().linkGeneration() == txn.linkGeneration());
    if (linked.isEmpty()) {
      endUnlinked(txn, actor);
      return;
    }
    var now = clock.instant();
    var end = calls.deadline(now);
    if (waiting.goOn(txn, calls.newReference(now), calls.sender(), actor, now, end)) {
      LOG.atInfo().addKeyValue("txn", txn.id()).log("money was added: the payment goes on");
      calls.send(txn.merchant(), store.find(txn.id()).orElseThrow(), linked.get());
    }
  }

  /// Sends a txn again because the customer says that the wallet has enough money by now.
  public void letGoOn(WaitingTxn txn) {
    waiting.letGoOn(txn.id(), clock.instant());
    waiting.find(txn.merchant(), txn.id()).ifPresent(now -> goOn(now, Actor.CUSTOMER));
  }

  private void endUnlinked(WaitingTxn txn, Actor actor) {
    var error = WalletError.WALLET_NOT_LINKED.name();
    var cause = "the wallet was unlinked while the payment waited";
    store.moveIfWaitingForMoney(
        txn.id(),
        WaitingTxn.Stage.ADDED,
        Move.ended(TxnStatus.DECLINED, error, Raw.NONE, actor, cause),
        clock.instant());
  }
}
