package org.batua.gateway.resolution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.log.LogTrail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out how transactions of one kind ended, by asking their providers by our reference, and
/// stores what the answers are worth.
public final class Resolver<T extends OpenTransaction<S>, S extends Enum<S> & ResolvableStatus> {
  private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);

  private static final int AT_ONCE = 64;

  /// So often a transition that cannot be stored is tried before a person must look.
  private static final int STORE_TRIES = 3;

  private final ResolvableStore<T, S> store;
  private final ResolvableKind<T, S> kind;
  private final StatusChecker checker;
  private final InstantSource clock;
  private final MoneyMeters meters;
  private final Function<String, LogTrail.Story> stories;
  private final Recovery recovery;
  private final DueWork<T> work;

  /// @param stories what the log and the trace of a transaction name
  public Resolver(
      ResolvableStore<T, S> store,
      ResolvableKind<T, S> kind,
      StatusChecker checker,
      InstantSource clock,
      MoneyMeters meters,
      Function<String, LogTrail.Story> stories,
      Recovery recovery) {
    this.store = store;
    this.kind = kind;
    this.checker = checker;
    this.clock = clock;
    this.meters = meters;
    this.stories = stories;
    this.recovery = recovery;
    this.work =
        new DueWork<>(
            store::claimDue,
            one -> resolve(one, Actor.RESOLVER),
            checker.timeout(),
            AT_ONCE,
            clock);
  }

  /// Looks at everything that is due, at sends orphaned by a dead process, and at what waited for a
  /// provider that answers again. When it returns, nothing that was due is still under way in this
  /// process.
  public void sweep() {
    var orphaned = store.expediteOrphaned(clock.instant());
    if (orphaned > 0) {
      LOG.atWarn()
          .addKeyValue("transactions", orphaned)
          .log("sends of a dead process are due at once");
    }
    recovery.run(kind.transaction(), this::expedite);
    work.run();
  }

  /// Takes this process's share of what is due, while another process has the turn to sweep.
  public void share() {
    work.share();
  }

  private int expedite(Recovery.Window window) {
    var waiting = kind.waitingFor(window.direction());
    return store.expediteWaiting(waiting, window, clock.instant());
  }

  /// As [#resolve], about each.
  public void resolveAll(List<T> claimed, Actor actor) {
    claimed.forEach(one -> resolve(one, actor));
  }

  /// Asks about one transaction now and stores what the answer is worth.
  public void resolve(T one, Actor actor) {
    LogTrail.about(() -> stories.apply(one.id()), () -> resolveNow(one, actor));
  }

  private void resolveNow(T one, Actor actor) {
    if (kind.actsWithoutAsking(one, actor)) {
      return;
    }
    if (!one.status().isSending()) {
      settle(one, ask(one), actor);
    } else if (kind.rollForward(one)) {
      store
          .find(one.id())
          .filter(it -> it.status() == kind.statuses().unknown())
          .ifPresent(unclear -> settle(unclear, ask(unclear), actor));
    } else {
      takeOver(one, actor).ifPresent(taken -> settle(taken, ask(taken), actor));
    }
  }

  /// Asks about one whose customer wants to see the provider's page.
  ///
  /// @return whether the provider has it and waits; what else it says is stored
  public boolean isAwaitedByProvider(T one) {
    var found = ask(one);
    if (found instanceof Resolution.Undecided && !isOver(one)) {
      return true;
    }
    settle(one, found, Actor.CUSTOMER);
    return false;
  }

  private Resolution ask(T one) {
    return checker.ask(one, kind::inquire, profile -> kind.policy(one, profile));
  }

  private Optional<T> takeOver(T sending, Actor actor) {
    var next = clock.instant().plus(CheckSchedule.delayAfter(0));
    var cause = "the process that was sending is gone or too slow";
    var unknown = kind.statuses().unknown();
    return move(sending, Transition.open(unknown, ProviderResponse.NONE, next, actor, cause))
        ? store.find(sending.id())
        : Optional.empty();
  }

  private void settle(T one, Resolution found, Actor actor) {
    var to = kind.statuses();
    switch (found) {
      case Resolution.Moved(var reference, var response) ->
          move(one, Transition.moved(to.moved(), reference, response, actor, movedCause(one)));
      case Resolution.NotMoved(var reason, var response, var cause) ->
          move(one, Transition.ended(to.notMoved(), reason, response, actor, cause));
      case Resolution.PresumedNotMoved(var response, var cause, var next) ->
          presume(one, FailureReason.NOT_FOUND, response, next, actor, cause);
      case Resolution.NeedsPerson(var reason, var response, var cause) ->
          review(one, reason, response, actor, cause);
      case Resolution.Undecided undecided -> undecided(one, undecided, actor);
      case Resolution.Nothing nothing
          when isOver(one) && nothing.notFound() > one.inquiries().notFound() ->
          expire(one, ProviderResponse.NONE, nothing.next(), actor);
      case Resolution.Nothing nothing -> later(one, nothing, actor);
    }
  }

  private String movedCause(T one) {
    var cause = kind.statuses().movedCause();
    return one.status().isPresumed() ? cause.replaceFirst(":", ", late:") : cause;
  }

  private void undecided(T one, Resolution.Undecided undecided, Actor actor) {
    var pending = kind.pending(one, actor);
    if (isOver(one)) {
      expire(one, undecided.response(), undecided.next(), actor);
    } else if (pending.isPresent()) {
      var cause = "the provider says: pending";
      move(
          one,
          Transition.open(pending.get(), undecided.response(), undecided.next(), actor, cause));
    } else {
      later(one, undecided.nothingNew(), actor);
    }
  }

  /// Whether its customer, who has not acted at the provider by now, is not waited for.
  private boolean isOver(T one) {
    return !one.status().isPresumed()
        && one.customerUntil().filter(end -> !clock.instant().isBefore(end)).isPresent();
  }

  private void expire(T one, ProviderResponse response, Instant next, Actor actor) {
    var cause = "the customer did not pay in time";
    presume(one, FailureReason.EXPIRED, response, Optional.of(next), actor, cause);
  }

  private void presume(
      T one,
      FailureReason reason,
      ProviderResponse response,
      Optional<Instant> next,
      Actor actor,
      String cause) {
    var to = kind.statuses().presumed();
    if (!one.status().isPresumed()) {
      move(one, Transition.presumed(to, reason, response, next, actor, cause));
    } else if (next.isPresent()) {
      later(one, new Resolution.Nothing(next.get(), one.inquiries().notFound()), actor);
    } else {
      endQuestions(one, reason, response, actor, cause);
    }
  }

  private void review(
      T one, FailureReason reason, ProviderResponse response, Actor actor, String cause) {
    if (one.status().isPresumed()) {
      endQuestions(one, reason, response, actor, cause);
    } else {
      var to = kind.statuses().review();
      move(one, Transition.ended(to, reason, response, actor, cause));
    }
  }

  private void endQuestions(
      T presumed, FailureReason reason, ProviderResponse response, Actor actor, String cause) {
    switch (kind.statuses().endOfQuestions()) {
      case NEEDS_PERSON -> {
        var to = kind.statuses().review();
        move(presumed, Transition.ended(to, reason, response, actor, cause));
      }
      case STAYS_PRESUMED -> {
        if (reason == FailureReason.INTEGRITY) {
          LOG.atError()
              .addKeyValue("transaction", presumed.id())
              .addKeyValue("reason", reason)
              .addKeyValue("cause", cause)
              .log("presumed to have failed: compare with the provider's statement");
        }
        store.stopAsking(presumed);
      }
    }
  }

  /// On-demand checks do not reschedule.
  private void later(T one, Resolution.Nothing told, Actor actor) {
    if (actor.schedules()) {
      store.waitUntil(one, new Resolution.Nothing(soonest(told.next(), one), told.notFound()));
    }
  }

  /// When a customer's time is over is a moment to look, too.
  private Instant soonest(Instant next, T one) {
    return one.customerUntil()
        .filter(end -> clock.instant().isBefore(end) && end.isBefore(next))
        .orElse(next);
  }

  /// Stores a transition; what cannot be stored backs off, is counted, and comes before a person.
  ///
  /// @return whether it moved
  public boolean move(T one, Transition<S> transition) {
    try {
      var moved = store.move(one, transition, clock.instant());
      if (moved) {
        LOG.atInfo()
            .addKeyValue("transaction", one.id())
            .addKeyValue("from", one.status())
            .addKeyValue("to", transition.to())
            .addKeyValue("cause", transition.cause())
            .log("resolved");
        count(one, transition.to());
        kind.hasMoved(one, transition.to());
      }
      return moved;
    } catch (Rejected databaseAway) {
      throw databaseAway;
    } catch (RuntimeException e) {
      cannotStore(one, transition, e);
      return false;
    }
  }

  private void count(T from, S to) {
    meters.resolved(kind.transaction(), to);
    if (from.status().isPresumed() && to == kind.statuses().moved()) {
      meters.lateSuccess(kind.transaction());
    }
  }

  private void cannotStore(T one, Transition<S> transition, RuntimeException e) {
    meters.notStorable(kind.transaction());
    LOG.atError()
        .addKeyValue("transaction", one.id())
        .addKeyValue("to", transition.to())
        .setCause(e)
        .log("a transition cannot be stored");
    var to = kind.statuses().review();
    if (one.inquiries().checks() < STORE_TRIES || transition.to() == to) {
      store.waitUntil(one, new Resolution.Nothing(backOff(one), one.inquiries().notFound()));
    } else {
      var cause = "its end, " + transition.to() + ", could not be stored";
      move(
          one,
          Transition.ended(
              to, FailureReason.NOT_STORABLE, ProviderResponse.NONE, Actor.RESOLVER, cause));
    }
  }

  private Instant backOff(T one) {
    Duration delay = CheckSchedule.delayAfter(one.inquiries().checks());
    return clock.instant().plus(delay);
  }
}
