package org.batua.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
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
    var gateway = facts.facts().gateway();
    var soon = UnderWay.at(killed, Agreement.NOW.minusMillis(48_500), gateway);
    assertThat(soon.open()).containsExactly(Map.entry("MOBIKWIK debit UNKNOWN", 1));
    assertThat(UnderWay.at(killed, Agreement.NOW, gateway).ended()).isOne();
  }

  @Test
  void only_what_is_looked_at_again_by_then_may_still_end() {
    var gateway = facts.facts().gateway();
    var next =
        gateway.txns().stream()
            .filter(Facts.Txn::isOpen)
            .map(it -> Objects.requireNonNull(it.nextCheckAt()))
            .findFirst()
            .orElseThrow();
    assertThat(UnderWay.mayEnd(Agreement.NOW, next.plusSeconds(1), gateway)).isTrue();
    assertThat(UnderWay.mayEnd(Agreement.NOW, next, gateway)).isFalse();
  }

  private UnderWay at(Duration before) {
    return UnderWay.at(Agreement.NOW.minus(before), Agreement.NOW, facts.facts().gateway());
  }
}
