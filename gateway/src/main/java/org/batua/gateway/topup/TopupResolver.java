package org.batua.gateway.topup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.provider.CallTarget;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.DueWork;
import org.batua.gateway.resolution.InquiryPolicy;
import org.batua.gateway.resolution.Resolution;
import org.batua.gateway.resolution.StatusChecker;
import org.batua.gateway.resolution.Transition;
import org.batua.gateway.wallet.Wallet;
import org.batua.gateway.wallet.WalletAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out how top-ups ended, by asking their providers by our reference: what a customer's
/// browser brings back, or fails to, is never proof.
public final class TopupResolver {
  private static final Logger LOG = LoggerFactory.getLogger(TopupResolver.class);
  static final String EXPIRED = Resolution.EXPIRED;

  private final TopupStore store;
  private final StatusChecker inquirer;
  private final WalletAccess wallets;
  private final Providers providers;
  private final InstantSource clock;
  private final DueWork<Topup> sweep;

  public TopupResolver(
      TopupStore store,
      StatusChecker inquirer,
      WalletAccess wallets,
      Providers providers,
      InstantSource clock) {
    this.store = store;
    this.inquirer = inquirer;
    this.wallets = wallets;
    this.providers = providers;
    this.clock = clock;
    this.sweep =
        new DueWork<>(
            store::claimDue, one -> resolve(one, Actor.RESOLVER), inquirer.timeout(), clock);
  }

  /// Looks at everything that is due.
  public void sweep() {
    sweep.run();
  }

  /// Asks now about a top-up that may have been paid, unless somebody did just before.
  public void check(String topup, Actor actor) {
    store
        .claim(topup, clock.instant(), Actor.NOT_AGAIN_WITHIN)
        .ifPresent(one -> resolve(one, actor));
  }

  /// As [#check(String, Actor)], about those that payments of an order wait for.
  public void check(OrderRef order, Actor actor) {
    for (var one : store.claimOfOrder(order, clock.instant(), Actor.NOT_AGAIN_WITHIN)) {
      resolve(one, actor);
    }
  }

  /// Asks now, also if somebody did just before: there is a reason to believe that it has ended.
  void checkAtOnce(String topup, Actor actor) {
    store.claim(topup, clock.instant(), Duration.ZERO).ifPresent(one -> resolve(one, actor));
  }

  /// Asks about a top-up whose customer wants to see the provider's page again.
  ///
  /// @return whether the provider has it and waits; what else it says is stored
  boolean isBegunOnPage(Topup topup) {
    if (isUntold(topup)) {
      return false;
    }
    var finding = inquirer.ask(topup, TopupResolver::inquire, TopupResolver::policy);
    if (finding instanceof Resolution.Undecided
        && clock.instant().isBefore(topup.times().giveUpAt())) {
      return true;
    }
    settle(topup, finding, Actor.CUSTOMER);
    return false;
  }

  private void resolve(Topup topup, Actor actor) {
    if (topup.status() == TopupStatus.NEW) {
      var cause = "nobody opened the provider's page in time";
      move(
          topup,
          Transition.ended(TopupStatus.FAILED, EXPIRED, ProviderResponse.NONE, actor, cause));
      return;
    }
    if (isUntold(topup)) {
      guess(topup, actor);
      return;
    }
    settle(topup, inquirer.ask(topup, TopupResolver::inquire, TopupResolver::policy), actor);
  }

  /// Whether its provider has no way to ask about it.
  private boolean isUntold(Topup topup) {
    return providers.connector(topup.gateway()).profile().topup() == ProviderProfile.Topup.DEEPLINK;
  }

  /// A payment goes on once its wallet has enough, whoever added that. For a merchant's top-up a
  /// higher balance proves nothing: what else moved meanwhile is not known.
  private void guess(Topup topup, Actor actor) {
    switch (topup.owner()) {
      case Topup.Owner.Payment(var payment) -> guess(topup, payment, actor);
      case Topup.Owner.Request _ when clock.instant().isBefore(topup.times().giveUpAt()) ->
          askAgain(topup, actor);
      case Topup.Owner.Request _ -> {
        var cause = "its time is over, and the provider has no way to ask about it";
        move(
            topup,
            Transition.ended(
                TopupStatus.MANUAL_REVIEW,
                Resolution.UNDECIDED,
                ProviderResponse.NONE,
                actor,
                cause));
        wallets.refresh(topup.merchant(), topup.wallet());
      }
    }
  }

  private void guess(Topup topup, String payment, Actor actor) {
    var wanted = store.wanted(payment, clock.instant());
    if (wanted.isEmpty()) {
      var cause = "its payment waits no longer, and the provider has no way to ask about it";
      move(
          topup,
          Transition.ended(TopupStatus.FAILED, EXPIRED, ProviderResponse.NONE, actor, cause));
      return;
    }
    var balance = wallets.refresh(topup.merchant(), topup.wallet()).flatMap(Wallet::balance);
    if (balance.filter(has -> has.compareTo(wanted.get()) >= 0).isEmpty()) {
      askAgain(topup, actor);
      return;
    }
    var cause = "the wallet has enough for the payment; whether by this is not known";
    store.moveAndGoOn(
        topup.id(),
        Transition.ended(
            TopupStatus.FAILED, Resolution.UNDECIDED, ProviderResponse.NONE, actor, cause),
        clock.instant());
  }

  private void askAgain(Topup topup, Actor actor) {
    var next = clock.instant().plus(CheckSchedule.delayAfter(topup.checks()));
    later(topup, new Resolution.Nothing(next, 0), actor);
  }

  private static Optional<Inquiry> inquire(Topup topup, Providers providers, CallTarget target) {
    return providers.inquireTopup(target, topup.order());
  }

  /// The customer decides when the provider hears of it, so "not found" alone ends nothing early.
  private static InquiryPolicy policy(ProviderProfile profile) {
    return new InquiryPolicy(
        profile.maxPendingAge(), profile.maxPendingAge(), InquiryPolicy.NotFound.NOT_MOVED);
  }

  private void settle(Topup topup, Resolution finding, Actor actor) {
    switch (finding) {
      case Resolution.Moved(var reference, var response) -> {
        var cause = "the provider says: added";
        if (move(
            topup, Transition.moved(TopupStatus.SUCCEEDED, reference, response, actor, cause))) {
          wallets.refresh(topup.merchant(), topup.wallet());
        }
      }
      case Resolution.NotMoved(var error, var response, var cause) ->
          move(topup, Transition.ended(TopupStatus.FAILED, error, response, actor, cause));
      case Resolution.GivenUp(var response, var cause, _) ->
          move(
              topup,
              Transition.ended(TopupStatus.FAILED, Resolution.NOT_FOUND, response, actor, cause));
      case Resolution.Undecided undecided ->
          open(topup, undecided.response(), undecided.nothingNew(), actor);
      case Resolution.NeedsPerson(var error, var response, var cause) ->
          // the customer stayed away for days: that is an answer
          move(
              topup,
              topup.status() == TopupStatus.PRESUMED_FAILED
                      && response.equals(ProviderResponse.NONE)
                  ? Transition.ended(TopupStatus.FAILED, EXPIRED, response, actor, cause)
                  : Transition.ended(TopupStatus.MANUAL_REVIEW, error, response, actor, cause));
      case Resolution.Nothing nothing -> {
        if (nothing.notFoundCount() > topup.notFoundCount()) {
          open(topup, ProviderResponse.NONE, nothing, actor);
        } else {
          later(topup, nothing, actor);
        }
      }
    }
  }

  /// The provider has answered that nothing has happened yet; once its time is over, this counts.
  private void open(Topup topup, ProviderResponse response, Resolution.Nothing told, Actor actor) {
    var now = clock.instant();
    if (topup.status() == TopupStatus.OPENED && !now.isBefore(topup.times().giveUpAt())) {
      var cause = "the customer did not pay in time";
      move(
          topup,
          Transition.expired(TopupStatus.PRESUMED_FAILED, response, told.next(), actor, cause));
    } else {
      later(topup, told, actor);
    }
  }

  /// A question from outside does not push the next scheduled one away.
  private void later(Topup topup, Resolution.Nothing told, Actor actor) {
    if (actor.schedules()) {
      var next = soonestOf(told.next(), topup);
      store
          .checks()
          .waitUntil(
              topup.id(), topup.status(), new Resolution.Nothing(next, told.notFoundCount()));
    }
  }

  /// When its time is over is a moment to look, too.
  private Instant soonestOf(Instant next, Topup topup) {
    var end = topup.times().giveUpAt();
    return topup.status() == TopupStatus.OPENED
            && clock.instant().isBefore(end)
            && end.isBefore(next)
        ? end
        : next;
  }

  private boolean move(Topup topup, Transition<TopupStatus> move) {
    var moved = store.moveIfAllowed(topup.id(), move, clock.instant());
    if (moved) {
      LOG.atInfo()
          .addKeyValue("topup", topup.id())
          .addKeyValue("from", topup.status())
          .addKeyValue("to", move.to())
          .addKeyValue("cause", move.cause())
          .log("resolved");
    }
    return moved;
  }
}
