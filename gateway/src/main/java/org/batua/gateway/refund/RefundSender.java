package org.batua.gateway.refund;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.order.RefundStatus;
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

/// Sends queued refunds, each once, and finds out how open ones ended.
public final class RefundSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RefundSender.class);
  private static final Duration DEADLINE_MARGIN = Duration.ofSeconds(5);
  private static final Duration OPEN_MAX = Duration.ofDays(10);
  private static final int SOON_PLACES = 8;

  private final RefundStore store;
  private final StatusChecker inquirer;
  private final Providers providers;
  private final InstantSource clock;
  private final Limits limits;
  private final DueWork<Refund> sweep;
  private final Map<GatewayCode, Semaphore> placesOf = new ConcurrentHashMap<>();
  private final ExecutorService soon = Executors.newVirtualThreadPerTaskExecutor();

  /// How long things may take.
  ///
  /// @param call the exchange that moves the money
  /// @param sender this process, which others take over from when it dies
  public record Limits(Duration call, String sender) {}

  public RefundSender(
      RefundStore store,
      StatusChecker inquirer,
      Providers providers,
      InstantSource clock,
      Limits limits) {
    this.store = store;
    this.inquirer = inquirer;
    this.providers = providers;
    this.clock = clock;
    this.limits = limits;
    this.sweep =
        new DueWork<>(
            store::claimDue, refund -> work(refund, Actor.RESOLVER), limits.call(), clock);
  }

  /// Sends in the background, as many at a time as leave the database to the callers; a slow
  /// provider holds up its own. What is not sent until then, the sweep sends, here or in another
  /// process.
  void sendSoon(String id) {
    var _ =
        soon.submit(
            () -> {
              try {
                store
                    .find(id)
                    .filter(refund -> refund.status() == RefundStatus.QUEUED)
                    .ifPresent(this::sendInTurn);
              } catch (RuntimeException e) {
                LOG.atError().addKeyValue("refund", id).setCause(e).log("not sent; next time");
              }
            });
  }

  private void sendInTurn(Refund queued) {
    var places = placesOf.computeIfAbsent(queued.gateway(), _ -> new Semaphore(SOON_PLACES));
    try {
      if (places.tryAcquire(RefundStore.LEFT_TO_THE_CALLER.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          send(queued);
        } finally {
          places.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks at everything that is due, and at what dead processes were sending. When it returns,
  /// nothing that was due is still under way in this process.
  public void sweep() {
    var hurried = store.hurryWhatDeadProcessesSent(clock.instant());
    if (hurried > 0) {
      LOG.atWarn().addKeyValue("refunds", hurried).log("a process died while sending");
    }
    sweep.run();
  }

  /// Asks now about an order's open refunds, unless somebody did just before.
  public void check(OrderRef order, Actor actor) {
    for (var refund : store.claimOfOrder(order, clock.instant(), Actor.NOT_AGAIN_WITHIN)) {
      work(refund, actor);
    }
  }

  /// Waits for what is being sent.
  @Override
  public void close() {
    soon.close();
  }

  private void work(Refund refund, Actor actor) {
    switch (refund.status()) {
      case QUEUED -> send(refund);
      case SENDING -> ask(takenOver(refund, actor), actor);
      case UNKNOWN, PENDING -> ask(refund, actor);
      case MANUAL_REVIEW, SUCCEEDED, DECLINED -> {}
    }
  }

  private Refund takenOver(Refund refund, Actor actor) {
    var cause = "the process that was sending is gone or too slow";
    move(
        refund,
        Transition.open(RefundStatus.UNKNOWN, ProviderResponse.NONE, nextAfter(0), actor, cause));
    return store.find(refund.id()).orElse(refund);
  }

  private void send(Refund queued) {
    var connector = providers.find(queued.gateway());
    var refunds = connector.flatMap(Connector::refunds);
    if (refunds.isEmpty()) {
      LOG.atError().addKeyValue("refund", queued.id()).log("no connector can give this back");
      store.waitUntil(queued, new Resolution.Nothing(nextAfter(queued.checks()), 0));
      return;
    }
    var now = clock.instant();
    var alone =
        isNameless(connector.orElseThrow().profile())
            ? RefundStore.Alone.YES
            : RefundStore.Alone.NO;
    var deadline = now.plus(limits.call()).plus(DEADLINE_MARGIN);
    var taken = store.takeForSending(queued, alone, limits.sender(), now, deadline);
    if (taken.isEmpty()) {
      store.waitUntil(queued, new Resolution.Nothing(nextAfter(queued.checks()), 0));
      return;
    }
    settle(taken.get(), providers.refund(target(taken.get()), taken.get().content()));
  }

  private CallTarget target(Refund refund) {
    return providers.target(refund.providerAccount(), refund.deviceId(), Optional.empty());
  }

  private void settle(Refund refund, Outcome outcome) {
    var response = outcome.response();
    switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) ->
          succeeded(refund, reference, response, Actor.CALL);
      case Outcome.Pending _ ->
          open(refund, RefundStatus.PENDING, response, "the provider will decide");
      case Outcome.Declined(var refusal) -> {
        if (refusal.error() == ProviderError.DUPLICATE_REFERENCE) {
          open(refund, RefundStatus.UNKNOWN, response, "the provider knows our reference already");
          store.find(refund.id()).ifPresent(known -> ask(known, Actor.CALL));
        } else {
          var error = refusal.error().name();
          move(
              refund,
              Transition.ended(
                  RefundStatus.DECLINED, error, response, Actor.CALL, "the provider refused"));
        }
      }
      case Outcome.NotSent(var failure) -> {
        var cause = "not sent: " + failure.cause();
        move(
            refund,
            Transition.open(
                RefundStatus.QUEUED, response, nextAfter(refund.checks()), Actor.CALL, cause));
      }
      case Outcome.NeedsCustomer _, Outcome.Unknown _ ->
          open(refund, RefundStatus.UNKNOWN, response, "no clear answer");
    }
  }

  private void ask(Refund refund, Actor actor) {
    var finding = inquirer.ask(refund, RefundSender::inquire, RefundSender::policy);
    switch (finding) {
      case Resolution.Moved(var reference, var response) ->
          succeeded(refund, reference, response, actor);
      case Resolution.NotMoved(var error, var response, var cause) ->
          move(refund, Transition.ended(RefundStatus.DECLINED, error, response, actor, cause));
      case Resolution.GivenUp(var response, var cause, _) -> {
        var error = Resolution.NOT_FOUND;
        move(refund, Transition.ended(RefundStatus.DECLINED, error, response, actor, cause));
      }
      case Resolution.NeedsPerson(var error, var response, var cause) ->
          move(refund, Transition.ended(RefundStatus.MANUAL_REVIEW, error, response, actor, cause));
      case Resolution.Undecided undecided -> later(refund, actor, undecided.nothingNew());
      case Resolution.Nothing nothing -> later(refund, actor, nothing);
    }
  }

  private static Optional<Inquiry> inquire(Refund refund, Providers providers, CallTarget target) {
    return providers.inquireRefund(target, refund.content());
  }

  /// A refund without a name of its own is never failed for not being found: what the provider
  /// would have to find cannot be told from another one.
  private static InquiryPolicy policy(ProviderProfile profile) {
    return new InquiryPolicy(
        profile.notFoundGrace(),
        OPEN_MAX,
        isNameless(profile)
            ? InquiryPolicy.NotFound.NEEDS_PERSON
            : InquiryPolicy.NotFound.NOT_MOVED);
  }

  private static boolean isNameless(ProviderProfile profile) {
    return profile.refundIdempotency() == ProviderProfile.RefundIdempotency.NONE;
  }

  private void later(Refund refund, Actor actor, Resolution.Nothing told) {
    if (actor.schedules()) {
      store.waitUntil(refund, told);
    }
  }

  private void succeeded(Refund refund, String reference, ProviderResponse response, Actor actor) {
    var cause = "the provider gave the money back";
    move(refund, Transition.moved(RefundStatus.SUCCEEDED, reference, response, actor, cause));
  }

  private void open(Refund refund, RefundStatus to, ProviderResponse response, String cause) {
    move(refund, Transition.open(to, response, nextAfter(0), Actor.CALL, cause));
  }

  private void move(Refund refund, Transition<RefundStatus> move) {
    boolean moved = store.moveIfAllowed(refund.id(), move, clock.instant());
    LOG.atInfo()
        .addKeyValue("refund", refund.id())
        .addKeyValue("to", move.to())
        .addKeyValue("cause", move.cause())
        .log(moved ? "moved" : "was moved by somebody else before");
  }

  private Instant nextAfter(int checks) {
    return clock.instant().plus(CheckSchedule.delayAfter(checks));
  }
}
