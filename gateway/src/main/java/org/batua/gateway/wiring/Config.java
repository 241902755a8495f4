package org.batua.gateway.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.checkout.CheckoutLimits;
import org.batua.gateway.connector.transport.TransportLimits;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.http.HttpLimits;
import org.batua.gateway.http.TrustedProxies;
import org.batua.gateway.notification.Notifications;
import org.batua.gateway.page.WalletPictures;
import org.batua.gateway.payment.DuplicateCharge;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.resolution.InquiryPace;
import org.batua.gateway.wallet.OtpLimits;
import org.batua.gateway.wallet.OtpLinking;

/// Everything that can be set, with its bounds. `docs/configuration.md` lists it for operators.
///
/// @param port 0 for any free one
/// @param management empty where it is served beside the API
/// @param baseUrl the server's address as customers and providers see it; empty for localhost
/// @param dataDir where the embedded PostgreSQL and the development files live
/// @param databaseUrl empty for the embedded PostgreSQL
/// @param consentLife how long a customer may take to consent at a provider
/// @param keyRingFile the master keys; empty for a ring in the data directory (development only)
/// @param simulatorUrl a simulator that runs elsewhere; empty for one that development starts
/// @param walletPictures that the operator shows in place of our marks
/// @param callsKept how long calls to providers are kept for the timeline of a payment
/// @param dashboard the operators' listener
public record Config(
    Mode mode,
    String host,
    int port,
    Optional<Management> management,
    Optional<URI> baseUrl,
    Path dataDir,
    Optional<DatabaseUrl> databaseUrl,
    int databaseConnections,
    Duration databaseWait,
    Duration statementTime,
    Optional<Path> keyRingFile,
    Optional<URI> simulatorUrl,
    int simulatorPort,
    Duration walletTokenLife,
    Duration clientTokenLife,
    int clientTokenUses,
    OtpLinking.Limits otp,
    OtpLimits.Limits otpLimits,
    Duration consentLife,
    Duration eligibilityTime,
    Providers.Timeouts providerTimeouts,
    MoneyTimes moneyTimes,
    Rehearsal rehearsal,
    DuplicateCharge secondCharge,
    CheckoutLimits checkout,
    WalletPictures walletPictures,
    Notifications.Limits notifications,
    Duration callsKept,
    WebhookSettings webhook,
    TransportLimits transport,
    HttpLimits http,
    DashboardConfig dashboard,
    Monitoring monitoring) {
  private static final int DAY_SECONDS = 86_400;
  private static final int NONE = -1;

  /// Where `/health` and `/metrics` are served instead of beside the API.
  ///
  /// @param port 0 for any free one
  public record Management(String host, int port) {}

  /// How long a customer may take.
  ///
  /// @param addMoney how long a customer whose balance is short may take to add money
  /// @param topupLink how long the link to a top-up's page works
  /// @param topupPage how long a customer may be busy on that page
  public record MoneyTimes(
      Duration addMoney, Duration resume, Duration topupLink, Duration topupPage) {}

  /// What only the crash test changes.
  ///
  /// @param clockAhead by which this process believes its clock
  public record Rehearsal(Duration clockAhead, InquiryPace pace) {
    static final Rehearsal NONE = new Rehearsal(Duration.ZERO, InquiryPace.USUAL);
  }

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
    var config =
        new Config(
            mode,
            settings.text("host").orElse("127.0.0.1"),
            settings.whole("port", 8080, 0, 65_535),
            management(settings),
            settings.address("base_url"),
            settings.path("data_dir").orElse(home.resolve("data")),
            databaseUrl(settings),
            settings.whole("database.connections", 16, 2, 500),
            settings.seconds("database.wait_seconds", 3, 1, 60),
            settings.seconds("database.statement_seconds", 15, 1, 300),
            settings.path("key_ring_file"),
            settings.address("simulator.url"),
            settings.whole("simulator.port", 8090, 0, 65_535),
            settings.seconds("wallet_token.seconds", 600, 1, DAY_SECONDS),
            settings.seconds("client_auth_token.seconds", 900, 1, DAY_SECONDS),
            settings.whole("client_auth_token.uses", 100, 1, 1_000_000),
            otp(settings),
            otpLimits(settings),
            settings.seconds("consent.seconds", 900, 10, DAY_SECONDS),
            settings.seconds("provider.eligibility_seconds", 8, 1, 120),
            new Providers.Timeouts(
                settings.seconds("provider.otp_seconds", 15, 1, 120),
                settings.seconds("provider.balance_seconds", 6, 1, 120),
                settings.seconds("provider.debit_seconds", 30, 1, 300),
                settings.seconds("provider.refund_seconds", 30, 1, 300),
                settings.seconds("provider.inquiry_seconds", 10, 1, 120)),
            moneyTimes(settings),
            rehearsal(settings),
            settings.choice("debit.second_charge", DuplicateCharge.REFUND),
            checkout(settings),
            settings
                .path("checkout.wallet_pictures_dir")
                .map(WalletPictures::in)
                .orElse(WalletPictures.NONE),
            new Notifications.Limits(
                settings.whole("notification.worthless_per_hour", 100, 0, 1_000_000),
                Duration.ofDays(settings.whole("notification.days", 30, 1, 3650))),
            Duration.ofDays(settings.whole("provider.calls_days", 30, 0, 3650)),
            WebhookSettings.read(settings, mode == Mode.DEVELOPMENT),
            transport(settings),
            http(settings),
            DashboardConfig.read(settings, settings.whole("port", 8080, 0, 65_535)),
            monitoring(settings, mode));
    settings.refuseUnknown();
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

  private static Optional<Management> management(Settings settings) {
    int port = settings.whole("management.port", NONE, 0, 65_535);
    var host = settings.text("management.host").orElse("127.0.0.1");
    return port == NONE ? Optional.empty() : Optional.of(new Management(host, port));
  }

  private static Optional<DatabaseUrl> databaseUrl(Settings settings) {
    var owner = settings.text("database.migration_url").map(DatabaseUrl::parse);
    var pooler = settings.choice("database.pooler", DatabaseUrl.Pooler.NONE);
    return settings
        .text("database.url")
        .map(DatabaseUrl::parse)
        .map(url -> url.behind(pooler))
        .map(url -> owner.map(url::migratedBy).orElse(url));
  }

  private static OtpLinking.Limits otp(Settings settings) {
    return new OtpLinking.Limits(
        settings.whole("otp.sends_per_window", 5, 1, 1000),
        settings.seconds("otp.window_seconds", 600, 1, DAY_SECONDS),
        settings.whole("otp.attempts_per_otp", 5, 1, 100));
  }

  private static OtpLimits.Limits otpLimits(Settings settings) {
    return new OtpLimits.Limits(
        settings.whole("otp.sends_per_number", 10, 1, 1_000_000),
        settings.whole("otp.sends_per_customer", 15, 1, 1_000_000),
        settings.whole("otp.sends_per_merchant", 20_000, 1, 100_000_000),
        settings.whole("otp.attempts_per_number", 20, 1, 1_000_000),
        settings.seconds("otp.window_seconds", 600, 1, DAY_SECONDS));
  }

  private static MoneyTimes moneyTimes(Settings settings) {
    return new MoneyTimes(
        settings.seconds("debit.add_money_seconds", 900, 1, DAY_SECONDS),
        settings.seconds("debit.resume_seconds", 60, 0, 3600),
        settings.seconds("topup.link_seconds", 900, 1, DAY_SECONDS),
        settings.seconds("topup.page_seconds", 900, 1, DAY_SECONDS));
  }

  private static Rehearsal rehearsal(Settings settings) {
    return new Rehearsal(
        Duration.ofMillis(settings.whole("rehearsal.clock_ahead_millis", 0, 0, 3_600_000)),
        new InquiryPace(
            settings.whole("rehearsal.age_pace", 1, 1, 10_000),
            settings.whole("rehearsal.schedule_pace", 1, 1, 1000)));
  }

  private static CheckoutLimits checkout(Settings settings) {
    return new CheckoutLimits(
        settings.seconds("checkout.seconds", 1800, 60, DAY_SECONDS),
        settings.seconds("checkout.start_link_seconds", 900, 1, DAY_SECONDS),
        settings.seconds("checkout.resend_seconds", 30, 1, 600),
        settings.seconds("checkout.balance_seconds", 30, 1, DAY_SECONDS),
        settings.seconds("checkout.answer_seconds", 1, 1, 60),
        settings.whole("checkout.slow_calls", 500, 0, 100_000),
        settings.whole("checkout.otps_per_order", 10, 1, 1000),
        settings.seconds("checkout.otp_window_seconds", 600, 1, DAY_SECONDS));
  }

  private static TransportLimits transport(Settings settings) {
    var defaults = TransportLimits.DEFAULT;
    return new TransportLimits(
        settings.seconds("provider.connect_seconds", 3, 1, 60),
        defaults.idleKeepAlive(),
        settings.whole("provider.concurrent_calls", defaults.callsMax(), 1, 10_000),
        defaults.waitMax(),
        settings.whole("provider.answer_bytes", defaults.answerBytesMax(), 1024, 16_777_216),
        circuit(settings, defaults.circuit()));
  }

  private static TransportLimits.Circuit circuit(
      Settings settings, TransportLimits.Circuit defaults) {
    return new TransportLimits.Circuit(
        settings.whole("provider.circuit_trouble_percent", defaults.troublePercentMin(), 1, 100),
        settings.whole("provider.circuit_calls", defaults.callsMin(), 1, 1_000_000),
        defaults.window(),
        settings.seconds("provider.circuit_open_seconds", 2, 1, 600),
        defaults.trials());
  }

  private static HttpLimits http(Settings settings) {
    return new HttpLimits(
        settings.whole("http.body_bytes", 65_536, 1024, 16_777_216),
        settings.whole("http.bodies_bytes", 33_554_432, 65_536, 1_073_741_824),
        settings.whole("http.header_bytes", 16_384, 1024, 1_048_576),
        settings.whole("http.concurrent_requests", 1024, 1, 100_000),
        new HttpLimits.Times(
            settings.seconds("http.request_read_seconds", 15, 1, 600),
            settings.seconds("http.answer_seconds", 30, 1, 600),
            settings.seconds("http.idle_seconds", 60, 1, 3600),
            settings.seconds("http.shutdown_delay_seconds", 5, 0, 600),
            settings.seconds("http.drain_seconds", 10, 0, 600)),
        new HttpLimits.Connecting(
            settings.whole("http.connections", 4096, 1, 1_000_000),
            settings.whole("http.connections_per_address", 1024, 1, 1_000_000),
            trustedProxies(settings)),
        new HttpLimits.Rates(
            settings.whole("http.requests_per_second_per_key", 20_000, 1, 10_000_000),
            settings.whole("http.wrong_keys_per_minute", 100, 1, 1_000_000)));
  }

  private static TrustedProxies trustedProxies(Settings settings) {
    var text = settings.text("http.trusted_proxies").orElse("");
    try {
      return TrustedProxies.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "setting http.trusted_proxies: "
              + text
              + " (expected: addresses and networks, as 127.0.0.1, 10.0.0.0/8)",
          e);
    }
  }

  private void refuseDevelopmentDefaults() {
    if (simulatorUrl.isPresent()) {
      throw new IllegalArgumentException(
          "setting simulator.url: set (expected: not set in production mode)");
    }
    if (!rehearsal.equals(Rehearsal.NONE)) {
      throw new IllegalArgumentException(
          "setting rehearsal.…: set (expected: not set in production mode)");
    }
    if (keyRingFile.isEmpty()) {
      throw new IllegalArgumentException(
          "setting key_ring_file: missing (expected in production mode: the file of your master"
              + " keys, made by ./batua keyring create FILE)");
    }
    if (baseUrl.isEmpty()) {
      throw new IllegalArgumentException(
          "setting base_url: missing (expected in production mode: the server's public address)");
    }
  }
}
