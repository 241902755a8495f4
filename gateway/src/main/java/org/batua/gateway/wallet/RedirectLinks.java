package org.batua.gateway.wallet;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.merchant.ReturnUrls;
import org.batua.gateway.provider.Providers;

/// Linking by the customer's consent on the provider's page. Whatever a browser or a notification
/// says, only the provider's own answer links.
public final class RedirectLinks {
  private static final int TOKEN_BYTES = 32;
  private static final String CONSENT_OF_ANOTHER =
      "The account is linked already, and not with this wallet. Its owner can end that link in the"
          + " provider's app.";
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

  private final WalletStore wallets;
  private final RedirectLinkStore store;
  private final ReturnUrls returnUrls;
  private final Providers providers;
  private final BalanceRefresh refreshing;
  private final Ids ids;
  private final InstantSource clock;
  private final Limits limits;

  /// How long a customer may take, and where their browser comes by.
  public record Limits(Duration life, Supplier<URI> baseUrl) {}

  public RedirectLinks(
      WalletStore wallets,
      RedirectLinkStore store,
      ReturnUrls returnUrls,
      Providers providers,
      BalanceRefresh refreshing,
      Ids ids,
      InstantSource clock,
      Limits limits) {
    this.wallets = wallets;
    this.store = store;
    this.returnUrls = returnUrls;
    this.providers = providers;
    this.refreshing = refreshing;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /// Begins a linking in the place of one that may wait.
  ///
  /// @return where to send the customer
  /// @throws Rejected when the address is not allowed, or the provider refuses or cannot be reached
  URI begin(StoredWallet wallet, MobileNumber mobile, ReturnTarget back) {
    if (back instanceof ReturnTarget.ToMerchant(var url)) {
      returnUrls.refuseOtherHosts(wallet.merchant(), url);
    }
    var token = Secret.of(ids.hex(TOKEN_BYTES));
    var callback = new RedirectLinking.Callback(URI.create(base() + "/return"), token);
    switch (providers.startRedirectLink(wallet.target(providers), mobile, callback)) {
      case RedirectLinking.Start.Redirect(var state, var page, var expiresAt, var name) -> {
        boolean asksNobody = page.reveal().equals(callback.own().toString());
        boolean isProven =
            back instanceof ReturnTarget.ToMerchant && hasConsent(wallet.wallet(), name);
        if (asksNobody && !isProven) {
          throw new Rejected(Rejection.wallet(WalletError.GATEWAY_DECLINED, CONSENT_OF_ANOTHER));
        }
        store.begin(
            new RedirectLinkStore.Beginning(
                wallet.wallet().id(),
                Hashes.sha256(token),
                state,
                page,
                mobile,
                back,
                name,
                end(expiresAt)));
      }
      case RedirectLinking.Start.Refused(var refusal) ->
          throw new Rejected(ProviderRefusals.refused(refusal));
      case RedirectLinking.Start.Unavailable(var failure) ->
          throw new Rejected(ProviderRefusals.unavailable(failure));
    }
    return URI.create(base() + "/start/" + token.reveal());
  }

  /// Whether what the provider knows by this name was begun for this wallet and no other: a consent
  /// that was given before is for the customer who gave it. On a page of ours, where anybody may
  /// have typed the number, it proves nothing.
  private boolean hasConsent(Wallet wallet, Optional<String> name) {
    var holders = name.map(known -> store.named(wallet.providerAccount(), known)).orElse(List.of());
    return holders.size() == 1 && holders.getFirst().wallet().equals(wallet.id());
  }

  private Instant end(Optional<Instant> providersOwn) {
    var ours = clock.instant().plus(limits.life());
    return providersOwn.filter(ours::isAfter).orElse(ours);
  }

  private String base() {
    return limits.baseUrl().get() + "/wallets/link";
  }

  /// The status of a link.
  public enum Status {
    PENDING,
    LINKED,
    DECLINED,
    EXPIRED
  }

  /// A linking as its customer's browser finds it.
  ///
  /// @param page the provider's page while the linking waits
  /// @param isAsked whether the provider is being asked how it ended
  public record LinkView(
      WalletId wallet,
      MerchantId merchant,
      GatewayCode gateway,
      Status status,
      ReturnTarget back,
      Optional<Secret> page,
      boolean isAsked) {}

  /// What a customer who opens the start link finds; calls no provider. Empty for a link that was
  /// never given out, or that a newer one has replaced.
  public Optional<LinkView> open(Secret token) {
    return store
        .find(Hashes.sha256(token))
        .map(
            consent -> {
              var late = !clock.instant().isBefore(consent.expiresAt());
              var page = late ? Optional.<Secret>empty() : store.page(consent.token());
              return view(consent, page);
            });
  }

  /// Takes what the customer's browser brought back, and asks the provider. A linking that has
  /// ended stays as it is.
  public Optional<LinkView> comeBack(Secret token, Map<String, String> parameters) {
    var print = Hashes.sha256(token);
    store
        .find(print)
        .ifPresent(found -> ask(found, new RedirectLinking.Proof.Callback(parameters)));
    return store.find(print).map(consent -> view(consent, Optional.empty()));
  }

  /// As [#comeBack], with nothing brought: asks the provider how far the customer is.
  public Optional<LinkView> ask(Secret token) {
    var print = Hashes.sha256(token);
    store.find(print).ifPresent(found -> ask(found, new RedirectLinking.Proof.Poll()));
    return store.find(print).map(consent -> view(consent, Optional.empty()));
  }

  private LinkView view(RedirectLink consent, Optional<Secret> page) {
    return new LinkView(
        consent.wallet(),
        consent.merchant(),
        consent.gateway(),
        status(consent),
        consent.back(),
        page,
        consent
            .waiting()
            .flatMap(_ -> consent.askingUntil())
            .filter(clock.instant()::isBefore)
            .isPresent());
  }

  private Status status(RedirectLink consent) {
    if (consent.waiting().isPresent()) {
      return clock.instant().isBefore(consent.expiresAt()) ? Status.PENDING : Status.EXPIRED;
    }
    return switch (consent.ending().orElse(RedirectLink.Ending.EXPIRED)) {
      case LINKED -> consent.linked() ? Status.LINKED : Status.EXPIRED;
      case DECLINED -> Status.DECLINED;
      case EXPIRED -> Status.EXPIRED;
    };
  }

  /// Asks the provider how far the customer is. A wallet that is linked stays so meanwhile.
  ///
  /// @throws Rejected when nothing waits and the wallet is not linked, or the provider refuses
  void poll(StoredWallet wallet) {
    var latest = store.latestOf(wallet.wallet().id());
    if (latest.isPresent() && latest.get().waiting().isPresent()) {
      switch (ask(latest.get(), new RedirectLinking.Proof.Poll())) {
        case Answer.Linked _, Answer.Waiting _ -> {}
        case Answer.Over(var why) -> throw new Rejected(why);
        case Answer.NotTold(var why) -> throw new Rejected(why);
      }
    } else if (!wallet.wallet().isLinked()) {
      throw new Rejected(
          latest
              .flatMap(RedirectLink::ending)
              .map(RedirectLinks::over)
              .orElseGet(RedirectLinks::notStarted));
    }
  }

  /// Whether the provider answered every question.
  public enum Learnt {
    ALL,
    NOT_ALL
  }

  /// A provider says that something happened to a link: asks it about every wallet that it means.
  public Learnt lookInto(String providerAccount, String linkName) {
    var learnt = Learnt.ALL;
    for (var owned : store.named(providerAccount, linkName)) {
      var waiting = store.latestOf(owned.wallet()).filter(it -> it.waiting().isPresent());
      if (waiting.isPresent()
          && ask(waiting.get(), new RedirectLinking.Proof.Poll()) instanceof Answer.NotTold) {
        learnt = Learnt.NOT_ALL;
      }
      var linked =
          wallets
              .find(owned.merchant(), owned.wallet())
              .filter(wallet -> wallet.wallet().isLinked());
      if (linked.isPresent()
          && refreshing.refresh(linked.get()) instanceof BalanceRefresh.Result.Failed) {
        learnt = Learnt.NOT_ALL;
      }
    }
    return learnt;
  }

  /// What a question to the provider came to.
  private sealed interface Answer {
    record Linked() implements Answer {}

    record Waiting() implements Answer {}

    record Over(Rejection why) implements Answer {}

    /// Nothing was learnt, and the linking waits on.
    record NotTold(Rejection why) implements Answer {}
  }

  private Answer ask(RedirectLink consent, RedirectLinking.Proof proof) {
    var wallet = wallets.find(consent.merchant(), consent.wallet()).orElseThrow();
    var now = clock.instant();
    var until = now.plus(providers.timeouts().otp()).plus(LEASE_MARGIN);
    if (consent.waiting().isEmpty() || !store.takeQuestion(consent, now, until)) {
      return new Answer.Waiting();
    }
    var target = wallet.target(providers);
    return switch (providers.completeRedirectLink(target, consent.waiting().get(), proof)) {
      case RedirectLinking.Result.Linked(var credentials, _) -> {
        if (store.linkIfWaiting(consent, credentials)) {
          wallets.find(consent.merchant(), consent.wallet()).ifPresent(refreshing::refresh);
        }
        yield new Answer.Linked();
      }
      case RedirectLinking.Result.StillPending _ -> {
        store.endQuestion(consent);
        yield now.isBefore(consent.expiresAt())
            ? new Answer.Waiting()
            : end(consent, RedirectLink.Ending.EXPIRED);
      }
      case RedirectLinking.Result.Refused(var refusal) -> refused(consent, refusal);
      case RedirectLinking.Result.Unavailable(var failure) -> {
        store.endQuestion(consent);
        yield new Answer.NotTold(ProviderRefusals.unavailable(failure));
      }
      case RedirectLinking.Result.Unknown _ -> {
        store.endQuestion(consent);
        yield new Answer.NotTold(Rejection.wallet(WalletError.GATEWAY_OUTCOME_UNKNOWN));
      }
    };
  }

  private Answer refused(RedirectLink consent, Refusal refusal) {
    if (refusal.error() == ProviderError.USER_DECLINED) {
      return end(consent, RedirectLink.Ending.DECLINED);
    }
    if (refusal.error() == ProviderError.AUTH_SESSION_INVALID) {
      return end(consent, RedirectLink.Ending.EXPIRED);
    }
    store.endQuestion(consent);
    return new Answer.NotTold(ProviderRefusals.refused(refusal));
  }

  private Answer end(RedirectLink consent, RedirectLink.Ending ending) {
    store.endIfWaiting(consent, ending);
    return new Answer.Over(over(ending));
  }

  private static Rejection over(RedirectLink.Ending ending) {
    return switch (ending) {
      case DECLINED ->
          Rejection.wallet(WalletError.GATEWAY_DECLINED, "The customer declined the linking.");
      case EXPIRED ->
          Rejection.wallet(
              WalletError.AUTHENTICATION_NOT_STARTED,
              "The linking has expired. Send command=authenticate for a new one.");
      case LINKED -> notStarted();
    };
  }

  private static Rejection notStarted() {
    return Rejection.wallet(
        WalletError.AUTHENTICATION_NOT_STARTED,
        "No linking waits for its customer. Send command=authenticate first.");
  }
}
