package org.batua.simulator.engine;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The faults now in force, and how often each call has been tried under them.
final class FaultPlan {
  private volatile Faults faults = Faults.NONE;
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

  Faults faults() {
    return faults;
  }

  void set(Faults changed) {
    attempts.clear();
    faults = changed;
  }

  // A second attempt gets a new draw; else a refund that got lost once would get lost for ever.
  Optional<Script> next(String call) {
    Faults now = faults;
    if (now.percent() == 0) {
      return Optional.empty();
    }
    return now.scriptFor(call, attempts.merge(call, 1, Integer::sum));
  }

  /// What the next inquiry about something that has ended is told instead.
  Disguise nextDisguise(String call) {
    Faults now = faults;
    return now.percent() == 0
        ? Disguise.NONE
        : now.disguiseFor(call, attempts.merge(call, 1, Integer::sum));
  }
}
