package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallWindowTest {
  private static final Instant START = Instant.parse("2026-02-11T04:30:10Z");

  private final CallWindow window = new CallWindow();

  private void calls(int count, boolean hadTrouble, int second) {
    for (int i = 0; i < count; i++) {
      window.record(hadTrouble, START.plusSeconds(second));
    }
  }

  @Test
  void a_minute_of_calls_counts_slice_by_slice() {
    calls(6, /* hadTrouble= */ true, 0);
    assertThat(window.isKnown(START.plusSeconds(59))).isTrue();
    calls(1, /* hadTrouble= */ false, 61);
    assertThat(window.trouble(START.plusSeconds(61))).isEmpty();
    assertThat(window.isKnown(START.plusSeconds(61))).isFalse();
  }

  @Test
  void what_is_down_fluctuates_before_it_is_well() {
    calls(8, /* hadTrouble= */ true, 0);
    assertThat(window.trouble(START)).contains(new Trouble(Trouble.Stage.DOWN, START));
    calls(8, /* hadTrouble= */ false, 10);
    assertThat(window.trouble(START.plusSeconds(10)))
        .contains(new Trouble(Trouble.Stage.DOWN, START));
    calls(1, /* hadTrouble= */ false, 20);
    assertThat(window.trouble(START.plusSeconds(20)))
        .contains(new Trouble(Trouble.Stage.FLUCTUATE, START.plusSeconds(20)));
    calls(64, /* hadTrouble= */ false, 30);
    assertThat(window.trouble(START.plusSeconds(30))).isEmpty();
  }

  @Test
  void a_clock_that_goes_back_empties_nothing() {
    calls(5, /* hadTrouble= */ true, 30);
    calls(5, /* hadTrouble= */ true, 0);
    assertThat(window.trouble(START.plusSeconds(30))).isPresent();
  }
}
