package org.batua.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.operator.OperatorActions.Result;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuardedChangesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final OperatorActions actions = GATEWAY.gateway().dashboard().actions();
  private final People people = GATEWAY.gateway().dashboard().people();
  private final MerchantId merchant = GATEWAY.newShopWithoutGateway().id();
  private final Actor asha = person("asha");
  private final Actor ravi = person("ravi");

  private static Actor person(String name) {
    return new Actor(Actor.Kind.PERSON, name, "192.0.2.1", "req_1");
  }

  @Test
  void credentials_count_when_another_person_approves_them_and_not_before() {
    var proposal = proposed(actions.configure(asha, merchant, wish(Map.of()), "new MID"));
    assertThat(accounts()).isEmpty();
    assertThat(actions.configure(ravi, merchant, wish(Map.of("mid", "other")), ""))
        .isEqualTo(new Result.Refused("PROPOSED_ALREADY"));

    assertThat(actions.approve(asha, proposal)).isEqualTo(new Result.Refused("OWN_PROPOSAL"));
    assertThat(accounts()).isEmpty();
    assertThat(actions.approve(ravi, proposal)).isEqualTo(new Result.Done());
    assertThat(accounts()).containsExactly("MBK77");
    assertThat(actions.approve(ravi, proposal)).isEqualTo(new Result.Refused("DECIDED_ALREADY"));
  }

  @Test
  void a_secret_that_waits_for_approval_is_nowhere_in_the_database() {
    var _ = proposed(actions.configure(asha, merchant, wish(Map.of()), "new MID"));
    var stored =
        GATEWAY
            .tables()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select p::text from operator_proposal p where merchant_id = ?"
                                + " union all select a::text from audit_entry a"
                                + " where merchant_id = ?",
                            merchant.value(),
                            merchant.value())
                        .mapTo(String.class)
                        .list());
    assertThat(stored).isNotEmpty().noneMatch(it -> it.contains(GatewayFixture.PROVIDER_KEY));
  }

  /// The key that seals it may not be retired meanwhile, and it does not outlive its day.
  @Test
  void a_secret_that_waits_counts_as_sealed_until_it_is_decided_or_its_day_is_over() {
    long before = sealed();
    var decided = proposed(actions.configure(asha, merchant, wish(Map.of()), "new MID"));
    assertThat(sealed()).isEqualTo(before + 1);
    assertThat(actions.turnDown(ravi, decided)).isEqualTo(new Result.Done());
    assertThat(sealed()).isEqualTo(before);

    var forgotten = proposed(actions.configure(asha, merchant, wish(Map.of()), "new MID"));
    GATEWAY.clock().advance(Duration.ofHours(25));
    GATEWAY.sweep();
    assertThat(sealed()).isEqualTo(before);
    assertThat(actions.approve(ravi, forgotten)).isEqualTo(new Result.Refused("DECIDED_ALREADY"));
  }

  private static long sealed() {
    return GATEWAY.gateway().keysInUse().values().countByKey().values().stream()
        .mapToLong(it -> it)
        .sum();
  }

  @Test
  void values_of_which_no_account_can_be_made_are_refused_when_they_are_proposed() {
    var values = new HashMap<>(wish(Map.of()).values());
    values.remove("key");
    var connector = wish(Map.of()).connector();
    var wish = new GuardedChanges.AccountWish(connector, Optional.empty(), values);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> actions.configure(asha, merchant, wish, ""))
        .withMessageContaining("key: missing");
  }

  @Test
  void a_person_becomes_an_administrator_by_two() {
    var operator = invited("noor." + merchant.value().replace("_", "."));
    var proposal = proposed(actions.administrator(asha, merchant, operator));
    assertThat(role(operator)).contains(Role.VIEWER);
    assertThat(actions.approve(asha, proposal)).isEqualTo(new Result.Refused("OWN_PROPOSAL"));
    assertThat(role(operator)).contains(Role.VIEWER);
    assertThat(actions.approve(ravi, proposal)).isEqualTo(new Result.Done());
    assertThat(role(operator)).contains(Role.ADMIN);
  }

  @Test
  void who_left_meanwhile_becomes_no_administrator() {
    var operator = invited("left." + merchant.value().replace("_", "."));
    var proposal = proposed(actions.administrator(asha, merchant, operator));
    people.grant(ravi, operator, merchant.value(), Optional.empty());
    assertThat(actions.approve(ravi, proposal)).isEqualTo(new Result.Refused("NO_SUCH_PERSON"));
    assertThat(role(operator)).isEmpty();
    assertThat(GATEWAY.gateway().dashboard().actions().approve(ravi, proposal))
        .isEqualTo(new Result.Refused("DECIDED_ALREADY"));
  }

  private Operator invited(String login) {
    var _ = people.invite(asha, login, "Somebody", merchant.value(), Role.VIEWER);
    return people.byLogin(login).orElseThrow();
  }

  private Optional<Role> role(Operator operator) {
    return people.find(operator.id()).orElseThrow().grants().role(merchant);
  }

  private GuardedChanges.AccountWish wish(Map<String, String> more) {
    var connector = GATEWAY.gateway().connectors().find(new GatewayCode("MOBIKWIK")).orElseThrow();
    Map<String, String> values = new HashMap<>();
    values.put("base_url", GATEWAY.mobikwikUrl());
    values.put("mid", "MBK77");
    values.put("merchant_name", "A shop");
    values.put("key", GatewayFixture.PROVIDER_KEY);
    values.putAll(more);
    return new GuardedChanges.AccountWish(connector, Optional.empty(), values);
  }

  private List<String> accounts() {
    return GATEWAY.gateway().accounts().of(merchant).stream()
        .map(it -> it.account().setting("mid"))
        .toList();
  }

  private static Proposal proposed(Result result) {
    assertThat(result).isInstanceOf(Result.Proposed.class);
    return ((Result.Proposed) result).proposal();
  }
}
