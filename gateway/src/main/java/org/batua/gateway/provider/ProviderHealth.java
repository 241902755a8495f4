package org.batua.gateway.provider;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderError;

/// How well the calls to providers went lately, as this process saw them: what merchants are told
/// as outages. Calls that an open circuit or full places keep back count as trouble, too.
public final class ProviderHealth implements ProviderCallLog {
  private final InstantSource clock;
  private final ConcurrentMap<GatewayCode, ConcurrentMap<String, CallWindow>> windows =
      new ConcurrentHashMap<>();

  public ProviderHealth(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void record(ProviderCall call) {
    if (reaches(call)) {
      windows
          .computeIfAbsent(call.gateway(), _ -> new ConcurrentHashMap<>())
          .computeIfAbsent(call.account(), _ -> new CallWindow())
          .record(isTrouble(call), clock.instant());
    }
  }

  /// Whether a call says something of the provider; verifying what came asks nobody.
  private static boolean reaches(ProviderCall call) {
    return switch (call.operation()) {
      case PARSE_NOTIFICATION, VERIFY_PAYMENT_RETURN, VERIFY_TOPUP_RETURN -> false;
      case SEND_OTP,
          COMPLETE_OTP_LINK,
          START_REDIRECT_LINK,
          COMPLETE_REDIRECT_LINK,
          READ_BALANCE,
          RENEW_CREDENTIALS,
          DELINK,
          DEBIT,
          INQUIRE_DEBIT,
          START_HOSTED_PAYMENT,
          INQUIRE_HOSTED_PAYMENT,
          START_TOPUP,
          INQUIRE_TOPUP,
          REFUND,
          INQUIRE_REFUND ->
          call.outcome() != CallOutcome.CONNECTOR_FAILED;
    };
  }

  private static boolean isTrouble(ProviderCall call) {
    return call.outcome().isUnclear()
        || call.error().equals(ProviderError.PROVIDER_DOWN.name())
        || call.error().equals(ProviderError.PROVIDER_RATE_LIMIT.name());
  }

  /// The trouble of a gateway for a merchant: that of its own accounts where enough is known of
  /// them, else that of most accounts of the gateway. One merchant's broken account says nothing to
  /// the others.
  ///
  /// @param own ids of the merchant's accounts at the gateway
  public Optional<Trouble> trouble(GatewayCode gateway, Collection<String> own) {
    var now = clock.instant();
    var all = windows.getOrDefault(gateway, new ConcurrentHashMap<>());
    var known = own.stream().flatMap(id -> Optional.ofNullable(all.get(id)).stream()).toList();
    var mine = known.stream().filter(it -> it.isKnown(now)).toList();
    return mine.isEmpty()
        ? ofMost(all.values().stream().filter(it -> it.isKnown(now)).toList(), now)
        : ofMost(mine, now);
  }

  private static Optional<Trouble> ofMost(List<CallWindow> windows, Instant now) {
    var troubles = windows.stream().flatMap(it -> it.trouble(now).stream()).toList();
    if (troubles.size() * 2 <= windows.size()) {
      return Optional.empty();
    }
    var down = troubles.stream().filter(it -> it.stage() == Trouble.Stage.DOWN).count();
    var stage = down * 2 > windows.size() ? Trouble.Stage.DOWN : Trouble.Stage.FLUCTUATE;
    return troubles.stream()
        .map(Trouble::since)
        .min(Comparator.naturalOrder())
        .map(since -> new Trouble(stage, since));
  }
}
