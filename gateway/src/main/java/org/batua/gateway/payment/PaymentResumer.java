package org.batua.gateway.payment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import org.batua.gateway.connector.ProviderProfile.DebitIdempotency;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.FailureReason;
import org.batua.gateway.resolution.Transition;
import org.batua.gateway.wallet.LinkedWallet;
import org.batua.gateway.wallet.WalletAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends payments again: those that waited for money once it has been added, each once, whoever
/// tries, and those whose sender died before it is known whether they arrived.
public final class PaymentResumer {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentResumer.class);

  private final UnfundedPaymentStore unfunded;
  private final PaymentStore store;
  private final PaymentSender sender;
  private final WalletAccess wallets;
  private final InstantSource clock;
  private final Duration rollForwardWithin;

  /// @param rollForwardWithin how long after its intent a payment of a dead process is sent again
  public PaymentResumer(
      UnfundedPaymentStore unfunded,
      PaymentStore store,
      PaymentSender sender,
      WalletAccess wallets,
      InstantSource clock,
      Duration rollForwardWithin) {
    this.unfunded = unfunded;
    this.store = store;
    this.sender = sender;
    this.wallets = wallets;
    this.clock = clock;
    this.rollForwardWithin = rollForwardWithin;
  }

  /// Sends a payment whose wallet has enough money by now.
  void resume(Payment payment, Actor actor) {
    unfunded.find(payment.id()).ifPresent(one -> resume(one, actor));
  }

  /// Sends a payment again without waiting for the schedule; nothing happens unless its money has
  /// come.
  public void resume(UnfundedPayment payment, Actor actor) {
    if (payment.status() != PaymentStatus.FUNDED) {
      return;
    }
    var linked = linked(payment.source());
    if (linked.isEmpty()) {
      endUnlinked(payment, actor);
      return;
    }
    var next = sender.sending();
    if (store.resume(payment, next, actor.name())) {
      LOG.atInfo().addKeyValue("txn", payment.id()).log("money was added: the payment goes on");
      var sending = store.find(payment.id()).orElseThrow();
      sender.store(sender.send(payment.source().merchant(), sending, linked.get()));
    }
  }

  /// Sends a payment again because the customer says that the wallet has enough money by now.
  public void resumeAsFunded(UnfundedPayment payment) {
    unfunded.fund(payment.id(), clock.instant());
    unfunded.find(payment.id()).ifPresent(now -> resume(now, Actor.CUSTOMER));
  }

  /// Sends what a dead process was sending once more under the same reference, where the provider
  /// takes a second use of it for the first one.
  ///
  /// @return whether this process is the one that sent it
  boolean rollForward(Payment orphan) {
    var notBefore = clock.instant().minus(rollForwardWithin);
    if (orphan.page().isPresent() || orphan.sentAt().isBefore(notBefore)) {
      return false;
    }
    var source = unfunded.source(orphan.id());
    var linked = source.flatMap(this::linked).filter(PaymentResumer::refusesDuplicates);
    if (linked.isEmpty()) {
      return false;
    }
    var retaken = store.retake(orphan, sender.sending(orphan.reference()), notBefore);
    retaken.ifPresent(
        payment -> {
          LOG.atInfo()
              .addKeyValue("txn", payment.id())
              .log("sent again under its reference: the process that was sending it died");
          var merchant = source.orElseThrow().merchant();
          sender.storeSentAgain(payment, sender.sendOnce(merchant, payment, linked.get()));
        });
    return retaken.isPresent();
  }

  private static boolean refusesDuplicates(LinkedWallet wallet) {
    return wallet.connector().profile().debitIdempotency() != DebitIdempotency.NONE;
  }

  /// The wallet as it was linked when the payment began: a new link may be another person's.
  private Optional<LinkedWallet> linked(UnfundedPayment.Source source) {
    return wallets
        .find(source.merchant(), source.wallet())
        .filter(it -> it.wallet().linkGeneration() == source.linkGeneration());
  }

  private void endUnlinked(UnfundedPayment payment, Actor actor) {
    var reason = FailureReason.WALLET_NOT_LINKED;
    var cause = "the wallet was unlinked while the payment waited";
    store
        .find(payment.id())
        .ifPresent(
            one ->
                store.moveIfIn(
                    EnumSet.of(PaymentStatus.FUNDED),
                    one,
                    Transition.ended(
                        PaymentStatus.DECLINED, reason, ProviderResponse.NONE, actor, cause),
                    clock.instant()));
  }
}
