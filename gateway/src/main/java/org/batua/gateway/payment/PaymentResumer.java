package org.batua.gateway.payment;

import java.time.InstantSource;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.DueWork;
import org.batua.gateway.resolution.Transition;
import org.batua.gateway.wallet.WalletAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends payments again that waited for money, once it has been added: each once, whoever tries,
/// and also when no browser ever comes back.
public final class PaymentResumer {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentResumer.class);

  private final UnfundedPaymentStore waiting;
  private final PaymentStore store;
  private final PaymentSender calls;
  private final WalletAccess wallets;
  private final InstantSource clock;
  private final DueWork<UnfundedPayment> sweep;

  public PaymentResumer(
      UnfundedPaymentStore waiting,
      PaymentStore store,
      PaymentSender calls,
      WalletAccess wallets,
      InstantSource clock) {
    this.waiting = waiting;
    this.store = store;
    this.calls = calls;
    this.wallets = wallets;
    this.clock = clock;
    this.sweep =
        new DueWork<>(
            waiting::claim, payment -> goOn(payment, Actor.RESOLVER), calls.timeout(), clock);
  }

  /// Sends everything whose money has come.
  public void sweep() {
    sweep.run();
  }

  /// Sends a txn again without waiting for the sweep; nothing happens unless its money has come.
  public void goOn(UnfundedPayment payment, Actor actor) {
    if (payment.status() != PaymentStatus.FUNDED) {
      return;
    }
    var linked =
        wallets
            .find(payment.merchant(), payment.wallet())
            .filter(it -> it.wallet().linkGeneration() == payment.linkGeneration());
    if (linked.isEmpty()) {
      endUnlinked(payment, actor);
      return;
    }
    var now = clock.instant();
    var end = calls.deadline(now);
    if (waiting.goOn(payment, calls.newReference(now), calls.sender(), actor, now, end)) {
      LOG.atInfo().addKeyValue("txn", payment.id()).log("money was added: the payment goes on");
      calls.send(payment.merchant(), store.find(payment.id()).orElseThrow(), linked.get());
    }
  }

  /// Sends a txn again because the customer says that the wallet has enough money by now.
  public void letGoOn(UnfundedPayment payment) {
    waiting.letGoOn(payment.id(), clock.instant());
    waiting.find(payment.merchant(), payment.id()).ifPresent(now -> goOn(now, Actor.CUSTOMER));
  }

  private void endUnlinked(UnfundedPayment payment, Actor actor) {
    var error = WalletError.WALLET_NOT_LINKED.name();
    var cause = "the wallet was unlinked while the payment waited";
    store.moveIfIn(
        PaymentStatus.FUNDED,
        payment.id(),
        Transition.ended(PaymentStatus.DECLINED, error, ProviderResponse.NONE, actor, cause),
        clock.instant());
  }
}
