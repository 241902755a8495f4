package org.batua.gateway.alert;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.lookup.Listed;
import org.batua.gateway.provider.Trouble;
import org.batua.gateway.webhook.WebhookEndpoint;

/// Looks at what is wrong at a merchant now.
final class Watch {
  /// Fewer ended payments say nothing about a rate.
  private static final int ENDED_MIN = 20;

  private static final int OPEN_MAX = 100;

  private final AlertSources sources;
  private final AlertStore store;
  private final InstantSource clock;

  Watch(AlertSources sources, AlertStore store, InstantSource clock) {
    this.sources = sources;
    this.store = store;
    this.clock = clock;
  }

  List<Alert.Condition> look(AlertRule rule) {
    List<Alert.Condition> wrong = new ArrayList<>();
    addSuccess(rule, wrong);
    addProviders(rule.merchant(), wrong);
    addOpen(rule, wrong);
    addEndpoints(rule.merchant(), wrong);
    wrong.addAll(store.differing(rule.merchant()));
    return wrong;
  }

  private void addSuccess(AlertRule rule, List<Alert.Condition> wrong) {
    var minutes = Duration.ofMinutes(rule.successMinutes());
    for (var account : sources.figures().last(rule.merchant(), minutes).accounts()) {
      long ended = account.charged() + account.declined();
      if (ended >= ENDED_MIN && account.successPercent() < rule.successPercent()) {
        wrong.add(
            new Alert.Condition(
                Alert.Kind.SUCCESS_LOW,
                account.account(),
                String.format(
                    Locale.ROOT,
                    "%s %s: %d %% of %d payments of the last %d minutes succeeded",
                    account.gateway(),
                    account.account(),
                    account.successPercent(),
                    ended,
                    rule.successMinutes())));
      }
    }
  }

  private void addProviders(MerchantId merchant, List<Alert.Condition> wrong) {
    Map<GatewayCode, List<String>> own = new LinkedHashMap<>();
    for (var one : sources.accounts().of(merchant)) {
      own.computeIfAbsent(one.account().gateway(), _ -> new ArrayList<>()).add(one.account().id());
    }
    sources
        .health()
        .troubles(own)
        .forEach(
            (gateway, trouble) ->
                wrong.add(
                    new Alert.Condition(
                        Alert.Kind.PROVIDER_DOWN,
                        gateway.code(),
                        gateway.code()
                            + (trouble.stage() == Trouble.Stage.DOWN
                                ? " does not answer"
                                : " answers only some calls"))));
  }

  private void addOpen(AlertRule rule, List<Alert.Condition> wrong) {
    var limit = clock.instant().minus(Duration.ofMinutes(rule.openMinutes()));
    var old =
        Stream.concat(
                sources.lookups().open(rule.merchant(), OPEN_MAX).stream(),
                sources.lookups().forAPerson(rule.merchant(), OPEN_MAX).stream())
            .map(Listed::createdAt)
            .filter(it -> it.isBefore(limit))
            .sorted()
            .toList();
    if (!old.isEmpty()) {
      wrong.add(
          new Alert.Condition(
              Alert.Kind.OPEN_LONG,
              "",
              String.format(
                  Locale.ROOT,
                  "%d open for more than %d minutes, the oldest since %s",
                  old.size(),
                  rule.openMinutes(),
                  old.getFirst())));
    }
  }

  private void addEndpoints(MerchantId merchant, List<Alert.Condition> wrong) {
    for (var endpoint : sources.endpoints().of(merchant)) {
      if (endpoint.state().status() != WebhookEndpoint.Status.ACTIVE) {
        wrong.add(
            new Alert.Condition(
                Alert.Kind.ENDPOINT_PAUSED,
                endpoint.id(),
                "webhook endpoint %s takes nothing: %s"
                    .formatted(endpoint.name(), endpoint.state().reason())));
      }
    }
  }
}
