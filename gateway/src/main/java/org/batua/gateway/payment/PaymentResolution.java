package org.batua.gateway.payment;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.provider.CallTarget;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.provider.Silences;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.FailureReason;
import org.batua.gateway.resolution.InquiryPolicy;
import org.batua.gateway.resolution.Resolution;
import org.batua.gateway.resolution.ResolvableKind;
import org.batua.gateway.resolution.Transaction;
import org.batua.gateway.resolution.Transition;

/// What is different for payments when it is found out how they ended.
public final class PaymentResolution implements ResolvableKind<Payment, PaymentStatus> {
  private static final Statuses<PaymentStatus> STATUSES =
      new Statuses<>(
          PaymentStatus.UNKNOWN,
          PaymentStatus.CHARGED,
          PaymentStatus.DECLINED,
          PaymentStatus.PRESUMED_FAILED,
          PaymentStatus.MANUAL_REVIEW,
          "the provider says: charged",
          EndOfQuestions.STAYS_PRESUMED);

  private final PaymentStore store;
  private final PaymentResumer resumer;
  private final InstantSource clock;

  public PaymentResolution(PaymentStore store, PaymentResumer resumer, InstantSource clock) {
    this.store = store;
    this.resumer = resumer;
    this.clock = clock;
  }

  @Override
  public Transaction.Kind transaction() {
    return Transaction.Kind.DEBIT;
  }

  @Override
  public Statuses<PaymentStatus> statuses() {
    return STATUSES;
  }

  @Override
  public Optional<Inquiry> inquire(Payment payment, Providers providers, CallTarget target) {
    return payment.page().isPresent()
        ? providers.inquireHostedPayment(target, payment.hostedOrder())
        : providers.inquireDebit(target, payment.debitOrder());
  }

  /// The customer decides when the provider hears of a payment on its page, so "not found" alone
  /// ends none early.
  @Override
  public InquiryPolicy policy(Payment payment, ProviderProfile profile) {
    return new InquiryPolicy(
        payment.page().isPresent() ? profile.maxPendingAge() : profile.notFoundGrace(),
        profile.maxPendingAge(),
        InquiryPolicy.NotFound.PRESUMED_NOT_MOVED);
  }

  @Override
  public Set<PaymentStatus> waitingFor(Silences.Direction direction) {
    return EnumSet.of(PaymentStatus.UNKNOWN, PaymentStatus.PENDING);
  }

  /// What waits for money is not open at the provider. Who is adding money is waited for: the end
  /// of the top-up moves the payment on.
  @Override
  public boolean actsWithoutAsking(Payment payment, Actor actor) {
    if (payment.status() == PaymentStatus.AWAITING_WALLET) {
      if (actor.schedules()) {
        endUnchosen(payment, actor);
      }
      return true;
    }
    if (!payment.status().isShortOfMoney()) {
      return false;
    }
    if (actor.schedules()) {
      switch (payment.status()) {
        case AWAITING_FUNDS -> endWait(payment, actor);
        case FUNDED -> resumer.resume(payment, actor);
        default -> {
          var next = clock.instant().plus(CheckSchedule.delayAfter(0));
          store.waitUntil(payment, new Resolution.Nothing(next, 0));
        }
      }
    }
    return true;
  }

  private void endWait(Payment payment, Actor actor) {
    var reason = FailureReason.INSUFFICIENT_BALANCE;
    var cause = "no money was added in time";
    store.moveIfIn(
        EnumSet.of(PaymentStatus.AWAITING_FUNDS),
        payment,
        Transition.ended(PaymentStatus.DECLINED, reason, ProviderResponse.NONE, actor, cause),
        clock.instant());
  }

  private void endUnchosen(Payment payment, Actor actor) {
    var cause = "no wallet was chosen in time";
    store.moveIfIn(
        EnumSet.of(PaymentStatus.AWAITING_WALLET),
        payment,
        Transition.ended(
            PaymentStatus.DECLINED, FailureReason.EXPIRED, ProviderResponse.NONE, actor, cause),
        clock.instant());
  }

  @Override
  public boolean rollForward(Payment orphan) {
    return resumer.rollForward(orphan);
  }

  /// What the provider calls pending is in its hands. On its page that also means that the customer
  /// is still there, unless the browser has come back.
  @Override
  public Optional<PaymentStatus> pending(Payment payment, Actor actor) {
    boolean isTaken =
        payment.page().isPresent()
            ? payment.status() == PaymentStatus.AWAITING_REDIRECT && actor == Actor.CUSTOMER
            : payment.status() == PaymentStatus.UNKNOWN;
    return Optional.of(PaymentStatus.PENDING).filter(_ -> isTaken);
  }
}
