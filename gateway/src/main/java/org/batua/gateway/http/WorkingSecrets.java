package org.batua.gateway.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.batua.gateway.base.Hashes;
import org.batua.gateway.base.Secret;

/// The secrets of one kind that work, at the price of one query in a second for all who ask: for
/// those who come with many that do not.
public final class WorkingSecrets {
  private static final String ALL = "all";
  private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

  /// Of one kind; more are not told from those that do not work.
  public static final int MAX = 100_000;

  private final Supplier<List<byte[]>> hashes;
  private final Cache<String, Set<ByteBuffer>> working =
      Caffeine.newBuilder().expireAfterWrite(KNOWN_FOR).build();

  /// @param hashes reads those of all that work
  public WorkingSecrets(Supplier<List<byte[]>> hashes) {
    this.hashes = hashes;
  }

  /// Whether this is one, as of a second ago at most.
  public boolean contains(Secret secret) {
    return working.get(ALL, _ -> read()).contains(ByteBuffer.wrap(Hashes.sha256(secret)));
  }

  /// Reads them anew the next time, since there is a new one.
  public void forget() {
    working.invalidateAll();
  }

  private Set<ByteBuffer> read() {
    return hashes.get().stream().map(ByteBuffer::wrap).collect(Collectors.toUnmodifiableSet());
  }
}
