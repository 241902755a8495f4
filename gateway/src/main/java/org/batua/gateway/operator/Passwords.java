package org.batua.gateway.operator;

import com.nulabinc.zxcvbn.Zxcvbn;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;

/// Passwords as Argon2id hashes, with the parameters that OWASP's cheat sheet names first for 19
/// MiB: two at a time, since each fills that much memory and keeps a core busy.
final class Passwords {
  static final int LENGTH_MIN = 12;
  static final int LENGTH_MAX = 128;

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int AT_ONCE = 2;
  private static final int WAITING_MAX = 20;
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  /// Of four; from three on it takes more guesses than a stolen hash allows.
  private static final int STRENGTH_MIN = 3;

  /// Of no account's password, with the parameters above: checked where there is no account.
  private static final String ABSENT =
      "$argon2id$v=19$m=19456,t=2,p=1$qDqphJj5gYR9VjrLZZq81A"
          + "$xL2i1jzJBiyaph2WC73mzP8lpX6MY7TbIl0U2Ud/Qmg";

  private final Argon2Function current;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  Passwords() {
    this(MEMORY_KIB, PASSES);
  }

  /// With weaker parameters, where a test makes many attempts and looks at their number.
  Passwords(int memoryKib, int passes) {
    this.current = Argon2Function.getInstance(memoryKib, passes, LANES, HASH_BYTES, Argon2.ID);
  }

  /// Why a password is not taken.
  enum Weakness {
    TOO_SHORT,
    TOO_LONG,
    EASY_TO_GUESS
  }

  /// What is wrong with a password that a person chooses.
  ///
  /// @param login and name, which a password must not be made of
  static Optional<Weakness> weakness(Secret password, String login, String name) {
    var text = password.reveal();
    if (text.codePointCount(0, text.length()) < LENGTH_MIN) {
      return Optional.of(Weakness.TOO_SHORT);
    }
    if (text.length() > LENGTH_MAX) {
      return Optional.of(Weakness.TOO_LONG);
    }
    var strength = new Zxcvbn().measure(text, List.of(login, name, "batua"));
    return strength.getScore() < STRENGTH_MIN
        ? Optional.of(Weakness.EASY_TO_GUESS)
        : Optional.empty();
  }

  String hash(Secret password) {
    return alone(
        () -> Password.hash(password.reveal()).addRandomSalt(SALT_BYTES).with(current).getResult());
  }

  /// Whether the password is the hashed one; takes as long without a hash.
  boolean matches(Secret password, Optional<String> hash) {
    var of = hash.orElse(ABSENT);
    boolean same =
        alone(
            () ->
                Password.check(password.reveal(), of).with(Argon2Function.getInstanceFromHash(of)));
    return same && hash.isPresent();
  }

  /// Whether the parameters were raised since the hash was made.
  boolean isOutdated(String hash) {
    return !Argon2Function.getInstanceFromHash(hash).equals(current);
  }

  private <T> T alone(Supplier<T> work) {
    boolean mine = false;
    try {
      mine =
          places.getQueueLength() < WAITING_MAX
              && places.tryAcquire(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
      if (!mine) {
        throw new Rejected(new Rejection.Unavailable(WAIT_MAX));
      }
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Rejected(new Rejection.Unavailable(WAIT_MAX));
    } finally {
      if (mine) {
        places.release();
      }
    }
  }
}
