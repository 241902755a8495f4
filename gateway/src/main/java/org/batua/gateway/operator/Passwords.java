package org.batua.gateway.operator;

import com.nulabinc.zxcvbn.Zxcvbn;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;

/// Passwords as Argon2id hashes, with the parameters that OWASP's cheat sheet names first for 19
/// MiB: one or two at a time, since each fills that much memory and keeps a core busy, on threads
/// of their own. On a virtual thread a hash would keep its carrier from every other request.
final class Passwords {
  static final int LENGTH_MIN = 12;
  static final int LENGTH_MAX = 128;

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int AT_ONCE_MAX = 2;
  private static final int WAITING_MAX = 20;
  private static final Duration IDLE_MAX = Duration.ofSeconds(10);
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  /// Of four; from three on it takes more guesses than a stolen hash allows.
  private static final int STRENGTH_MIN = 3;

  /// Of no account's password, with the parameters above: checked where there is no account.
  private static final String ABSENT =
      "$argon2id$v=19$m=19456,t=2,p=1$qDqphJj5gYR9VjrLZZq81A"
          + "$xL2i1jzJBiyaph2WC73mzP8lpX6MY7TbIl0U2Ud/Qmg";

  private final Argon2Function current;
  private final ThreadPoolExecutor threads = threads();

  Passwords() {
    this(MEMORY_KIB, PASSES);
  }

  /// With weaker parameters, where a test makes many attempts and looks at their number.
  Passwords(int memoryKib, int passes) {
    this.current = Argon2Function.getInstance(memoryKib, passes, LANES, HASH_BYTES, Argon2.ID);
  }

  /// At most half the cores; they end by themselves when there is nothing to do.
  private static ThreadPoolExecutor threads() {
    int atOnce = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, AT_ONCE_MAX);
    var threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            IDLE_MAX.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            Thread.ofPlatform().daemon().name("passwords").factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
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

  /// @throws Rejected when too many passwords wait to be hashed
  String hash(Secret password) {
    return apart(
        () -> Password.hash(password.reveal()).addRandomSalt(SALT_BYTES).with(current).getResult());
  }

  /// Whether the password is the hashed one; takes as long without a hash.
  ///
  /// @throws Rejected when too many passwords wait to be checked
  boolean matches(Secret password, Optional<String> hash) {
    var of = hash.orElse(ABSENT);
    boolean same =
        apart(
            () ->
                Password.check(password.reveal(), of).with(Argon2Function.getInstanceFromHash(of)));
    return same && hash.isPresent();
  }

  /// Whether the parameters were raised since the hash was made.
  boolean isOutdated(String hash) {
    return !Argon2Function.getInstanceFromHash(hash).equals(current);
  }

  private <T> T apart(Callable<T> work) {
    Future<T> done;
    try {
      done = threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw tooMany();
    }
    try {
      return done.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      done.cancel(/* mayInterruptIfRunning= */ false);
      throw tooMany();
    } catch (InterruptedException e) {
      done.cancel(/* mayInterruptIfRunning= */ false);
      Thread.currentThread().interrupt();
      throw new Rejected(new Rejection.Unavailable(WAIT_MAX));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password cannot be hashed", e.getCause());
    }
  }

  private static Rejected tooMany() {
    return new Rejected(new Rejection.TooManyRequests(WAIT_MAX));
  }
}
