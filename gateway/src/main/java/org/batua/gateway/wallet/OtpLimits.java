package org.batua.gateway.wallet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.GatewayCode;

/// How many OTPs may be sent and tried beyond the limits of one wallet, which do not hold those who
/// come with ever new wallets. All servers count together.
public final class OtpLimits {
  private final OtpCountStore store;
  private final InstantSource clock;
  private final Limits limits;

  /// The limits in one window.
  ///
  /// @param perNumber OTPs that one mobile number gets, whoever asks
  /// @param perCustomer OTPs for all wallets of one customer, whose device chooses the numbers
  /// @param perMerchant OTPs for all customers of one merchant
  /// @param attemptsPerNumber OTPs that may be tried for one number
  public record Limits(
      int perNumber, int perCustomer, int perMerchant, int attemptsPerNumber, Duration window) {}

  public OtpLimits(OtpCountStore store, InstantSource clock, Limits limits) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
  }

  /// Where one counts that is about to be sent.
  OtpCountStore.Buckets ofSend(StoredWallet wallet, MobileNumber number) {
    return buckets(
        Map.of(
            "number/" + text(number), limits.perNumber(),
            "customer/" + wallet.wallet().customer(), limits.perCustomer(),
            "merchant/" + wallet.merchant(), limits.perMerchant()),
        limits.window());
  }

  /// Where one counts that is about to be tried.
  OtpCountStore.Buckets ofAttempt(MobileNumber number) {
    return buckets(Map.of("attempt/" + text(number), limits.attemptsPerNumber()), limits.window());
  }

  /// Where one counts that nobody else shares a limit with.
  OtpCountStore.Buckets none() {
    return buckets(Map.of(), limits.window());
  }

  /// Counts one that the checkout of an order was asked for, also when it is then refused.
  ///
  /// @throws Rejected when there were too many
  public void countCheckout(OrderRef order, int max, Duration window) {
    count(Map.of("order/" + order, max), window);
  }

  /// An OTP of a checkout: whoever opens it, from whatever browser, waits for the next one.
  public record Message(OrderRef order, GatewayCode gateway, MobileNumber number) {
    private String bucket() {
      return "resend/" + order + "/" + gateway + "/" + text(number);
    }
  }

  /// Counts one that the checkout is about to send: the first in so long.
  ///
  /// @throws Rejected when it is not
  public void countResend(Message message, Duration wait) {
    count(Map.of(message.bucket(), 1), wait);
  }

  /// Of one that was not sent.
  public void forgetResend(Message message) {
    store.delete(message.bucket());
  }

  /// Forgets windows that have ended.
  public int forgetEnded() {
    return store.deleteEnded(clock.instant());
  }

  private void count(Map<String, Integer> maxima, Duration window) {
    var full = store.count(buckets(maxima, window), clock.instant());
    if (full.isPresent()) {
      throw refused(full.get());
    }
  }

  private OtpCountStore.Buckets buckets(Map<String, Integer> maxima, Duration window) {
    return new OtpCountStore.Buckets(maxima, clock.instant().plus(window));
  }

  /// Says that one would be too many.
  ///
  /// @param until when the window ends that is full
  Rejected refused(Instant until) {
    var wait = Duration.between(clock.instant(), until);
    return new Rejected(new Rejection.OtpLimit(WalletError.OTP_RATE_LIMITED, wait));
  }

  // its own text is masked
  private static String text(MobileNumber number) {
    return number.countryCode() + "/" + number.national();
  }
}
