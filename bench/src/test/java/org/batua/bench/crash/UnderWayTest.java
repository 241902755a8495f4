package org.batua.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnderWayTest {
  private final Agreement facts = new Agreement();

  @Test
  void what_had_ended_or_not_begun_at_the_kill_was_not_under_way() {
    assertThat(at(Duration.ofHours(1))).isEqualTo(UnderWay.NOTHING);
    assertThat(at(Duration.ZERO).count()).isOne();
  }

  @Test
  void the_rest_has_ended_since_or_is_open_by_name() {
    facts.history("txn-paid-late", "SENDING");
    var before = at(Duration.ZERO);
    assertThat(before.ended()).isZero();
    assertThat(before.open()).containsExactly(Map.entry("MOBIKWIK debit UNKNOWN", 1));
    assertThat(before.plus(before).open()).containsExactly(Map.entry("MOBIKWIK debit UNKNOWN", 2));
  }

  @Test
  void what_ended_later_was_open_then() {
    var killed = Agreement.NOW.minusMillis(49_500);
    var soon = together(killed, Agreement.NOW.minusMillis(48_500));
    assertThat(soon.open()).containsExactly(Map.entry("MOBIKWIK debit UNKNOWN", 1));
    assertThat(together(killed, Agreement.NOW).ended()).isOne();
  }

  @Test
  void only_what_was_under_way_and_is_open_may_still_end() {
    var gateway = facts.facts().gateway();
    assertThat(UnderWay.mayEnd(chain(Agreement.NOW, Agreement.NOW), gateway)).isTrue();
    var before = Agreement.NOW.minus(Duration.ofHours(1));
    assertThat(UnderWay.mayEnd(chain(before, Agreement.NOW), gateway)).isFalse();
  }

  @Test
  void what_was_under_way_at_two_kills_of_a_chain_counts_once() {
    var kills = List.of(Agreement.NOW.minusMillis(10), Agreement.NOW);
    var twice = new Chain(kills, Agreement.NOW, /* killed= */ false, /* lies= */ false);
    assertThat(UnderWay.together(UnderWay.at(twice, facts.facts().gateway())).count()).isOne();
  }

  @Test
  void it_belongs_to_what_may_be_expected_of_its_provider() {
    assertThat(behaviour(/* killed= */ false, /* lies= */ false))
        .containsOnly(ProviderBehaviour.TRUTHFUL);
    assertThat(behaviour(/* killed= */ true, /* lies= */ false))
        .containsOnly(ProviderBehaviour.KILLED);
    assertThat(behaviour(/* killed= */ true, /* lies= */ true))
        .containsOnly(ProviderBehaviour.LYING);
  }

  @Test
  void a_refund_that_cannot_be_sent_again_stands_apart() {
    var chain = chain(Agreement.NOW, Agreement.NOW);
    assertThat(ProviderBehaviour.of(WalletGateway.PAYTM, /* isRefund= */ true, chain))
        .isEqualTo(ProviderBehaviour.TRUTHFUL);
    assertThat(ProviderBehaviour.of(WalletGateway.PHONEPE, /* isRefund= */ true, chain))
        .isEqualTo(ProviderBehaviour.NOT_REPEATABLE);
    assertThat(ProviderBehaviour.of(WalletGateway.PHONEPE, /* isRefund= */ false, chain))
        .isEqualTo(ProviderBehaviour.TRUTHFUL);
  }

  @Test
  void crashes_within_half_a_minute_are_one_chain() {
    var first = killing(0, 5, "gateway 1");
    var second = killing(34, 40, "simulator");
    var third = killing(70, 75, "PostgreSQL");
    assertThat(Chain.of(List.of(first, second, third), /* hasLies= */ false))
        .containsExactly(
            new Chain(
                List.of(first.at(), second.at()),
                Agreement.NOW.plusSeconds(70),
                /* hasKilledProvider= */ true,
                /* hasLies= */ false),
            new Chain(
                List.of(third.at()),
                Agreement.NOW.plusSeconds(105),
                /* hasKilledProvider= */ false,
                /* hasLies= */ false));
  }

  private static Killings.Killing killing(int at, int back, String victim) {
    return new Killings.Killing(
        List.of(victim), Agreement.NOW.plusSeconds(at), Agreement.NOW.plusSeconds(back));
  }

  private Set<ProviderBehaviour> behaviour(boolean killed, boolean lies) {
    var chain = new Chain(List.of(Agreement.NOW), Agreement.NOW, killed, lies);
    return UnderWay.at(chain, facts.facts().gateway()).keySet();
  }

  private static Chain chain(Instant killed, Instant end) {
    return new Chain(List.of(killed), end, /* hasKilledProvider= */ false, /* hasLies= */ false);
  }

  private UnderWay together(Instant killed, Instant end) {
    return UnderWay.together(UnderWay.at(chain(killed, end), facts.facts().gateway()));
  }

  private UnderWay at(Duration before) {
    return together(Agreement.NOW.minus(before), Agreement.NOW);
  }
}
