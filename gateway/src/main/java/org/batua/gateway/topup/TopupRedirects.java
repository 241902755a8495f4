package org.batua.gateway.topup;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.FailureReason;
import org.batua.gateway.resolution.Resolver;
import org.batua.gateway.resolution.Transition;
import org.batua.gateway.wallet.LinkedWallet;
import org.batua.gateway.wallet.WalletAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A customer's way to the provider's page and back.
public final class TopupRedirects {
  private static final Logger LOG = LoggerFactory.getLogger(TopupRedirects.class);

  /// The path of the way back, up to our id of the top-up.
  public static final String RETURN_PATH = "/wallets/topup/return/";

  private final TopupStore store;
  private final Resolver<Topup, TopupStatus> resolver;
  private final WalletAccess wallets;
  private final Providers providers;
  private final InstantSource clock;
  private final Supplier<URI> baseUrl;

  /// @param baseUrl known once the server listens
  public TopupRedirects(
      TopupStore store,
      Resolver<Topup, TopupStatus> resolver,
      WalletAccess wallets,
      Providers providers,
      InstantSource clock,
      Supplier<URI> baseUrl) {
    this.store = store;
    this.resolver = resolver;
    this.wallets = wallets;
    this.providers = providers;
    this.clock = clock;
    this.baseUrl = baseUrl;
  }

  /// What the link to the provider's page leads to.
  public sealed interface Opened {
    /// The page that follows.
    record Page(CustomerPage page) implements Opened {}

    /// The provider has it already and waits for its customer; a second form with the same name may
    /// be refused there.
    record Begun() implements Opened {}

    /// It has ended, or its provider is still deciding.
    record Over() implements Opened {}

    /// The link is too old, or the wallet is no longer linked.
    record Expired() implements Opened {}

    /// The provider cannot be reached; the same link may be opened again.
    record Unavailable() implements Opened {}
  }

  /// Opens the provider's page. The opening is stored before anything is sent.
  public Opened open(String id) {
    var known = get(id);
    var now = clock.instant();
    if (known.status() == TopupStatus.OPENED && isBegunOnPage(known)) {
      return new Opened.Begun();
    }
    var topup = get(id);
    if (!topup.canBeOpened(now)) {
      return topup.status() == TopupStatus.NEW || topup.status() == TopupStatus.OPENED
          ? new Opened.Expired()
          : new Opened.Over();
    }
    var linked = wallets.find(topup.merchant(), topup.wallet());
    if (linked.isEmpty() || linked.get().connector().topups().isEmpty()) {
      return new Opened.Expired();
    }
    var next = now.plus(CheckSchedule.delayAfter(0));
    var cause = "the customer opened the provider's page";
    boolean isFirst =
        store.move(
            topup,
            Transition.open(TopupStatus.OPENED, ProviderResponse.NONE, next, Actor.CUSTOMER, cause),
            now);
    var after = get(id);
    return after.status() == TopupStatus.OPENED
        ? page(after, linked.get(), isFirst ? Visit.FIRST : Visit.REPEATED)
        : new Opened.Over();
  }

  private boolean isBegunOnPage(Topup topup) {
    return canBeAsked(topup) && resolver.isAwaitedByProvider(topup);
  }

  private boolean canBeAsked(Topup topup) {
    return providers.connector(topup.at().gateway()).profile().topup()
        != ProviderProfile.Topup.DEEPLINK;
  }

  /// Whether the provider can know the top-up already.
  private enum Visit {
    FIRST,
    REPEATED
  }

  private Opened page(Topup topup, LinkedWallet linked, Visit visit) {
    var back = URI.create(baseUrl.get() + RETURN_PATH + topup.id());
    var order = topup.order(linked.credentials(), back);
    return switch (providers.startTopup(linked.target(), order)) {
      case HostedTopups.Start.Page(var page) -> new Opened.Page(page);
      case HostedTopups.Start.Unavailable _ -> new Opened.Unavailable();
      case HostedTopups.Start.Refused(var refusal) -> refused(topup, refusal, visit);
    };
  }

  /// A refusal of a repeated visit says nothing about the first one, nor is one of the first visit
  /// certain: another visit at the same time may have been taken.
  private Opened refused(Topup topup, Refusal refusal, Visit visit) {
    var error = refusal.error();
    if (visit == Visit.FIRST && error != ProviderError.DUPLICATE_REFERENCE) {
      var cause = "the provider refused to begin it";
      var now = clock.instant();
      var next = Optional.of(now.plus(CheckSchedule.delayAfter(0))).filter(_ -> canBeAsked(topup));
      var reason = FailureReason.of(error);
      store.move(
          topup,
          Transition.presumed(
              TopupStatus.PRESUMED_FAILED, reason, refusal.response(), next, Actor.CALL, cause),
          now);
    }
    return new Opened.Over();
  }

  /// What a browser's return from the provider is worth.
  public sealed interface Returned {
    /// It is genuine, and the provider was asked.
    record Asked(Topup topup) implements Returned {}

    /// It was not made by the provider; it causes no inquiry.
    record Forged(Topup topup) implements Returned {}
  }

  /// How long until a top-up is given up.
  public Duration left(Topup topup) {
    return Duration.between(clock.instant(), topup.times().giveUpAt());
  }

  /// Takes a browser's return, which only says that it is time to ask the provider.
  public Returned comeBack(String id, Map<String, String> parameters) {
    var topup = get(id);
    var target = providers.target(topup.at().account(), topup.at().device(), Optional.empty());
    if (!providers.isGenuineReturn(target, topup.order(), parameters)) {
      LOG.atWarn()
          .addKeyValue("topup", id)
          .addKeyValue("gateway", topup.at().gateway().code())
          .log("a return from the provider's page is not genuine");
      return new Returned.Forged(topup);
    }
    resolver.resolveAll(store.claim(id, clock.instant(), Duration.ZERO), Actor.CUSTOMER);
    return new Returned.Asked(get(id));
  }

  /// The top-up, after asking the provider if it is not known how it ended.
  public Topup ask(String id) {
    resolver.resolveAll(store.claim(id, clock.instant(), Actor.NOT_AGAIN_WITHIN), Actor.CUSTOMER);
    return get(id);
  }

  /// The top-up as it is stored.
  public Topup get(String id) {
    return store.find(id).orElseThrow(() -> new Rejected(new Rejection.UnknownLink()));
  }
}
