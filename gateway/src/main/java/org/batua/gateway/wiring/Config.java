package org.batua.gateway.wiring;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.http.HttpLimits;

/// Everything that can be set, with its bounds; each part reads its own settings.
/// `docs/configuration.md` lists it for operators.
///
/// @param dataDir where the embedded PostgreSQL and the development files live
/// @param keyRingFile the master keys; empty for a ring in the data directory (development only)
/// @param dashboard the operators' listener
public record Config(
    Mode mode,
    ListenSettings listen,
    HttpLimits http,
    Path dataDir,
    DatabaseSettings database,
    Optional<Path> keyRingFile,
    DevelopmentSettings development,
    TokenSettings tokens,
    LinkingSettings linking,
    ProviderSettings providers,
    MoneySettings money,
    CheckoutSettings checkout,
    WebhookSettings webhook,
    DashboardConfig dashboard,
    Monitoring monitoring) {
  /// What operators watch.
  ///
  /// @param refresh between two counts of what only the database knows
  /// @param log how lines of the log are written
  /// @param tokenUses how long uses of wallet tokens are kept: longer than a token can live
  /// @param traces where traces go; empty for nowhere
  public record Monitoring(
      Duration refresh, LogLines log, Duration tokenUses, Optional<Traces> traces) {}

  /// A collector of traces.
  ///
  /// @param samplePercent of the traces that begin here
  public record Traces(URI collector, int samplePercent) {}

  /// How lines of the log are written.
  public enum LogLines {
    /// One JSON object each, for programs.
    JSON,
    /// For people.
    TEXT
  }

  /// What a server may be used for.
  public enum Mode {
    DEVELOPMENT,
    PRODUCTION
  }

  /// Reads every setting.
  ///
  /// @throws IllegalArgumentException naming the setting, its value and the expectation
  public static Config read(Settings settings, Path home) {
    var mode = settings.choice("mode", Mode.DEVELOPMENT);
    var listen = ListenSettings.read(settings);
    var config =
        new Config(
            mode,
            listen,
            ListenSettings.limits(settings),
            settings.path("data_dir").orElse(home.resolve("data")),
            DatabaseSettings.read(settings),
            settings.path("key_ring_file"),
            DevelopmentSettings.read(settings),
            TokenSettings.read(settings),
            LinkingSettings.read(settings),
            ProviderSettings.read(settings),
            MoneySettings.read(settings),
            CheckoutSettings.read(settings),
            WebhookSettings.read(settings, mode == Mode.DEVELOPMENT),
            DashboardConfig.read(settings, listen.port()),
            monitoring(settings, mode));
    settings.refuseUnknown();
    config.refuseSharedPorts();
    if (config.mode == Mode.PRODUCTION) {
      config.refuseDevelopmentDefaults();
    }
    return config;
  }

  private static Monitoring monitoring(Settings settings, Mode mode) {
    var lines = mode == Mode.DEVELOPMENT ? LogLines.TEXT : LogLines.JSON;
    return new Monitoring(
        settings.seconds("metrics.refresh_seconds", 15, 1, 3600),
        settings.choice("log.format", lines),
        Duration.ofDays(settings.whole("wallet_token.use_days", 7, 2, 3650)),
        traces(settings));
  }

  private static Optional<Traces> traces(Settings settings) {
    int percent = settings.whole("tracing.sample_percent", 100, 0, 100);
    return settings.address("tracing.otlp_endpoint").map(it -> new Traces(it, percent));
  }

  /// Two listeners of one address would be told of a port that is taken, and not by whom.
  private void refuseSharedPorts() {
    var api = new InetSocketAddress(listen.host(), listen.port());
    var management = listen.management().map(it -> new InetSocketAddress(it.host(), it.port()));
    management
        .filter(it -> isShared(it, api))
        .ifPresent(it -> refuse("management.port", it, "port"));
    if (!dashboard.givesWay()) {
      var own = new InetSocketAddress(dashboard.host(), dashboard.port());
      if (isShared(own, api)) {
        refuse("dashboard.port", own, "port");
      }
      management
          .filter(it -> isShared(it, own))
          .ifPresent(_ -> refuse("dashboard.port", own, "management.port"));
    }
  }

  private static boolean isShared(InetSocketAddress one, InetSocketAddress other) {
    return one.getPort() != 0
        && one.getPort() == other.getPort()
        && (one.equals(other) || isAny(one) || isAny(other));
  }

  private static boolean isAny(InetSocketAddress address) {
    return address.getAddress() != null && address.getAddress().isAnyLocalAddress();
  }

  private static void refuse(String setting, InetSocketAddress own, String other) {
    throw new IllegalArgumentException(
        "setting %s: %s is %s too (expected: a port of its own)"
            .formatted(setting, own.getPort(), other));
  }

  private void refuseDevelopmentDefaults() {
    development.refuseInProduction();
    if (keyRingFile.isEmpty()) {
      throw new IllegalArgumentException(
          "setting key_ring_file: missing (expected in production mode: the file of your master"
              + " keys, made by ./batua keyring create FILE)");
    }
    if (listen.baseUrl().isEmpty()) {
      throw new IllegalArgumentException(
          "setting base_url: missing (expected in production mode: the server's public address)");
    }
  }
}
