package org.batua.bench.crash;

import org.batua.bench.cluster.PatroniCluster;

/// What befalls a node of the cluster, and how that ends.
enum Mishap {
  PRIMARY_KILLED("primary killed"),
  /// PostgreSQL alone, under a Patroni that lives.
  PRIMARY_CRASHED("primary's PostgreSQL killed"),
  PRIMARY_CUT_OFF("primary cut off"),
  PRIMARY_STOPPED("primary stopped"),
  STANDBY_KILLED("standby killed"),
  STANDBY_CUT_OFF("standby cut off"),
  STANDBY_STOPPED("standby stopped"),
  SWITCH_OVER("switch-over");

  private final String words;

  Mishap(String words) {
    this.words = words;
  }

  boolean befallsPrimary() {
    return switch (this) {
      case PRIMARY_KILLED, PRIMARY_CRASHED, PRIMARY_CUT_OFF, PRIMARY_STOPPED, SWITCH_OVER -> true;
      case STANDBY_KILLED, STANDBY_CUT_OFF, STANDBY_STOPPED -> false;
    };
  }

  /// Whether another node has to take over; Patroni may start a PostgreSQL that crashed again.
  boolean changesPrimary() {
    return befallsPrimary() && this != PRIMARY_CRASHED;
  }

  /// Whether the node is away until [#end].
  boolean lasts() {
    return this != SWITCH_OVER && this != PRIMARY_CRASHED;
  }

  /// @param victim the node that it befalls
  /// @param standby the synchronous one
  void strike(PatroniCluster cluster, int victim, int standby) {
    switch (this) {
      case PRIMARY_KILLED, STANDBY_KILLED -> cluster.kill(victim);
      case PRIMARY_CRASHED -> cluster.killPostgres(victim);
      case PRIMARY_CUT_OFF, STANDBY_CUT_OFF -> cluster.cut(victim);
      case PRIMARY_STOPPED, STANDBY_STOPPED -> cluster.pause(victim);
      case SWITCH_OVER -> cluster.switchOver(victim, standby);
    }
  }

  /// The node comes back.
  void end(PatroniCluster cluster, int victim) {
    switch (this) {
      case PRIMARY_KILLED, STANDBY_KILLED -> cluster.start(victim);
      case PRIMARY_CUT_OFF, STANDBY_CUT_OFF -> cluster.connect(victim);
      case PRIMARY_STOPPED, STANDBY_STOPPED -> cluster.resume(victim);
      case PRIMARY_CRASHED, SWITCH_OVER -> {}
    }
  }

  @Override
  public String toString() {
    return words;
  }
}
