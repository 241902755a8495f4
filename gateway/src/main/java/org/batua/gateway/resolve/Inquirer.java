package org.batua.gateway.resolve;

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
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.Traits;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Trouble;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.merchant.ProviderAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks providers how movements ended, and says what their answers are worth. It stores nothing.
public final class Inquirer {
  private static final Logger LOG = LoggerFactory.getLogger(Inquirer.class);
  private static final int NOT_FOUND_MIN = 3;

  private final Connectors connectors;
  private final ProviderAccounts accounts;
  private final Transport transport;
  private final InstantSource clock;
  private final Duration timeout;

  /// @param timeout how long one question may take
  public Inquirer(
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
    Optional<Inquiry> ask(T movement, Connector connector, Call call);
  }

  public Duration timeout() {
    return timeout;
  }

  /// One question to the provider of a movement.
  public <T extends OpenMovement> Finding ask(
      T movement, Question<T> question, Function<Traits, Patience> patience) {
    var connector = connectors.find(movement.gateway());
    var answer = connector.flatMap(it -> answer(movement, it, question));
    if (answer.isEmpty()) {
      LOG.atError().addKeyValue("movement", movement.id()).log("no connector can be asked");
      return new Finding.Nothing(next(movement), 0);
    }
    return finding(movement, answer.get(), patience.apply(connector.orElseThrow().traits()));
  }

  /// A connector that throws has a bug, and has told nothing.
  private <T extends OpenMovement> Optional<Inquiry> answer(
      T movement, Connector connector, Question<T> question) {
    var account = accounts.account(movement.providerAccount());
    try {
      return question.ask(
          movement, connector, new Call(account, movement.deviceId(), timeout, transport));
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("movement", movement.id())
          .setCause(e)
          .log("a bug: the connector failed");
      return Optional.of(new Inquiry.CannotTell(new Trouble(Trouble.Cause.UNREADABLE, Raw.NONE)));
    }
  }

  private Finding finding(OpenMovement movement, Inquiry inquiry, Patience patience) {
    return switch (inquiry) {
      case Inquiry.Found(var outcome) -> found(movement, outcome, patience);
      case Inquiry.NotFound(var raw) -> notFound(movement, raw, patience);
      case Inquiry.CannotTell _ -> open(movement, patience, nothing(movement));
    };
  }

  private Finding found(OpenMovement movement, Outcome outcome, Patience patience) {
    var raw = outcome.raw();
    return switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) -> new Finding.Moved(reference, raw);
      case Outcome.Declined(var refusal) ->
          new Finding.NotMoved(refusal.error().name(), raw, "the provider says: refused");
      case Outcome.Pending _ ->
          open(movement, patience, new Finding.Undecided(raw, next(movement)));
      case Outcome.Unknown(var trouble) when trouble.cause() == Trouble.Cause.INTEGRITY ->
          new Finding.NeedsPerson("INTEGRITY", raw, "the provider tells of another amount or name");
      case Outcome.Unknown _, Outcome.NeedsCustomer _, Outcome.NotSent _ ->
          open(movement, patience, new Finding.Nothing(next(movement), 0));
    };
  }

  /// Not being found proves something only after a while and repeatedly.
  private Finding notFound(OpenMovement movement, Raw raw, Patience patience) {
    int count = movement.notFoundCount() + 1;
    if (count < NOT_FOUND_MIN || age(movement).compareTo(patience.notFoundGrace()) < 0) {
      return open(movement, patience, new Finding.Nothing(next(movement), count));
    }
    return switch (patience.notFound()) {
      case NOT_MOVED ->
          new Finding.GivenUp(
              raw,
              "the provider does not know it, asked " + count + " times",
              Optional.of(next(movement)).filter(_ -> !isTooOld(movement, patience)));
      case NEEDS_PERSON ->
          new Finding.NeedsPerson(
              Finding.NOT_FOUND, raw, "not found, and it has no name of its own");
    };
  }

  private Finding.Nothing nothing(OpenMovement movement) {
    return new Finding.Nothing(next(movement), movement.notFoundCount());
  }

  /// What is open stays open, but not for ever.
  private Finding open(OpenMovement movement, Patience patience, Finding asBefore) {
    return isTooOld(movement, patience)
        ? new Finding.NeedsPerson(
            Finding.UNDECIDED,
            Raw.NONE,
            "still open after " + patience.openMax().toDays() + " days")
        : asBefore;
  }

  private boolean isTooOld(OpenMovement movement, Patience patience) {
    return age(movement).compareTo(patience.openMax()) > 0;
  }

  private Instant next(OpenMovement movement) {
    return clock.instant().plus(CheckSchedule.delayAfter(movement.checks()));
  }

  private Duration age(OpenMovement movement) {
    return Duration.between(movement.openSince(), clock.instant());
  }
}
