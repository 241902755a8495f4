package org.batua.gateway.wallet;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.SecretMap;
import org.batua.gateway.provider.Providers;

/// Linking by OTP: sending it, and exchanging it for credentials. The OTP itself is never stored.
public final class OtpLinking {
  private final WalletStore wallets;
  private final AuthenticationStore authentications;
  private final Providers providers;
  private final LinkableGateways gateways;
  private final RedirectLinks redirectLinks;
  private final KeyRing keyRing;
  private final InstantSource clock;
  private final Limits limits;
  private final OtpLimits otpLimits;

  /// The limits on OTPs of one wallet.
  ///
  /// @param sendsPerWindow how many may be sent in a window
  /// @param attemptsPerOtp how many may be tried after one was sent
  public record Limits(int sendsPerWindow, Duration window, int attemptsPerOtp) {}

  public OtpLinking(
      WalletStore wallets,
      AuthenticationStore authentications,
      Providers providers,
      RedirectLinks redirectLinks,
      KeyRing keyRing,
      InstantSource clock,
      Limits limits,
      OtpLimits otpLimits) {
    this.wallets = wallets;
    this.authentications = authentications;
    this.providers = providers;
    this.gateways = new LinkableGateways(providers);
    this.redirectLinks = redirectLinks;
    this.keyRing = keyRing;
    this.clock = clock;
    this.limits = limits;
    this.otpLimits = otpLimits;
  }

  /// Sends an OTP, or begins a linking by consent. A wallet that is linked stays so until the new
  /// link is made.
  ///
  /// @param back where the customer's browser goes after consenting
  /// @return where to send the customer, for a linking by consent
  /// @throws Rejected when a limit or the provider refuses
  Optional<URI> authenticate(StoredWallet wallet, ReturnTarget back) {
    var mobile = mobile(wallet);
    var way = gateways.way(wallet.wallet().gateway());
    return switch (way) {
      case REDIRECT -> {
        var _ = count(wallet.wallet().id(), otpLimits.none());
        yield Optional.of(redirectLinks.begin(wallet, mobile, back));
      }
      case OTP -> {
        var waiting = count(wallet.wallet().id(), otpLimits.ofSend(wallet, mobile));
        sendOtp(wallet, mobile, waiting);
        yield Optional.empty();
      }
    };
  }

  /// @return the sealed state of the linking that waits, if any
  private Optional<byte[]> count(WalletId id, OtpCountStore.Buckets shared) {
    var now = clock.instant();
    return switch (authentications.countSend(
        id, now, limits.window(), limits.sendsPerWindow(), shared)) {
      case AuthenticationStore.Counted.Within(var state) -> state;
      case AuthenticationStore.Counted.SharedFull(var until) -> throw otpLimits.refused(until);
      case AuthenticationStore.Counted.TooMany _ ->
          throw otpLimits.refused(
              authentications.windowEnd(id).orElseGet(() -> now.plus(limits.window())));
    };
  }

  private void sendOtp(StoredWallet wallet, MobileNumber mobile, Optional<byte[]> waiting) {
    var id = wallet.wallet().id();
    var previous = waiting.map(bytes -> open(id, bytes));
    switch (providers.sendOtp(wallet.target(providers), mobile, previous)) {
      case Linking.Start.OtpSent(var state, _, _) ->
          authentications.waitForOtp(id, seal(id, state), mobile, limits.attemptsPerOtp());
      case Linking.Start.Refused(var refusal) ->
          throw new Rejected(ProviderRefusals.refused(refusal));
      case Linking.Start.Unavailable(var failure) ->
          throw new Rejected(ProviderRefusals.unavailable(failure));
    }
  }

  /// Exchanges an OTP for credentials, which are stored before this returns.
  ///
  /// @return the wallet afterwards
  /// @throws Rejected when no OTP waits, or the provider refuses or gives no clear answer
  StoredWallet link(StoredWallet wallet, Secret otp) {
    var id = wallet.wallet().id();
    gateways.way(wallet.wallet().gateway());
    var state = spendAttempt(wallet);
    var target = wallet.target(providers);
    switch (providers.completeOtpLink(target, open(id, state), otp)) {
      case Linking.Result.Linked(var credentials, _) -> {
        return wallets.link(id, SealedCredentials.seal(credentials, id, keyRing));
      }
      case Linking.Result.Refused(var refusal) -> {
        if (refusal.error() == ProviderError.AUTH_SESSION_INVALID) {
          authentications.forget(id);
        }
        throw new Rejected(ProviderRefusals.refused(refusal));
      }
      case Linking.Result.Unavailable(var failure) ->
          throw new Rejected(ProviderRefusals.unavailable(failure));
      case Linking.Result.Unknown _ ->
          throw new Rejected(Rejection.wallet(WalletError.GATEWAY_OUTCOME_UNKNOWN));
    }
  }

  /// @return the sealed state of the linking that waits
  private byte[] spendAttempt(StoredWallet wallet) {
    var id = wallet.wallet().id();
    var shared = wallet.mobile().map(otpLimits::ofAttempt).orElseGet(otpLimits::none);
    return switch (authentications.spendAttempt(id, clock.instant(), shared)) {
      case AuthenticationStore.Counted.Within(var state) -> state.orElseThrow();
      case AuthenticationStore.Counted.SharedFull(var until) -> throw otpLimits.refused(until);
      case AuthenticationStore.Counted.TooMany _ ->
          throw new Rejected(
              Rejection.wallet(
                  authentications.state(id).isPresent()
                      ? WalletError.OTP_ATTEMPTS_EXCEEDED
                      : WalletError.AUTHENTICATION_NOT_STARTED));
    };
  }

  private static MobileNumber mobile(StoredWallet wallet) {
    return wallet
        .mobile()
        .orElseThrow(
            () ->
                new Rejected(
                    Rejection.wallet(
                        WalletError.INVALID_MOBILE,
                        "Neither the wallet nor its customer has a valid mobile number.")));
  }

  private byte[] seal(WalletId wallet, Linking.State state) {
    return keyRing.seal(SecretMap.write(state.values()), context(wallet));
  }

  private Linking.State open(WalletId wallet, byte[] bytes) {
    return new Linking.State(SecretMap.read(keyRing.open(bytes, context(wallet))));
  }

  private static String context(WalletId wallet) {
    return "link-state/" + wallet;
  }
}
