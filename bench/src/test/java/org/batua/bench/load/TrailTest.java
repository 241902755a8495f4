package org.batua.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrailTest {
  private static final String LOG =
      """
      BATUA 3/1 0 LOG:  duration: 0.010 ms  bind S_1: select $1
      BATUA 3/1 0 DETAIL:  Parameters: $1 = 'wrong'
      BATUA 3/1 0 LOG:  duration: 0.010 ms  execute S_1: select a
      \tfrom b where c = $1 and d = $2
      BATUA 3/1 0 DETAIL:  Parameters: $1 = 'it''s', $2 = NULL
      BATUA 3/1 0 LOG:  duration: 0.010 ms  bind S_2: insert
      BATUA 3/1 0 DETAIL:  Parameters: $1 = 'wrong'
      BATUA 3/2 77 LOG:  duration: 0.100 ms  execute S_2: insert into b values ($1)
      BATUA 3/2 77 DETAIL:  Parameters: $1 = 'x'
      BATUA 4/1 78 LOG:  duration: 0.100 ms  execute <unnamed>: update scheduled_tasks set x = 1
      BATUA 3/3 79 LOG:  duration: 0.100 ms  execute S_3: update b set c = 1
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

  @Test
  void what_is_sent_together_is_one_round_trip() {
    var together =
        Trail.read(
            """
            BATUA 3/1 0 LOG:  duration: 0.1 ms  execute S_1: BEGIN
            BATUA 3/1 5 LOG:  duration: 0.1 ms  execute S_2: insert into a values (1)
            BATUA 3/1 5 LOG:  duration: 0.1 ms  execute S_3: select b
            BATUA 3/1 5 LOG:  duration: 0.1 ms  execute S_4: insert into mark values (1)
            BATUA 3/0 0 LOG:  duration: 0.1 ms  execute S_5: commit
            BATUA 3/4 6 LOG:  duration: 0.1 ms  execute S_6: select c for update
            BATUA 3/4 6 LOG:  duration: 0.1 ms  execute S_7: insert into c values (1)
            BATUA 4/9 0 LOG:  duration: 0.1 ms  execute S_8: select d
            """,
            Instant.EPOCH);
    assertThat(together.trips().stream().map(List::size)).containsExactly(2, 1, 2, 2, 1);
    assertThat(together.roundTrips()).isEqualTo(5);
    assertThat(together.commits()).isEqualTo(2);
  }

  @Test
  void a_commit_that_does_not_wait_for_the_disk_is_none() {
    var quick =
        Trail.read(
            "BATUA 3/1 5 LOG:  duration: 0.1 ms  execute S_1: with quick as (select"
                + " set_config('synchronous_commit', 'off', true)) insert into a from quick",
            Instant.EPOCH);
    assertThat(quick.commits()).isZero();
  }
}
