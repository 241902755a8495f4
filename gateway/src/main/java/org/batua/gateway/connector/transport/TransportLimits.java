package org.batua.gateway.connector.transport;

import java.time.Duration;

/// The limits of one provider account's connections.
///
/// @param connectTimeout for the name, for TCP and for TLS, each
/// @param idleKeepAlive how long an unused connection is kept: shorter than the 5 s after which
///   common servers close theirs, as a request written to a closed connection is an unknown outcome
/// @param callsMax calls at the same time, inquiries not counted
/// @param waitMax how long a call waits for its turn
/// @param answerBytesMax the longest answer that is read
public record TransportLimits(
    Duration connectTimeout,
    Duration idleKeepAlive,
    int callsMax,
    Duration waitMax,
    int answerBytesMax,
    Circuit circuit) {

  public static final TransportLimits DEFAULT =
      new TransportLimits(
          Duration.ofSeconds(3),
          Duration.ofSeconds(4),
          64,
          Duration.ofSeconds(1),
          256 * 1024,
          new Circuit(50, 20, Duration.ofSeconds(30), Duration.ofSeconds(2), 3));

  /// When calls stop going out, and when they start again.
  ///
  /// @param troublePercentMin opens when at least this share of a window's calls had trouble
  /// @param callsMin calls in a window before the share counts
  /// @param openFor how long nothing but inquiries goes out, before trials do: short, since
  ///   refusing a payment costs more than the few calls that a provider which is back, or not, sees
  ///   as trials
  /// @param trials calls that must all be well before the circuit closes
  public record Circuit(
      int troublePercentMin, int callsMin, Duration window, Duration openFor, int trials) {}
}
