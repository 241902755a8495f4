package org.batua.gateway.provider;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Recent success of the calls to providers, which merchants see as outages. Each server counts its
/// own calls and adds them every second to those of the others in PostgreSQL, so that all give one
/// answer and no call waits for it. Calls that an open circuit or full places keep back count as
/// trouble, too.
public final class ProviderHealth implements ProviderCallLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderHealth.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final HealthStore store;
  private final InstantSource clock;
  private final ConcurrentMap<String, HealthStore.Latest> latest = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("provider-health").factory());
  private final Set<String> inTrouble = ConcurrentHashMap.newKeySet();
  private volatile boolean hasNews;
  private volatile boolean isStoring;
  private boolean isFailing;

  public ProviderHealth(HealthStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Starts to tell the other servers.
  public void start() {
    var _ =
        timer.scheduleWithFixedDelay(
            this::flush, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void record(ProviderCall call) {
    if (!reaches(call)) {
      return;
    }
    boolean hadTrouble = isTrouble(call);
    var now = clock.instant();
    latest.compute(
        call.account(),
        (_, known) -> {
          var it = known == null ? new HealthStore.Latest(call.gateway(), new CallWindow()) : known;
          it.calls().record(hadTrouble, now);
          return it;
        });
    if (hadTrouble || inTrouble.contains(call.account())) {
      hasNews = true;
    }
  }

  /// Whether a call says something of the provider; verifying a notification calls nothing.
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

  /// Tells the other servers now.
  public synchronized void flush() {
    isStoring = true;
    hasNews = false;
    store(take());
    isStoring = false;
  }

  private Map<String, HealthStore.Latest> take() {
    Map<String, HealthStore.Latest> taken = new TreeMap<>();
    for (var account : latest.keySet()) {
      var calls = latest.remove(account);
      if (calls != null) {
        taken.put(account, calls);
      }
    }
    return taken;
  }

  private void store(Map<String, HealthStore.Latest> taken) {
    if (taken.isEmpty()) {
      return;
    }
    try {
      var found = store.add(taken);
      inTrouble.removeAll(taken.keySet());
      inTrouble.addAll(found);
      isFailing = false;
    } catch (RuntimeException e) {
      taken.forEach(this::keep);
      if (!isFailing) {
        isFailing = true;
        LOG.atWarn().setCause(e).log("the health of providers cannot be stored; logged once");
      }
    }
  }

  private void keep(String account, HealthStore.Latest calls) {
    latest.merge(
        account,
        calls,
        (newer, older) -> {
          newer.calls().add(older.calls());
          return newer;
        });
  }

  /// The troubles of a merchant's gateways: of each that of its own accounts where enough is known
  /// of them, else that of most accounts of the gateway. One merchant's broken account says nothing
  /// to the others.
  ///
  /// @param own ids of the merchant's accounts at each gateway
  public Map<GatewayCode, Trouble> troubles(Map<GatewayCode, List<String>> own) {
    if (own.isEmpty()) {
      return Map.of();
    }
    if (hasNews || isStoring) {
      flush();
    }
    Map<GatewayCode, HealthStore.Known> best = new HashMap<>();
    var gateways = own.keySet().stream().map(GatewayCode::code).toList();
    var ids = own.values().stream().flatMap(List::stream).toList();
    for (var known : store.find(gateways, ids, clock.instant())) {
      best.merge(known.gateway(), known, (one, other) -> one.isOwn() ? one : other);
    }
    Map<GatewayCode, Trouble> troubles = new HashMap<>();
    best.forEach((gateway, known) -> known.trouble().ifPresent(it -> troubles.put(gateway, it)));
    return troubles;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    flush();
  }
}
