package org.batua.gateway.resolution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.provider.CallTarget;
import org.batua.gateway.provider.Providers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks providers how transactions ended, and says what their answers are worth. It stores nothing.
public final class StatusChecker {
  private static final Logger LOG = LoggerFactory.getLogger(StatusChecker.class);
  private static final int NOT_FOUND_MIN = 3;

  private final Providers providers;
  private final InstantSource clock;
  private final InquiryPace pace;

  public StatusChecker(Providers providers, InstantSource clock, InquiryPace pace) {
    this.providers = providers;
    this.clock = clock;
    this.pace = pace;
  }

  /// How a provider is asked about one kind of transaction.
  @FunctionalInterface
  public interface Question<T> {
    /// Empty when the provider's connector has nothing to do with this kind.
    Optional<Inquiry> ask(T transaction, Providers providers, CallTarget target);
  }

  /// How long one question may take.
  public Duration timeout() {
    return providers.timeouts().inquiry();
  }

  /// One question to the provider of a transaction; a second one at once when the answer tells of
  /// another amount or name, so that one mistake of the provider's raises no alarm.
  public <T extends OpenTransaction<?>> Resolution ask(
      T transaction, Question<T> question, Function<ProviderProfile, InquiryPolicy> policy) {
    var first = askOnce(transaction, question, policy);
    return first instanceof Resolution.NeedsPerson(var reason, _, _)
            && reason == FailureReason.INTEGRITY
        ? askOnce(transaction, question, policy)
        : first;
  }

  private <T extends OpenTransaction<?>> Resolution askOnce(
      T transaction, Question<T> question, Function<ProviderProfile, InquiryPolicy> policy) {
    var at = transaction.at();
    // an answer may be read long after it was given
    var age = Duration.between(transaction.openSince(), clock.instant());
    var connector = providers.find(at.gateway());
    var answer =
        connector.flatMap(
            _ ->
                question.ask(
                    transaction,
                    providers,
                    providers.target(at.account(), at.device(), Optional.empty())));
    if (answer.isEmpty()) {
      LOG.atError()
          .addKeyValue("transaction", transaction.id())
          .log("the gateway has no connector that can be asked");
      return new Resolution.Nothing(next(transaction), 0);
    }
    var asked =
        new Asked(transaction, age, pace.of(policy.apply(connector.orElseThrow().profile())));
    return switch (answer.get()) {
      case Inquiry.Found(var outcome) -> found(asked, outcome);
      case Inquiry.NotFound(var response) -> notFound(asked, response);
      case Inquiry.CannotTell _ -> open(asked, nothing(transaction));
    };
  }

  /// A question that was asked.
  ///
  /// @param age of the transaction then
  private record Asked(OpenTransaction<?> transaction, Duration age, InquiryPolicy policy) {
    boolean isTooOld() {
      return age.compareTo(policy.openMax()) > 0;
    }
  }

  private Resolution found(Asked asked, Outcome outcome) {
    var next = next(asked.transaction());
    var response = outcome.response();
    return switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) -> new Resolution.Moved(reference, response);
      case Outcome.Declined(var refusal) ->
          new Resolution.NotMoved(
              FailureReason.of(refusal.error()), response, "the provider says: refused");
      case Outcome.Pending _ -> open(asked, new Resolution.Undecided(response, next));
      case Outcome.Unknown(var failure) when failure.cause() == TransportFailure.Cause.INTEGRITY ->
          new Resolution.NeedsPerson(
              FailureReason.INTEGRITY, response, "the provider tells of another amount or name");
      case Outcome.Unknown _, Outcome.NeedsCustomer _, Outcome.NotSent _ ->
          open(asked, new Resolution.Nothing(next, 0));
    };
  }

  /// Not being found proves something only after a while and repeatedly.
  private Resolution notFound(Asked asked, ProviderResponse response) {
    var transaction = asked.transaction();
    var policy = asked.policy();
    int count = transaction.inquiries().notFound() + 1;
    if (count < NOT_FOUND_MIN || asked.age().compareTo(policy.notFoundGrace()) < 0) {
      return open(asked, new Resolution.Nothing(next(transaction), count));
    }
    return switch (policy.notFound()) {
      case PRESUMED_NOT_MOVED ->
          new Resolution.PresumedNotMoved(
              response,
              "the provider does not know it, asked " + count + " times",
              Optional.of(next(transaction)).filter(_ -> !asked.isTooOld()));
      case NEEDS_PERSON ->
          new Resolution.NeedsPerson(
              FailureReason.NOT_FOUND, response, "not found, and it has no name of its own");
    };
  }

  private Resolution.Nothing nothing(OpenTransaction<?> transaction) {
    return new Resolution.Nothing(next(transaction), transaction.inquiries().notFound());
  }

  /// What is open stays open, but not for ever.
  private static Resolution open(Asked asked, Resolution asBefore) {
    return asked.isTooOld()
        ? new Resolution.NeedsPerson(
            FailureReason.UNDECIDED,
            ProviderResponse.NONE,
            "still open after " + asked.policy().openMax().toDays() + " days")
        : asBefore;
  }

  private Instant next(OpenTransaction<?> transaction) {
    return clock.instant().plus(pace.delayAfter(transaction.inquiries().checks()));
  }
}
