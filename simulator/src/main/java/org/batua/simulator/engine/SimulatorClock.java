package org.batua.simulator.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The time inside the simulator, which a test can move ahead of the real one.
public final class SimulatorClock implements InstantSource {
  private final InstantSource real;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public SimulatorClock(InstantSource real) {
    this.real = real;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }

  public Duration ahead() {
    return ahead.get();
  }

  void set(Duration changed) {
    ahead.set(changed);
  }
}
