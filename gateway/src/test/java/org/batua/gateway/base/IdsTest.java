package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final Instant NOW = Instant.parse("2026-02-11T04:30:09.123Z");

  private final Ids ids = new Ids(new SplittableRandom(1));

  /// The time of the ULID specification's own example, and how it is written there.
  @Test
  void a_ulid_begins_with_the_time_in_the_base_of_its_specification() {
    assertThat(ids.ulid(Instant.ofEpochMilli(1_469_918_176_385L)))
        .matches("01ARYZ6S41[0-9A-HJKMNP-TV-Z]{16}");
  }

  @Test
  void an_id_with_the_time_is_hex_and_begins_with_its_milliseconds() {
    assertThat(ids.timedHex(NOW)).matches("[0-9a-f]{32}").startsWith("019c4af6b8e3");
  }

  @Test
  void later_ids_come_later_and_no_two_of_one_moment_are_the_same() {
    var later = NOW.plusMillis(1);
    assertThat(ids.timedHex(NOW)).isLessThan(ids.timedHex(later));
    assertThat(ids.ulid(NOW)).isLessThan(ids.ulid(later));
    assertThat(Stream.generate(() -> ids.timedHex(NOW)).limit(1000)).doesNotHaveDuplicates();
    assertThat(IntStream.range(0, 1000).mapToObj(_ -> ids.ulid(NOW))).doesNotHaveDuplicates();
  }
}
