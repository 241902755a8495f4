package org.batua.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
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

  private UnderWay at(Duration before) {
    return UnderWay.at(Agreement.NOW.minus(before), facts.facts().gateway());
  }
}
