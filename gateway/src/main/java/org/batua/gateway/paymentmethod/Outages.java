package org.batua.gateway.paymentmethod;

import static java.time.format.DateTimeFormatter.ISO_INSTANT;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.provider.AccountSwitch;
import org.batua.gateway.provider.ProviderHealth;
import org.batua.gateway.provider.Trouble;
import tools.jackson.databind.node.ObjectNode;

/// Which of a merchant's payment methods are in trouble now.
public final class Outages {
  private final ProviderAccounts accounts;
  private final ProviderHealth health;
  private final AccountSwitch accountSwitch;

  public Outages(ProviderAccounts accounts, ProviderHealth health, AccountSwitch accountSwitch) {
    this.accounts = accounts;
    this.health = health;
    this.accountSwitch = accountSwitch;
  }

  /// The gateways that a merchant has accounts at, each with its trouble, if any.
  Map<GatewayCode, Optional<Trouble>> of(MerchantId merchant) {
    Map<GatewayCode, List<String>> own = new LinkedHashMap<>();
    for (var one : accounts.of(merchant)) {
      own.computeIfAbsent(one.account().gateway(), _ -> new ArrayList<>()).add(one.account().id());
    }
    var seen = health.troubles(own);
    Map<GatewayCode, Optional<Trouble>> troubles = new LinkedHashMap<>();
    own.forEach(
        (gateway, ids) ->
            troubles.put(
                gateway,
                accountSwitch
                    .closedSince(ids)
                    .map(since -> new Trouble(Trouble.Stage.DOWN, since))
                    .or(() -> Optional.ofNullable(seen.get(gateway)))));
    return troubles;
  }

  static ObjectNode json(Trouble trouble) {
    return Answer.object()
        .put("stage", trouble.stage().name())
        .put("since", ISO_INSTANT.format(trouble.since().truncatedTo(ChronoUnit.SECONDS)));
  }
}
