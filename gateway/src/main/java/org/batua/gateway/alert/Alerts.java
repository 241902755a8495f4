package org.batua.gateway.alert;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.webhook.transport.EndpointGuard;
import org.batua.gateway.webhook.transport.Exchange;
import org.batua.gateway.webhook.transport.WebhookClient;
import tools.jackson.databind.json.JsonMapper;

/// Calls a merchant's operators when something is wrong, and again when it is over. What is wrong
/// is stored before anybody is called, so that a crash calls twice rather than never.
public final class Alerts {
  private static final Duration KEPT = Duration.ofDays(90);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final int ATTEMPTS_MAX = 10;
  private static final int TOLD_AT_ONCE = 20;
  private static final int LISTED_MAX = 50;
  private static final int FORGOTTEN_AT_ONCE = 1_000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final AlertStore store;
  private final Watch watch;
  private final Channel channel;
  private final Ids ids;
  private final InstantSource clock;

  /// The way to receivers.
  public record Channel(WebhookClient client, EndpointGuard guard) {}

  public Alerts(
      AlertStore store, AlertSources sources, Channel channel, Ids ids, InstantSource clock) {
    this.store = store;
    this.watch = new Watch(sources, store, clock);
    this.channel = channel;
    this.ids = ids;
    this.clock = clock;
  }

  public Optional<AlertRule> rule(MerchantId merchant) {
    return store.rule(merchant);
  }

  /// The latest ones, newest first.
  public List<Alert> latest(MerchantId merchant) {
    return store.latest(merchant, LISTED_MAX);
  }

  /// Sets when and where to call.
  ///
  /// @param receiver empty for the one before
  /// @throws IllegalArgumentException as `field: why`
  public AlertRule set(
      MerchantId merchant,
      Optional<String> receiver,
      int successPercent,
      int successMinutes,
      int openMinutes) {
    within("success_percent", successPercent, 0, 100);
    within("success_minutes", successMinutes, 5, 1_440);
    within("open_minutes", openMinutes, 5, 10_080);
    receiver
        .flatMap(channel.guard()::problem)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException("receiver: " + why);
            });
    var address =
        receiver
            .map(Secret::of)
            .or(() -> store.rule(merchant).map(AlertRule::receiver))
            .orElseThrow(() -> new IllegalArgumentException("receiver: must be given"));
    var rule = new AlertRule(merchant, address, successPercent, successMinutes, openMinutes);
    store.put(rule, clock.instant());
    return rule;
  }

  private static void within(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + ": must be between " + min + " and " + max + ", not " + value);
    }
  }

  /// Ends all calls.
  public void remove(MerchantId merchant) {
    store.remove(merchant);
  }

  /// Sends a call that says that it is a test.
  ///
  /// @return whether the receiver took it
  public boolean test(AlertRule rule) {
    var json = JSON.createObjectNode();
    json.put("id", "alr_" + ids.hex(8)).put("status", "test").put("kind", "TEST");
    json.put("merchant", rule.merchant().value());
    json.put("text", "Batua: a test of alerts of " + rule.merchant());
    return post(rule, json.toString());
  }

  /// Looks at each merchant that has a rule, and calls whom it must.
  public void sweep() {
    for (var rule : store.rules()) {
      compare(rule);
      store
          .untold(rule.merchant(), clock.instant(), ATTEMPTS_MAX, TOLD_AT_ONCE)
          .forEach(it -> tell(rule, it));
    }
    store.forget(clock.instant().minus(KEPT), FORGOTTEN_AT_ONCE);
  }

  private void compare(AlertRule rule) {
    var wrong = watch.look(rule);
    var open = store.open(rule.merchant());
    var now = clock.instant();
    open.stream()
        .filter(alert -> wrong.stream().noneMatch(it -> it.isOf(alert)))
        .forEach(alert -> store.end(alert, now));
    wrong.stream()
        .filter(it -> open.stream().noneMatch(it::isOf))
        .forEach(it -> store.begin("alr_" + ids.hex(8), rule.merchant(), it, now));
  }

  private void tell(AlertRule rule, Alert alert) {
    boolean taken = post(rule, body(alert));
    var state = alert.isOpen() ? Alert.Told.BEGIN : Alert.Told.END;
    store.note(
        alert,
        taken ? state : alert.told(),
        clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << alert.attempts())));
  }

  private static String body(Alert alert) {
    var json = JSON.createObjectNode();
    json.put("id", alert.id()).put("status", alert.isOpen() ? "firing" : "resolved");
    json.put("kind", alert.kind().name()).put("merchant", alert.merchant().value());
    json.put("subject", alert.subject()).put("since", alert.since().toString());
    alert.endedAt().map(Instant::toString).ifPresent(it -> json.put("ended_at", it));
    json.put(
        "text",
        "Batua, %s: %s%s"
            .formatted(alert.merchant(), alert.isOpen() ? "" : "over: ", alert.detail()));
    return json.toString();
  }

  private boolean post(AlertRule rule, String body) {
    var headers = Map.of("Content-Type", "application/json", "User-Agent", "Batua");
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return switch (channel.client().post(rule.receiver().reveal(), headers, bytes)) {
      case Exchange.Answered answered -> answered.status() / 100 == 2;
      case Exchange.Failed _ -> false;
    };
  }
}
