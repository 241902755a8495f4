package org.batua.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
  private static final Secret GOOD = Secret.of("mango lantern otter vellum");

  private final Passwords passwords = new Passwords();

  @ParameterizedTest
  @CsvSource({
    "eleven char, TOO_SHORT",
    "password1234, EASY_TO_GUESS",
    "aaaaaaaaaaaaaaaa, EASY_TO_GUESS",
    "asha.raoasha.rao, EASY_TO_GUESS",
    "Asha RaoBatua, EASY_TO_GUESS",
  })
  void a_weak_password_is_refused_with_its_weakness(String text, Passwords.Weakness weakness) {
    assertThat(Passwords.weakness(Secret.of(text), "asha.rao", "Asha Rao")).contains(weakness);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mango lantern otter vellum",
        "ñandú über coração 9 łódź",
        "🦦🥭🏮📜🦦🥭🏮📜🦦🥭🏮📜"
      })
  void a_password_that_is_long_and_not_common_is_taken(String text) {
    assertThat(Passwords.weakness(Secret.of(text), "asha.rao", "Asha Rao")).isEmpty();
  }

  @Test
  void length_is_counted_in_characters_as_people_see_them_and_has_an_end() {
    assertThat(Passwords.weakness(Secret.of("🦦🥭🏮📜🦦🥭🏮📜🦦🥭🏮"), "a", "b"))
        .contains(Passwords.Weakness.TOO_SHORT);
    var long128 = "mango lantern otter vellum ".repeat(5).substring(0, 128);
    assertThat(Passwords.weakness(Secret.of(long128), "a", "b")).isEmpty();
    assertThat(Passwords.weakness(Secret.of(long128 + "x"), "a", "b"))
        .contains(Passwords.Weakness.TOO_LONG);
  }

  @Test
  void a_hash_matches_its_password_alone_and_has_a_salt_of_its_own() {
    var hash = passwords.hash(GOOD);

    assertThat(hash).startsWith("$argon2id$").contains("m=19456,t=2,p=1");
    assertThat(hash).doesNotContain(GOOD.reveal()).isNotEqualTo(passwords.hash(GOOD));
    assertThat(passwords.matches(GOOD, Optional.of(hash))).isTrue();
    assertThat(passwords.matches(Secret.of(GOOD.reveal() + " "), Optional.of(hash))).isFalse();
  }

  @Test
  void no_password_matches_where_there_is_no_hash() {
    assertThat(passwords.matches(Secret.of("a password that nobody has"), Optional.empty()))
        .isFalse();
  }

  /// Two at a time are checked, twenty wait, and no checking keeps the threads of requests.
  @Test
  void too_many_at_once_are_told_to_come_again() throws Exception {
    var hash = Optional.of(passwords.hash(GOOD));
    List<Future<Boolean>> checks = new ArrayList<>();
    int tooMany = 0;
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        checks.add(executor.submit(() -> passwords.matches(GOOD, hash)));
      }
      for (var check : checks) {
        try {
          assertThat(check.get()).isTrue();
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOfSatisfying(
                  Rejected.class,
                  it -> assertThat(it.rejection()).isInstanceOf(Rejection.TooManyRequests.class));
          tooMany++;
        }
      }
    }
    assertThat(tooMany).isBetween(1, 99);
    assertThat(passwords.matches(GOOD, hash)).isTrue();
  }

  @Test
  void a_hash_of_weaker_parameters_is_outdated_and_still_matches() {
    var old =
        Password.hash(GOOD.reveal())
            .addRandomSalt(16)
            .with(Argon2Function.getInstance(8_192, 1, 1, 32, Argon2.ID))
            .getResult();

    assertThat(passwords.isOutdated(old)).isTrue();
    assertThat(passwords.matches(GOOD, Optional.of(old))).isTrue();
    assertThat(passwords.isOutdated(passwords.hash(GOOD))).isFalse();
  }
}
