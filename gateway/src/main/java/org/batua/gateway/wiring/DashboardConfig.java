package org.batua.gateway.wiring;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The settings of the operators' listener: the dashboard and the admin API.
///
/// @param port where it listens; 0 for any free port
/// @param baseUrl its address as operators' browsers see it; empty for localhost
/// @param connections of its own pool, so that payments never wait for a page
/// @param statementTime how long one of its statements may run
/// @param uploadBytes the largest file that it takes
/// @param approval whether another person must approve what moves much money
/// @param refundLimit in whole units of the currency; a larger refund needs approval
/// @param exportsKept how long an export can be fetched
/// @param figuresKept how long counts of payments by the hour are kept
public record DashboardConfig(
    String host,
    int port,
    Optional<URI> baseUrl,
    int connections,
    Duration statementTime,
    int uploadBytes,
    Approval approval,
    int refundLimit,
    Duration figuresKept,
    Duration exportsKept) {
  private static final int USUAL_PORT = 8081;
  private static final int UPLOAD_BYTES = 104_857_600;

  /// Who approves what one person proposes.
  public enum Approval {
    SECOND_PERSON,
    NONE
  }

  /// Whether any other port does as well: several servers of one machine have the same default.
  public boolean givesWay() {
    return port == USUAL_PORT;
  }

  static DashboardConfig read(Settings settings, int apiPort) {
    int port = settings.whole("dashboard.port", USUAL_PORT, 0, 65_535);
    return new DashboardConfig(
        settings.text("dashboard.host").orElse("127.0.0.1"),
        port == USUAL_PORT && apiPort == 0 ? 0 : port,
        settings.address("dashboard.base_url"),
        settings.whole("dashboard.connections", 4, 2, 100),
        settings.seconds("dashboard.statement_seconds", 2, 1, 60),
        settings.whole("dashboard.upload_bytes", UPLOAD_BYTES, 65_536, 1_073_741_824),
        settings.choice("dashboard.approval", Approval.SECOND_PERSON),
        settings.whole("dashboard.refund_limit", 10_000, 0, 100_000_000),
        Duration.ofDays(settings.whole("dashboard.figures_days", 400, 2, 3_650)),
        Duration.ofDays(settings.whole("dashboard.exports_days", 7, 1, 90)));
  }
}
