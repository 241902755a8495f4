package org.batua.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void the_slowest_resolution_counts_from_the_first_move() {
    var figures = Figures.of(new Agreement().facts().gateway(), Instant.EPOCH);
    assertThat(figures)
        .isEqualTo(
            new Figures(
                Map.of("MOBIKWIK", 1, "PAYTM", 1),
                Map.of("MOBIKWIK", 1, "PAYTM", 1),
                Map.of("PAYTM", 1),
                2,
                1,
                Duration.ofSeconds(2)));
  }

  @Test
  void what_somebody_else_ended_was_unknown_for_a_while() {
    var facts = new Agreement();
    Agreement.change(
        facts.moves, 6, it -> new Facts.Move(it.ofId(), it.from(), it.to(), "RESOLVER", it.at()));
    assertThat(Figures.of(facts.facts().gateway(), Instant.EPOCH).unknown()).isEqualTo(3);
  }

  @Test
  void a_mix_has_a_line_for_each_gateway() {
    assertThat(Figures.of(new Agreement().facts().gateway(), Instant.EPOCH).mix())
        .containsExactly(
            "MOBIKWIK: 1 debits, 1 refunds, 0 top-ups", "PAYTM: 1 debits, 1 refunds, 1 top-ups");
  }

  @Test
  void what_was_made_before_is_not_counted() {
    var figures = Figures.of(new Agreement().facts().gateway(), Agreement.NOW);
    assertThat(figures)
        .isEqualTo(new Figures(Map.of(), Map.of(), Map.of("PAYTM", 1), 0, 0, Duration.ZERO));
  }
}
