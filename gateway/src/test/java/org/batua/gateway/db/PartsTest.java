package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PartsTest {
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final List<Long> rests = new ArrayList<>();

  /// A part takes a nanosecond for each row.
  private int part(int limit) {
    int gone = Math.min(limit, left.get());
    left.addAndGet(-gone);
    nanos.addAndGet(gone);
    return gone;
  }

  private long delete() {
    return Parts.delete(this::part, gone -> gone < Parts.SIZE, nanos::get, rests::add);
  }

  @Test
  void parts_are_deleted_until_one_is_not_full() {
    left.set(12_000);
    assertThat(delete()).isEqualTo(12_000);
    assertThat(left.get()).isZero();
  }

  @Test
  void a_full_part_is_followed_by_a_rest_nine_times_as_long() {
    left.set(12_000);
    delete();
    assertThat(rests).containsExactly(45_000L, 45_000L);
  }

  @Test
  void what_fits_into_one_part_rests_never() {
    left.set(4_999);
    assertThat(delete()).isEqualTo(4_999);
    assertThat(rests).isEmpty();
  }

  @Test
  void by_numbers_a_small_part_may_be_followed_by_another_one() {
    var parts = new ArrayList<>(List.of(5_000, 17, 5_000, 0, 1));
    assertThat(Parts.deleteByNumbers(_ -> parts.removeFirst())).isEqualTo(10_017);
    assertThat(parts).containsExactly(1);
  }
}
