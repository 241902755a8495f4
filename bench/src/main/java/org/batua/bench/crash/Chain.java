package org.batua.bench.crash;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Crashes that follow each other so fast that there is no half minute between the restart after
/// one and the next one: what was under way at any of them is looked at after the last one's.
///
/// @param kills when something died
/// @param end half a minute after the last restart
/// @param hasKilledProvider whether the provider was among the dead
/// @param hasLies whether the provider lied meanwhile
record Chain(List<Instant> kills, Instant end, boolean hasKilledProvider, boolean hasLies) {
  static List<Chain> of(List<Killings.Killing> killings, boolean hasLies) {
    List<Chain> chains = new ArrayList<>();
    for (var killing : killings) {
      var before = chains.isEmpty() ? null : chains.getLast();
      List<Instant> kills = new ArrayList<>();
      boolean died = killing.hasKilledProvider();
      if (before != null && killing.at().isBefore(before.end())) {
        chains.removeLast();
        kills.addAll(before.kills());
        died |= before.hasKilledProvider();
      }
      kills.add(killing.at());
      var end = killing.back().plus(CrashRun.QUIET_MAX);
      chains.add(new Chain(List.copyOf(kills), end, died, hasLies));
    }
    return List.copyOf(chains);
  }
}
