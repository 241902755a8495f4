package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallWindowTest {
  private static final Instant START = Instant.parse("2026-02-11T04:30:10Z");

  private final CallWindow window = new CallWindow();

  private Optional<Trouble> after(int count, boolean hadTrouble, int second) {
    for (int i = 0; i < count; i++) {
      window.record(hadTrouble, START.plusSeconds(second));
    }
    return window.judge();
  }

  @Test
  void a_minute_of_calls_counts_slice_by_slice() {
    assertThat(after(6, /* hadTrouble= */ true, 0)).isPresent();
    assertThat(after(0, /* hadTrouble= */ false, 59)).isPresent();
    assertThat(after(1, /* hadTrouble= */ false, 61)).isEmpty();
    assertThat(window.state().callsInWindow()).isEqualTo(1);
  }

  @Test
  void what_is_down_fluctuates_before_it_is_well() {
    assertThat(after(8, /* hadTrouble= */ true, 0)).contains(down(START));
    assertThat(after(8, /* hadTrouble= */ false, 10)).contains(down(START));
    assertThat(after(1, /* hadTrouble= */ false, 20))
        .contains(new Trouble(Trouble.Stage.FLUCTUATE, START.plusSeconds(20)));
    assertThat(after(64, /* hadTrouble= */ false, 30)).isEmpty();
  }

  private static Trouble down(Instant since) {
    return new Trouble(Trouble.Stage.DOWN, since);
  }

  @Test
  void a_clock_that_goes_back_empties_nothing() {
    after(5, /* hadTrouble= */ true, 30);
    assertThat(after(5, /* hadTrouble= */ true, 0)).isPresent();
    assertThat(window.state().callsInWindow()).isEqualTo(10);
  }

  @Test
  void the_calls_of_two_windows_are_judged_together() {
    var other = new CallWindow();
    assertThat(after(3, /* hadTrouble= */ true, 0)).isEmpty();
    for (int i = 0; i < 3; i++) {
      other.record(/* hadTrouble= */ true, START.plusSeconds(20));
    }
    window.add(other);
    assertThat(window.judge()).contains(down(START.plusSeconds(20)));
    assertThat(window.state().callsInWindow()).isEqualTo(6);
  }

  @Test
  void what_is_added_late_counts_where_it_belongs_or_not_at_all() {
    var late = new CallWindow();
    late.record(/* hadTrouble= */ true, START);
    late.record(/* hadTrouble= */ true, START.plusSeconds(30));
    after(1, /* hadTrouble= */ false, 65);
    window.add(late);
    assertThat(window.state().callsInWindow()).isEqualTo(2);
    assertThat(window.state().lastCall()).isEqualTo(START.plusSeconds(65));
  }

  @Test
  void trouble_is_forgotten_before_calls_that_come_much_later_are_added() {
    after(5, /* hadTrouble= */ true, 0);
    var later = new CallWindow();
    later.record(/* hadTrouble= */ true, START.plusSeconds(301));
    window.add(later);
    assertThat(window.judge()).isEmpty();
  }

  @Test
  void a_window_is_the_same_after_it_was_stored() {
    after(8, /* hadTrouble= */ true, 0);
    var again = new CallWindow(window.state());
    again.record(/* hadTrouble= */ false, START.plusSeconds(1));
    assertThat(again.judge()).contains(down(START));
    assertThat(window.state().callsInWindow()).isEqualTo(8);
  }
}
