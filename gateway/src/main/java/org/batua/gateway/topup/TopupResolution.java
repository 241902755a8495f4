package org.batua.gateway.topup;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.job.CheckSchedule;
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
import org.batua.gateway.wallet.Wallet;
import org.batua.gateway.wallet.WalletAccess;

/// What is different for top-ups when it is found out how they ended: what a customer's browser
/// brings back, or fails to, is never proof, and some providers have no way to ask.
public final class TopupResolution implements ResolvableKind<Topup, TopupStatus> {
  private static final Statuses<TopupStatus> STATUSES =
      new Statuses<>(
          TopupStatus.OPENED,
          TopupStatus.SUCCEEDED,
          TopupStatus.FAILED,
          TopupStatus.PRESUMED_FAILED,
          TopupStatus.MANUAL_REVIEW,
          "the provider says: added",
          EndOfQuestions.STAYS_PRESUMED);

  private final TopupStore store;
  private final WalletAccess wallets;
  private final InstantSource clock;
  private final Providers providers;

  public TopupResolution(
      TopupStore store, WalletAccess wallets, Providers providers, InstantSource clock) {
    this.store = store;
    this.wallets = wallets;
    this.clock = clock;
    this.providers = providers;
  }

  @Override
  public Transaction.Kind transaction() {
    return Transaction.Kind.TOPUP;
  }

  @Override
  public Statuses<TopupStatus> statuses() {
    return STATUSES;
  }

  @Override
  public Optional<Inquiry> inquire(Topup topup, Providers providers, CallTarget target) {
    return providers.inquireTopup(target, topup.order());
  }

  /// The customer decides when the provider hears of it, so "not found" alone ends nothing early.
  @Override
  public InquiryPolicy policy(Topup topup, ProviderProfile profile) {
    return new InquiryPolicy(
        profile.maxPendingAge(),
        profile.maxPendingAge(),
        InquiryPolicy.NotFound.PRESUMED_NOT_MOVED);
  }

  @Override
  public Set<TopupStatus> waitingFor(Silences.Direction direction) {
    return EnumSet.of(TopupStatus.OPENED);
  }

  @Override
  public boolean actsWithoutAsking(Topup topup, Actor actor) {
    if (topup.status() == TopupStatus.NEW) {
      var cause = "the provider's page was not opened in time";
      end(topup, TopupStatus.FAILED, FailureReason.EXPIRED, actor, cause);
      return true;
    }
    if (!cannotBeAsked(topup)) {
      return false;
    }
    if (topup.status() == TopupStatus.OPENED) {
      guess(topup, actor);
    }
    return true;
  }

  private boolean cannotBeAsked(Topup topup) {
    return providers.connector(topup.at().gateway()).profile().topup()
        == ProviderProfile.Topup.DEEPLINK;
  }

  /// A payment goes on once its wallet has enough, whoever added that. For a merchant's top-up a
  /// higher balance proves nothing: what else moved meanwhile is not known.
  private void guess(Topup topup, Actor actor) {
    switch (topup.owner()) {
      case Topup.Owner.Payment(var payment) -> guess(topup, payment, actor);
      case Topup.Owner.Request _ when clock.instant().isBefore(topup.times().giveUpAt()) ->
          lookAgain(topup, actor);
      case Topup.Owner.Request _ -> {
        var cause = "its time is over, and the provider has no way to ask about it";
        end(topup, TopupStatus.MANUAL_REVIEW, FailureReason.UNDECIDED, actor, cause);
        wallets.refresh(topup.merchant(), topup.wallet());
      }
    }
  }

  private void guess(Topup topup, String payment, Actor actor) {
    var wanted = store.wanted(payment, clock.instant());
    if (wanted.isEmpty()) {
      var cause = "its payment waits no longer, and the provider has no way to ask about it";
      end(topup, TopupStatus.PRESUMED_FAILED, FailureReason.EXPIRED, actor, cause);
      return;
    }
    var balance = wallets.refresh(topup.merchant(), topup.wallet()).flatMap(Wallet::balance);
    if (balance.filter(has -> has.compareTo(wanted.get()) >= 0).isEmpty()) {
      lookAgain(topup, actor);
      return;
    }
    var cause = "the wallet has enough for the payment; whether by this is not known";
    store.moveAndGoOn(
        topup,
        transition(TopupStatus.PRESUMED_FAILED, FailureReason.UNDECIDED, actor, cause),
        clock.instant());
  }

  private void lookAgain(Topup topup, Actor actor) {
    if (actor.schedules()) {
      var now = clock.instant();
      var next = now.plus(CheckSchedule.delayAfter(topup.inquiries().checks()));
      var soonest =
          topup.customerUntil().filter(end -> now.isBefore(end) && end.isBefore(next)).orElse(next);
      store.waitUntil(topup, new Resolution.Nothing(soonest, 0));
    }
  }

  private void end(Topup topup, TopupStatus to, FailureReason reason, Actor actor, String cause) {
    store.move(topup, transition(to, reason, actor, cause), clock.instant());
  }

  private static Transition<TopupStatus> transition(
      TopupStatus to, FailureReason reason, Actor actor, String cause) {
    return Transition.ended(to, reason, ProviderResponse.NONE, actor, cause);
  }

  @Override
  public void hasMoved(Topup topup, TopupStatus to) {
    if (to == TopupStatus.SUCCEEDED) {
      wallets.refresh(topup.merchant(), topup.wallet());
    }
  }
}
