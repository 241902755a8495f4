package org.batua.gateway.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;

/// Limits how often one address may show what opens nothing: keys, tokens, sessions, links. All
/// listeners of a server process count together.
///
/// What is shown is random and made here. So what was wrong once stays wrong and is looked up no
/// second time, and what opened something is looked up for an address that guesses, too.
public final class Guesses {
  private static final int WRONG_MAX = 100_000;
  private static final int RIGHT_MAX = 100_000;
  private static final Duration RIGHT_KNOWN = Duration.ofMinutes(15);
  private static final int LINKS_PER_SECOND = 20;
  private static final Duration TURN_AWAITED = Duration.ofSeconds(2);

  private final RateLimit limit;
  private final RateLimit turns = RateLimit.perSecond(LINKS_PER_SECOND);
  private final Cache<String, Boolean> wrong = Caffeine.newBuilder().maximumSize(WRONG_MAX).build();
  private final Cache<String, Boolean> right =
      Caffeine.newBuilder().maximumSize(RIGHT_MAX).expireAfterWrite(RIGHT_KNOWN).build();

  /// @param perMinute how many one address may try
  public Guesses(int perMinute) {
    this.limit = RateLimit.perMinute(perMinute);
  }

  /// What a credential opens.
  ///
  /// @param address who shows it
  /// @param lookup asks the database
  /// @throws Rejected when the address has guessed too often, unless this has opened something
  public <T> Optional<T> find(String address, Secret shown, Supplier<Optional<T>> lookup) {
    return find(address, shown, _ -> false, lookup);
  }

  /// As [#find(String, Secret, Supplier)], where it can be told without a query for each whether a
  /// credential opens something.
  public <T> Optional<T> find(
      String address, Secret shown, Predicate<Secret> works, Supplier<Optional<T>> lookup) {
    var print = print(shown.reveal());
    if (isWrong(print) || (isLimited(address, print) && !works.test(shown))) {
      wrong(address);
      return Optional.empty();
    }
    var found = lookup.get();
    if (found.isEmpty()) {
      wrong.put(print, true);
      wrong(address);
    } else {
      right.put(print, true);
    }
    return found;
  }

  /// Opens a page whose address is a secret. Many customers may share one network address, so that
  /// one of them who guesses makes the others wait for a turn, but refuses them nothing.
  ///
  /// @param link the path
  /// @throws Rejected when it leads nowhere, or the turns of the network address are used up
  Answer open(String address, String link, Supplier<Answer> page) {
    var print = print(link);
    if (isWrong(print)) {
      wrong(address);
      throw new Rejected(new Rejection.UnknownLink());
    }
    if (isLimited(address, print)) {
      turns.await(address, TURN_AWAITED);
    }
    try {
      var answer = page.get();
      right.put(print, true);
      return answer;
    } catch (Rejected e) {
      if (e.rejection() instanceof Rejection.UnknownLink) {
        wrong.put(print, true);
        wrong(address);
      }
      throw e;
    }
  }

  /// Makes an attempt of which only its answer says whether it opened something. It is counted
  /// before it is made, or else many at once would all be made; what opened something is given
  /// back.
  ///
  /// @throws Rejected when the address has made too many, or as the attempt is
  public <T> T attempt(String address, Supplier<T> attempt, Predicate<T> opened) {
    limit.spend(address);
    var answer = attempt.get();
    if (opened.test(answer)) {
      limit.giveBack(address);
    }
    return answer;
  }

  /// Counts an attempt that opened nothing.
  ///
  /// @throws Rejected when the address has made too many
  public void wrong(String address) {
    limit.spend(address);
  }

  /// Refuses an address before anything is done for it.
  ///
  /// @throws Rejected when it has made too many attempts that opened nothing
  public void refuseLimited(String address) {
    if (limit.isExhausted(address)) {
      wrong(address);
    }
  }

  private boolean isLimited(String address, String print) {
    return limit.isExhausted(address) && right.getIfPresent(print) == null;
  }

  private boolean isWrong(String print) {
    return wrong.getIfPresent(print) != null;
  }

  private static String print(String shown) {
    return HexFormat.of().formatHex(Hashes.sha256(shown));
  }
}
