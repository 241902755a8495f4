package org.batua.gateway.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.provider.CallTarget;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.DueWork;
import org.batua.gateway.resolution.InquiryPolicy;
import org.batua.gateway.resolution.Resolution;
import org.batua.gateway.resolution.StatusChecker;
import org.batua.gateway.resolution.Transition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out how open txns ended, by asking their providers by our reference.
public final class PaymentResolver {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentResolver.class);

  private final PaymentStore store;
  private final StatusChecker inquirer;
  private final InstantSource clock;
  private final DueWork<Payment> sweep;

  public PaymentResolver(PaymentStore store, StatusChecker inquirer, InstantSource clock) {
    this.store = store;
    this.inquirer = inquirer;
    this.clock = clock;
    this.sweep =
        new DueWork<>(
            store::claimDue,
            payment -> resolve(payment, Actor.RESOLVER),
            inquirer.timeout(),
            clock);
  }

  /// Looks at everything that is due, and at what dead processes were sending. When it returns,
  /// nothing that was due is still under way in this process.
  public void sweep() {
    var hurried = store.hurryWhatDeadProcessesSent(clock.instant());
    if (hurried > 0) {
      LOG.atWarn().addKeyValue("txns", hurried).log("a process died while sending");
    }
    sweep.run();
  }

  /// Asks now about an order's open txns, unless somebody did just before.
  public void check(OrderRef order, Actor actor) {
    for (var payment : store.claimOfOrder(order, clock.instant(), Actor.NOT_AGAIN_WITHIN)) {
      resolve(payment, actor);
    }
  }

  /// As [#check], also if somebody asked just before: there is a reason to believe that one has
  /// ended.
  void checkAtOnce(OrderRef order, Actor actor) {
    for (var payment : store.claimOfOrder(order, clock.instant(), Duration.ZERO)) {
      resolve(payment, actor);
    }
  }

  /// Asks about a payment whose customer wants to see the provider's page.
  ///
  /// @return whether the provider has it and waits; what else it says is stored
  boolean isBegunOnPage(Payment payment) {
    var finding =
        inquirer.ask(payment, PaymentResolver::inquire, profile -> policy(payment, profile));
    if (finding instanceof Resolution.Undecided && !isOver(payment)) {
      return true;
    }
    settle(payment, finding, Actor.CUSTOMER);
    return false;
  }

  private void resolve(Payment payment, Actor actor) {
    if (payment.status().isShortOfMoney()) {
      abandonIfOverdue(payment, actor);
      return;
    }
    var open = payment.status() == PaymentStatus.SENDING ? takenOver(payment, actor) : payment;
    var finding = inquirer.ask(open, PaymentResolver::inquire, profile -> policy(open, profile));
    if (open.status() == PaymentStatus.PRESUMED_FAILED) {
      settleGivenUp(open, finding, actor);
    } else {
      settle(open, finding, actor);
    }
  }

  private void settle(Payment open, Resolution finding, Actor actor) {
    switch (finding) {
      case Resolution.Moved(var reference, var response) ->
          move(
              open,
              Transition.moved(
                  PaymentStatus.CHARGED, reference, response, actor, "the provider says: charged"));
      case Resolution.NotMoved(var error, var response, var cause) ->
          move(open, Transition.ended(PaymentStatus.DECLINED, error, response, actor, cause));
      case Resolution.GivenUp(var response, var cause, var next) ->
          move(
              open,
              Transition.givenUp(PaymentStatus.PRESUMED_FAILED, response, next, actor, cause));
      case Resolution.NeedsPerson(var error, var response, var cause) ->
          move(open, Transition.ended(PaymentStatus.MANUAL_REVIEW, error, response, actor, cause));
      case Resolution.Undecided undecided when isOver(open) ->
          expire(open, undecided.response(), undecided.next(), actor);
      case Resolution.Undecided undecided when isTaken(open, actor) ->
          move(
              open,
              Transition.open(
                  PaymentStatus.PENDING,
                  undecided.response(),
                  undecided.next(),
                  actor,
                  "the provider says: pending"));
      case Resolution.Undecided undecided -> later(open, actor, undecided.nothingNew());
      case Resolution.Nothing nothing
          when isOver(open) && nothing.notFoundCount() > open.notFoundCount() ->
          expire(open, ProviderResponse.NONE, nothing.next(), actor);
      case Resolution.Nothing nothing -> later(open, actor, nothing);
    }
  }

  /// Whether what the provider calls pending is in its hands. On its page that also means that the
  /// customer is still there, unless the browser has come back.
  private static boolean isTaken(Payment open, Actor actor) {
    return open.page().isPresent()
        ? open.status() == PaymentStatus.AWAITING_REDIRECT && actor == Actor.CUSTOMER
        : open.status() == PaymentStatus.UNKNOWN;
  }

  /// Whether a customer who has not paid on the provider's page by now is not waited for.
  private boolean isOver(Payment open) {
    return open.status() != PaymentStatus.PENDING
        && open.page().filter(page -> !clock.instant().isBefore(page.giveUpAt())).isPresent();
  }

  private void expire(Payment open, ProviderResponse response, Instant next, Actor actor) {
    var cause = "the customer did not pay in time";
    move(open, Transition.expired(PaymentStatus.PRESUMED_FAILED, response, next, actor, cause));
  }

  /// A txn that was given up can only turn out to be charged; nothing else changes it.
  private void settleGivenUp(Payment payment, Resolution finding, Actor actor) {
    switch (finding) {
      case Resolution.Moved(var reference, var response) -> {
        var cause = "the provider says, late: charged";
        move(payment, Transition.moved(PaymentStatus.CHARGED, reference, response, actor, cause));
      }
      case Resolution.NeedsPerson(var error, _, var cause) -> {
        if (!error.equals(Resolution.UNDECIDED)) {
          LOG.atError()
              .addKeyValue("txn", payment.id())
              .addKeyValue("error", error)
              .addKeyValue("cause", cause)
              .log("a txn that was given up: compare with the provider's statement");
        }
        store.stopAsking(payment);
      }
      case Resolution.NotMoved _ -> store.stopAsking(payment);
      case Resolution.GivenUp(_, _, var next) ->
          next.ifPresentOrElse(
              at -> later(payment, actor, new Resolution.Nothing(at, 0)),
              () -> store.stopAsking(payment));
      case Resolution.Undecided undecided -> later(payment, actor, undecided.nothingNew());
      case Resolution.Nothing nothing -> later(payment, actor, nothing);
    }
  }

  /// Only a wait for more money is ours to end; nothing is open at the provider. Who is adding
  /// money is waited for: the end of the top-up makes the txn due again.
  private void abandonIfOverdue(Payment payment, Actor actor) {
    if (actor.schedules()) {
      var error = ProviderError.INSUFFICIENT_BALANCE.name();
      var cause = "no money was added in time";
      var move =
          Transition.ended(PaymentStatus.DECLINED, error, ProviderResponse.NONE, actor, cause);
      var from = PaymentStatus.AWAITING_FUNDS;
      logIfMoved(store.moveIfIn(from, payment.id(), move, clock.instant()), payment, move);
    }
  }

  private Payment takenOver(Payment payment, Actor actor) {
    var next = clock.instant().plus(CheckSchedule.delayAfter(0));
    var cause = "the process that was sending is gone or too slow";
    move(
        payment, Transition.open(PaymentStatus.UNKNOWN, ProviderResponse.NONE, next, actor, cause));
    return store.find(payment.id()).orElse(payment);
  }

  private static Optional<Inquiry> inquire(
      Payment payment, Providers providers, CallTarget target) {
    return payment.page().isPresent()
        ? providers.inquireHostedPayment(target, payment.hostedOrder())
        : providers.inquireDebit(target, payment.debitOrder());
  }

  /// The customer decides when the provider hears of a payment on its page, so "not found" alone
  /// ends none early.
  private static InquiryPolicy policy(Payment payment, ProviderProfile profile) {
    return new InquiryPolicy(
        payment.page().isPresent() ? profile.maxPendingAge() : profile.notFoundGrace(),
        profile.maxPendingAge(),
        InquiryPolicy.NotFound.NOT_MOVED);
  }

  private void later(Payment payment, Actor actor, Resolution.Nothing told) {
    if (actor.schedules()) {
      store.waitUntil(
          payment, new Resolution.Nothing(soonestOf(told.next(), payment), told.notFoundCount()));
    }
  }

  /// When a customer's time is over is a moment to look, too.
  private Instant soonestOf(Instant next, Payment payment) {
    return payment
        .page()
        .map(Payment.Page::giveUpAt)
        .filter(end -> clock.instant().isBefore(end) && end.isBefore(next))
        .orElse(next);
  }

  private void move(Payment payment, Transition<PaymentStatus> move) {
    logIfMoved(store.moveIfAllowed(payment.id(), move, clock.instant()), payment, move);
  }

  private static void logIfMoved(boolean moved, Payment payment, Transition<PaymentStatus> move) {
    if (moved) {
      LOG.atInfo()
          .addKeyValue("txn", payment.id())
          .addKeyValue("from", payment.status())
          .addKeyValue("to", move.to())
          .addKeyValue("cause", move.cause())
          .log("resolved");
    }
  }
}
