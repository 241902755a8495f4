package org.batua.gateway.wiring;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.resolution.InquiryPace;

/// The simulator of development mode, and what only the crash test changes.
///
/// @param simulatorUrl a simulator that runs elsewhere; empty for one that development starts
public record DevelopmentSettings(
    Optional<URI> simulatorUrl, int simulatorPort, Rehearsal rehearsal) {
  /// What only the crash test changes.
  ///
  /// @param clockAhead by which this process believes its clock
  public record Rehearsal(Duration clockAhead, InquiryPace pace) {
    private static final Rehearsal NONE = new Rehearsal(Duration.ZERO, InquiryPace.USUAL);
  }

  static DevelopmentSettings read(Settings settings) {
    return new DevelopmentSettings(
        settings.address("simulator.url"),
        settings.whole("simulator.port", 8090, 0, 65_535),
        new Rehearsal(
            Duration.ofMillis(settings.whole("rehearsal.clock_ahead_millis", 0, 0, 3_600_000)),
            new InquiryPace(
                settings.whole("rehearsal.age_pace", 1, 1, 10_000),
                settings.whole("rehearsal.schedule_pace", 1, 1, 1000))));
  }

  void refuseInProduction() {
    if (simulatorUrl.isPresent()) {
      throw new IllegalArgumentException(
          "setting simulator.url: set (expected: not set in production mode)");
    }
    if (!rehearsal.equals(Rehearsal.NONE)) {
      throw new IllegalArgumentException(
          "setting rehearsal.…: set (expected: not set in production mode)");
    }
  }
}
