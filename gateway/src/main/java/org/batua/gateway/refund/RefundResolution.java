package org.batua.gateway.refund;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.provider.CallTarget;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.provider.Silences;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.InquiryPolicy;
import org.batua.gateway.resolution.ResolvableKind;
import org.batua.gateway.resolution.Transaction;

/// What is different for refunds when it is found out how they ended: an amount may be refunded
/// again only when its end is certain, so that one that is not found waits for a person in the end.
public final class RefundResolution implements ResolvableKind<Refund, RefundStatus> {
  private static final Duration OPEN_MAX = Duration.ofDays(10);
  private static final Statuses<RefundStatus> STATUSES =
      new Statuses<>(
          RefundStatus.UNKNOWN,
          RefundStatus.SUCCEEDED,
          RefundStatus.DECLINED,
          RefundStatus.PRESUMED_FAILED,
          RefundStatus.MANUAL_REVIEW,
          RefundSender.MOVED_CAUSE,
          EndOfQuestions.NEEDS_PERSON);

  private final RefundSender sender;

  public RefundResolution(RefundSender sender) {
    this.sender = sender;
  }

  @Override
  public Transaction.Kind transaction() {
    return Transaction.Kind.REFUND;
  }

  @Override
  public Statuses<RefundStatus> statuses() {
    return STATUSES;
  }

  @Override
  public Optional<Inquiry> inquire(Refund refund, Providers providers, CallTarget target) {
    return providers.inquireRefund(target, refund.content());
  }

  /// What the provider would have to find of a refund without a name of its own cannot be told from
  /// another one.
  @Override
  public InquiryPolicy policy(Refund refund, ProviderProfile profile) {
    boolean isNameless = profile.refundIdempotency() == ProviderProfile.RefundIdempotency.NONE;
    return new InquiryPolicy(
        profile.notFoundGrace(),
        OPEN_MAX,
        isNameless
            ? InquiryPolicy.NotFound.NEEDS_PERSON
            : InquiryPolicy.NotFound.PRESUMED_NOT_MOVED);
  }

  @Override
  public Set<RefundStatus> waitingFor(Silences.Direction direction) {
    return switch (direction) {
      case SENDS -> EnumSet.of(RefundStatus.QUEUED, RefundStatus.UNKNOWN, RefundStatus.PENDING);
      case QUESTIONS -> EnumSet.of(RefundStatus.UNKNOWN, RefundStatus.PENDING);
    };
  }

  @Override
  public boolean actsWithoutAsking(Refund refund, Actor actor) {
    return switch (refund.status()) {
      case QUEUED -> {
        sender.send(refund);
        yield true;
      }
      case SENDING, UNKNOWN, PENDING, PRESUMED_FAILED -> false;
      case MANUAL_REVIEW, SUCCEEDED, DECLINED -> true;
    };
  }

  @Override
  public boolean rollForward(Refund orphan) {
    return sender.rollForward(orphan);
  }
}
