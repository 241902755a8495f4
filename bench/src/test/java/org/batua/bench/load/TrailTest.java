package org.batua.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrailTest {
  private static final String LOG =
      """
      BATUA 0 LOG:  duration: 0.010 ms  bind S_1: select $1
      BATUA 0 DETAIL:  Parameters: $1 = 'wrong'
      BATUA 0 LOG:  duration: 0.010 ms  execute S_1: select a
      \tfrom b where c = $1 and d = $2
      BATUA 0 DETAIL:  Parameters: $1 = 'it''s', $2 = NULL
      BATUA 0 LOG:  duration: 0.010 ms  bind S_2: insert
      BATUA 0 DETAIL:  Parameters: $1 = 'wrong'
      BATUA 77 LOG:  duration: 0.100 ms  execute S_2: insert into b values ($1)
      BATUA 77 DETAIL:  Parameters: $1 = 'x'
      BATUA 78 LOG:  duration: 0.100 ms  execute <unnamed>: update scheduled_tasks set x = 1
      BATUA 79 LOG:  duration: 0.100 ms  execute S_3: update b set c = 1
      """;

  private final Trail trail = Trail.read(LOG, Instant.EPOCH);

  @Test
  void statements_keep_their_lines_and_their_own_parameters() {
    var first = trail.statements().getFirst();
    assertThat(first.sql()).isEqualTo("select a\nfrom b where c = $1 and d = $2");
    assertThat(first.parameters()).containsExactly("it's", null);
    assertThat(trail.statements().get(1).parameters()).containsExactly("x");
  }

  @Test
  void what_the_gateway_does_by_itself_is_left_out() {
    assertThat(trail.roundTrips()).isEqualTo(3);
  }

  @Test
  void each_transaction_that_wrote_is_a_commit() {
    assertThat(trail.commits()).isEqualTo(2);
  }
}
