package org.batua.gateway.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.lookup.GatewayHealth;
import org.batua.gateway.lookup.Listed;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.provider.AccountSwitch;
import org.batua.gateway.provider.ProviderHealth;

/// What the home page warns of before anything else.
final class Notices {
  private static final int SUCCESS_PERCENT_MIN = 80;
  private static final int ENDED_MIN = 20;
  private static final Duration OPEN_MAX = Duration.ofHours(1);

  private final ProviderAccounts accounts;
  private final AccountSwitch accountSwitch;
  private final ProviderHealth health;
  private final InstantSource clock;

  Notices(ProviderPages.Features providers, InstantSource clock) {
    this.accounts = providers.accounts();
    this.accountSwitch = providers.accountSwitch();
    this.health = providers.health();
    this.clock = clock;
  }

  /// A warning.
  ///
  /// @param key of its text, below `warn.`
  /// @param values of the text
  /// @param path of the page that tells more, in the merchant
  record Notice(String key, List<Object> values, String path) {}

  List<Notice> of(MerchantId merchant, List<GatewayHealth> latest, List<Listed> open) {
    List<Notice> notices = new ArrayList<>();
    addAccounts(merchant, notices);
    for (var gateway : latest) {
      long ended = gateway.charged() + gateway.declined();
      if (ended >= ENDED_MIN && gateway.successPercent() < SUCCESS_PERCENT_MIN) {
        var values = List.<Object>of(gateway.gateway(), gateway.successPercent(), ended);
        notices.add(new Notice("SUCCESS", values, "/providers"));
      }
    }
    var limit = clock.instant().minus(OPEN_MAX);
    long old = open.stream().filter(it -> it.createdAt().isBefore(limit)).count();
    if (old > 0) {
      notices.add(new Notice("OPEN", List.of(old), "#open"));
    }
    return notices;
  }

  private void addAccounts(MerchantId merchant, List<Notice> notices) {
    Map<GatewayCode, List<String>> own = new LinkedHashMap<>();
    for (var one : accounts.of(merchant)) {
      var account = one.account();
      own.computeIfAbsent(account.gateway(), _ -> new ArrayList<>()).add(account.id());
      accountSwitch
          .closed(account.id())
          .ifPresent(
              it ->
                  notices.add(
                      new Notice(
                          "CLOSED",
                          List.of(account.gateway().code(), it.by(), it.reason()),
                          "/providers")));
    }
    var troubles = health.troubles(own);
    for (var gateway : own.keySet()) {
      var trouble = troubles.get(gateway);
      if (trouble != null) {
        var values = List.<Object>of(gateway.code(), minutes(trouble.since()));
        notices.add(new Notice(trouble.stage().name(), values, "/providers"));
      }
    }
  }

  private long minutes(Instant since) {
    return Math.max(1, Duration.between(since, clock.instant()).toMinutes());
  }
}
