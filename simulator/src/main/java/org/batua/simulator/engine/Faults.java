package org.batua.simulator.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.batua.simulator.engine.Script.Effect;

/// Which share of all debits, refunds and questions about them goes wrong, and how; the same seed
/// picks the same ones.
public record Faults(long seed, int percent, List<Kind> kinds) implements Row {
  public static final Faults NONE = new Faults(0, 0, List.of());

  public Faults {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("percent: " + percent + " (expected: 0 to 100)");
    }
    if (percent > 0 && kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds: none (expected: at least one)");
    }
    kinds = List.copyOf(kinds);
  }

  /// One way in which a call that moves money, or a question about it, goes wrong.
  public enum Kind {
    LATE(Script.moves(Delivery.SLOW)),
    TIMEOUT_AFTER(Script.moves(Delivery.LOST)),
    TIMEOUT_BEFORE(Script.notRecorded(Reason.PROVIDER_DOWN, Delivery.LOST)),
    ERROR_AFTER(Script.moves(Delivery.FAULTY)),
    DUPLICATE(Script.moves(Delivery.PROMPT).saying(Reason.DUPLICATE_REFERENCE)),
    BAD_SIGNATURE(Script.moves(Delivery.FORGED)),
    GARBAGE(Script.moves(Delivery.GARBAGE)),
    LATE_SUCCESS(Script.with(Effect.MOVES_LATE, Delivery.LOST).seenAs(Disguise.NOT_FOUND, 3)),
    DIRTY_TEXT(Script.moves(Delivery.DIRTY)),
    /// What has ended is said to be pending, as by a replica that lags behind.
    STALE_INQUIRY(Disguise.PENDING),
    /// What is known is not found, whatever was said before.
    CONTRADICTING_INQUIRY(Disguise.NOT_FOUND),
    INQUIRY_DOWN(Disguise.DOWN);

    private final Optional<Script> script;
    private final Disguise disguise;

    Kind(Script script) {
      this.script = Optional.of(script);
      this.disguise = Disguise.NONE;
    }

    Kind(Disguise disguise) {
      this.script = Optional.empty();
      this.disguise = disguise;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> named(String word) {
      return Arrays.stream(values()).filter(k -> k.name().equalsIgnoreCase(word)).findFirst();
    }
  }

  /// What is to go wrong with the given attempt of a call, if anything.
  ///
  /// It depends on the seed, the call and the attempt only, not on what runs beside it.
  Optional<Script> scriptFor(String call, int attempt) {
    List<Kind> ofMoves = kinds.stream().filter(kind -> kind.script.isPresent()).toList();
    return pick(ofMoves, call, attempt).flatMap(kind -> kind.script);
  }

  /// The same for a question about what was moved.
  Disguise disguiseFor(String call, int attempt) {
    List<Kind> ofQuestions = kinds.stream().filter(kind -> kind.script.isEmpty()).toList();
    return pick(ofQuestions, call, attempt).map(kind -> kind.disguise).orElse(Disguise.NONE);
  }

  private Optional<Kind> pick(List<Kind> among, String call, int attempt) {
    SplittableRandom random = new SplittableRandom(seed ^ hash(call) ^ ((long) attempt << 32));
    if (random.nextInt(100) >= percent || among.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(among.get(random.nextInt(among.size())));
  }

  // FNV-1a: String.hashCode has 32 bits only and keeps similar references close together.
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
