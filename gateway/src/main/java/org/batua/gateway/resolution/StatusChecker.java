package org.batua.gateway.resolution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.merchant.ProviderAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks providers how movements ended, and says what their answers are worth. It stores nothing.
public final class StatusChecker {
  private static final Logger LOG = LoggerFactory.getLogger(StatusChecker.class);
  private static final int NOT_FOUND_MIN = 3;

  private final Connectors connectors;
  private final ProviderAccounts accounts;
  private final Transport transport;
  private final InstantSource clock;
  private final Duration timeout;

  /// @param timeout how long one question may take
  public StatusChecker(
      Connectors connectors,
      ProviderAccounts accounts,
      Transport transport,
      InstantSource clock,
      Duration timeout) {
    this.connectors = connectors;
    this.accounts = accounts;
    this.transport = transport;
    this.clock = clock;
    this.timeout = timeout;
  }

  /// How a connector is asked about one kind of movement.
  @FunctionalInterface
  public interface Question<T> {
    /// Empty when the connector has nothing to do with this kind.
    Optional<Inquiry> ask(T transaction, Connector connector, Call call);
  }

  public Duration timeout() {
    return timeout;
  }

  /// One question to the provider of a movement.
  public <T extends OpenTransaction> Resolution ask(
      T transaction, Question<T> question, Function<ProviderProfile, InquiryPolicy> policy) {
    var connector = connectors.find(transaction.gateway());
    var answer = connector.flatMap(it -> answer(transaction, it, question));
    if (answer.isEmpty()) {
      LOG.atError().addKeyValue("movement", transaction.id()).log("no connector can be asked");
      return new Resolution.Nothing(next(transaction), 0);
    }
    return finding(transaction, answer.get(), policy.apply(connector.orElseThrow().profile()));
  }

  /// A connector that throws has a bug, and has told nothing.
  private <T extends OpenTransaction> Optional<Inquiry> answer(
      T transaction, Connector connector, Question<T> question) {
    var account = accounts.account(transaction.providerAccount());
    try {
      return question.ask(
          transaction, connector, new Call(account, transaction.deviceId(), timeout, transport));
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("movement", transaction.id())
          .setCause(e)
          .log("a bug: the connector failed");
      return Optional.of(
          new Inquiry.CannotTell(
              new TransportFailure(TransportFailure.Cause.UNREADABLE, ProviderResponse.NONE)));
    }
  }

  private Resolution finding(OpenTransaction transaction, Inquiry inquiry, InquiryPolicy policy) {
    return switch (inquiry) {
      case Inquiry.Found(var outcome) -> found(transaction, outcome, policy);
      case Inquiry.NotFound(var response) -> notFound(transaction, response, policy);
      case Inquiry.CannotTell _ -> open(transaction, policy, nothing(transaction));
    };
  }

  private Resolution found(OpenTransaction transaction, Outcome outcome, InquiryPolicy policy) {
    var response = outcome.response();
    return switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) -> new Resolution.Moved(reference, response);
      case Outcome.Declined(var refusal) ->
          new Resolution.NotMoved(refusal.error().name(), response, "the provider says: refused");
      case Outcome.Pending _ ->
          open(transaction, policy, new Resolution.Undecided(response, next(transaction)));
      case Outcome.Unknown(var failure) when failure.cause() == TransportFailure.Cause.INTEGRITY ->
          new Resolution.NeedsPerson(
              "INTEGRITY", response, "the provider tells of another amount or name");
      case Outcome.Unknown _, Outcome.NeedsCustomer _, Outcome.NotSent _ ->
          open(transaction, policy, new Resolution.Nothing(next(transaction), 0));
    };
  }

  /// Not being found proves something only after a while and repeatedly.
  private Resolution notFound(
      OpenTransaction transaction, ProviderResponse response, InquiryPolicy policy) {
    int count = transaction.notFoundCount() + 1;
    if (count < NOT_FOUND_MIN || age(transaction).compareTo(policy.notFoundGrace()) < 0) {
      return open(transaction, policy, new Resolution.Nothing(next(transaction), count));
    }
    return switch (policy.notFound()) {
      case NOT_MOVED ->
          new Resolution.GivenUp(
              response,
              "the provider does not know it, asked " + count + " times",
              Optional.of(next(transaction)).filter(_ -> !isTooOld(transaction, policy)));
      case NEEDS_PERSON ->
          new Resolution.NeedsPerson(
              Resolution.NOT_FOUND, response, "not found, and it has no name of its own");
    };
  }

  private Resolution.Nothing nothing(OpenTransaction transaction) {
    return new Resolution.Nothing(next(transaction), transaction.notFoundCount());
  }

  /// What is open stays open, but not for ever.
  private Resolution open(OpenTransaction transaction, InquiryPolicy policy, Resolution asBefore) {
    return isTooOld(transaction, policy)
        ? new Resolution.NeedsPerson(
            Resolution.UNDECIDED,
            ProviderResponse.NONE,
            "still open after " + policy.openMax().toDays() + " days")
        : asBefore;
  }

  private boolean isTooOld(OpenTransaction transaction, InquiryPolicy policy) {
    return age(transaction).compareTo(policy.openMax()) > 0;
  }

  private Instant next(OpenTransaction transaction) {
    return clock.instant().plus(CheckSchedule.delayAfter(transaction.checks()));
  }

  private Duration age(OpenTransaction transaction) {
    return Duration.between(transaction.openSince(), clock.instant());
  }
}
