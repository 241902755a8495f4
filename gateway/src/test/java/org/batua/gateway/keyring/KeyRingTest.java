package org.batua.gateway.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.testkit.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Secret VALUE = Secret.of("value");
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;

  private final KeyRing first = KeyRing.create();
  private final KeyRing added = first.withNewKey();
  private final KeyRing promoted = added.promoted(NOW);

  @Test
  void an_added_key_opens_and_verifies_but_does_not_seal_before_it_is_promoted() {
    assertThat(added.keyIds()).startsWith(first.keyIds().getFirst()).hasSize(2);
    assertThat(first.open(added.seal(VALUE, "c"), "c")).isEqualTo(VALUE);
    assertThat(first.isSigned(MESSAGE, added.sign(MESSAGE))).isTrue();
    assertThat(promoted.keyIds()).startsWith(added.newestKey()).hasSize(2);
    assertThat(added.open(promoted.seal(VALUE, "c"), "c")).isEqualTo(VALUE);
    assertThat(added.isSigned(MESSAGE, promoted.sign(MESSAGE))).isTrue();
    assertThat(promoted.open(first.seal(VALUE, "c"), "c")).isEqualTo(VALUE);
    assertThat(promoted.isSigned(MESSAGE, first.sign(MESSAGE))).isTrue();
  }

  @Test
  void a_retired_key_neither_opens_nor_verifies() {
    var retired = promoted.without(first.keyIds().getFirst());
    assertThat(retired.keyIds()).containsExactly(promoted.newestKey());
    assertThat(retired.open(promoted.seal(VALUE, "c"), "c")).isEqualTo(VALUE);
    assertThat(retired.isSigned(MESSAGE, first.sign(MESSAGE))).isFalse();
    assertThat(retired.isSigned(MESSAGE, promoted.sign(MESSAGE))).isTrue();
    assertUnknown(retired, first.seal(VALUE, "c"));
  }

  @Test
  void what_is_out_of_order_is_refused() {
    assertThatThrownBy(() -> first.promoted(NOW)).hasMessageContaining("seals already");
    assertThatThrownBy(() -> promoted.promoted(NOW)).hasMessageContaining("seals already");
    assertThatThrownBy(() -> promoted.without(promoted.newestKey()))
        .hasMessageContaining(": seals (expected:");
    assertThatThrownBy(() -> promoted.without("00000000")).hasMessageContaining(": unknown");
  }

  /// Another server is ahead: this one comes again, it does not fail.
  @Test
  void a_value_of_an_unknown_key_is_a_matter_of_time_and_another_context_is_a_bug() {
    assertUnknown(first, promoted.seal(VALUE, "c"));
    assertUnknown(first, new byte[0]);
    assertThatThrownBy(() -> first.open(first.seal(VALUE, "c"), "d"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot open d")
        .hasMessageNotContaining("value");
  }

  @Test
  void a_server_reads_its_file_again_by_itself_or_at_once_when_it_needs_to() throws Exception {
    var file = directory.resolve("ring");
    first.write(file);
    try (var followed = KeyRingFile.follow(file, Duration.ofMillis(100))) {
      var ring = followed.ring();
      added.write(file);
      Eventually.until("the file is read again", () -> ring.keyIds().size() == 2);
      var next = added.withNewKey();
      next.write(file);
      assertThat(ring.open(next.promoted(NOW).seal(VALUE, "c"), "c")).isEqualTo(VALUE);
      Files.writeString(file, "nonsense");
      followed.look();
      assertThat(ring.keyIds()).isEqualTo(next.keyIds());
    }
  }

  @Test
  void the_file_keeps_keys_order_and_time_and_is_its_owners_only() throws Exception {
    var file = directory.resolve("ring");
    first.write(file);
    promoted.write(file);
    var read = KeyRing.read(file);
    assertThat(read.keyIds()).isEqualTo(promoted.keyIds());
    assertThat(read.promotedAt()).contains(NOW);
    assertThat(KeyRing.create().promotedAt()).isEmpty();
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  private static void assertUnknown(KeyRing ring, byte[] sealed) {
    assertThatThrownBy(() -> ring.open(sealed, "c"))
        .isInstanceOfSatisfying(
            Rejected.class,
            e -> assertThat(e.rejection()).isInstanceOf(Rejection.Unavailable.class));
  }
}
