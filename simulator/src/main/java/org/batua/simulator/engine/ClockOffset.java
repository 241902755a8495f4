package org.batua.simulator.engine;

import java.time.Duration;

/// How far the simulator's clock has been moved ahead of the real one.
public record ClockOffset(Duration ahead) implements Row {}
