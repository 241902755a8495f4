package org.batua.simulator.engine;

/// What an inquiry is told instead of the truth, for as many inquiries as the scenario says.
public enum Disguise {
  NONE,
  PENDING,
  NOT_FOUND,
  DOWN
}
