package org.batua.simulator.engine;

/// The false answer to an inquiry, for as many inquiries as the scenario says.
public enum Disguise {
  NONE,
  PENDING,
  NOT_FOUND,
  DOWN
}
