package org.batua.gateway.testkit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.wiring.Config;
import org.batua.gateway.wiring.Gateway;
import org.batua.gateway.wiring.Settings;
import org.batua.simulator.Simulator;
import org.batua.simulator.SimulatorConfig;
import org.batua.simulator.engine.Provider;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A gateway for one test class: the real one with its HTTP server on a free port, a database of
/// its own in a real PostgreSQL, and the simulator as its providers. Both live by one clock, which
/// stands until a test moves it. Test classes run side by side, so that each has a fixture of its
/// own; classes that inherit one share it under a `@ResourceLock`.
///
/// ```
/// @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
/// private final Shop shop = GATEWAY.newShop();
/// ```
public final class GatewayFixture
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  public static final String MID = "MBK9006";
  public static final String GOPAY_KEY = "SB-Mid-server-batua-simulator";
  public static final String PROVIDER_KEY = "ju6tygh7u7tdg554k098ujd5468o";

  private static final String MOBIKWIK = "MOBIKWIK";
  private static final Instant START = Instant.parse("2026-02-11T04:30:09Z");
  private static final AtomicInteger SHOPS = new AtomicInteger();

  private final Map<String, String> settings = new HashMap<>();
  private final MovableClock clock = new MovableClock(START);
  private final ProviderPace pace = new ProviderPace();
  private final KeyRing keyRing = KeyRing.create();
  private final AtomicBoolean started = new AtomicBoolean();
  private @Nullable DatabaseUrl database;
  private @Nullable UnreliableProxy proxy;
  private @Nullable Simulator simulator;
  private @Nullable Gateway gateway;
  private int port;
  private boolean hasJobs;

  private GatewayFixture() {
    settings.put("port", "0");
    settings.put("http.drain_seconds", "1");
    settings.put("http.shutdown_delay_seconds", "0");
    // a test's numbers are few, and its clock stands
    settings.put("otp.sends_per_number", "1000");
    settings.put("otp.sends_per_customer", "1000");
    settings.put("otp.attempts_per_number", "1000");
    settings.put("checkout.answer_seconds", "20");
  }

  public static GatewayFixture usual() {
    return new GatewayFixture();
  }

  /// With a setting of [Config] changed.
  public GatewayFixture with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  /// With jobs that run by themselves. Elsewhere only [#sweep()] does what they do, so that a test
  /// knows who did it and when.
  public GatewayFixture withJobs() {
    hasJobs = true;
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start(TestPostgres.of(context).newDatabase());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    pace.answerAtOnce();
    provider().goUp();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /// Starts without JUnit's help.
  public void start(DatabaseUrl url) {
    if (!started.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "two test classes use one fixture at once (expected: one each, or a @ResourceLock)");
    }
    proxy = DatabaseTrial.proxy(url).orElse(null);
    database = proxy == null ? url : proxy.url();
    simulator =
        Simulator.start(
            SimulatorConfig.inMemory()
                .withDelays(ProviderPace.SLOW, ProviderPace.HANG)
                .withLatency(pace)
                .withOwnPort(Provider.MOBIKWIK, 0)
                .withOwnPort(Provider.GOPAY, 0)
                .withOwnPort(Provider.AMAZONPAY, 0)
                .withRealTime(clock));
    startGateway();
  }

  private void startGateway() {
    var made = another();
    gateway = made;
    port = made.listen();
    if (hasJobs) {
      made.startJobs();
    }
  }

  /// Another server process would see the same: a new gateway on the same database.
  public void restart() {
    gateway().close();
    startGateway();
  }

  /// The same, on another database: as after a restore.
  public void restartOn(DatabaseUrl url) {
    gateway().close();
    database = url;
    startGateway();
  }

  /// Does now what the gateway's jobs do.
  public void sweep() {
    gateway().sweep();
  }

  /// The same, in another server that is open already.
  public void sweep(Gateway other) {
    other.sweep();
  }

  /// The same, in another server process on the same database.
  public void sweepElsewhere() {
    try (var other = another()) {
      other.sweep();
    }
  }

  /// Another server on the same database, which does not listen yet; the caller closes it.
  public Gateway another() {
    return another(Map.of());
  }

  /// The same with other settings.
  public Gateway another(Map<String, String> changes) {
    return another(changes, keyRing, clock);
  }

  /// The same, on a machine whose clock is off by so much.
  public Gateway anotherWithClockOff(Duration by) {
    return another(Map.of(), keyRing, () -> clock.instant().plus(by));
  }

  /// The same, with a key ring of its own.
  public Gateway anotherWithKeys(KeyRing ring) {
    return another(Map.of(), ring, clock);
  }

  private Gateway another(Map<String, String> changes, KeyRing ring, InstantSource own) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(changes);
    var config = Config.read(Settings.of(all, Map.of(), Optional.empty()), Path.of("target"));
    // a start that finds no database ends, and is tried again from outside
    setUnreliable(false);
    var made =
        new Gateway(config, Objects.requireNonNull(database), ring, own, _ -> clock.instant());
    setUnreliable(true);
    return made;
  }

  private void setUnreliable(boolean now) {
    if (proxy != null) {
      proxy.setBreaking(now);
    }
  }

  public void close() {
    if (gateway != null) {
      gateway.close();
    }
    if (simulator != null) {
      simulator.close();
    }
    if (proxy != null) {
      proxy.close();
    }
    started.set(false);
  }

  public MovableClock clock() {
    return clock;
  }

  public KeyRing keyRing() {
    return keyRing;
  }

  public ProviderPace pace() {
    return pace;
  }

  public Gateway gateway() {
    return Objects.requireNonNull(gateway);
  }

  public int port() {
    return port;
  }

  /// The API without a credential.
  public Api open() {
    return Api.open(URI.create("http://127.0.0.1:" + port));
  }

  public SimulatorControl provider() {
    return provider(MOBIKWIK);
  }

  public SimulatorControl provider(String gateway) {
    return new SimulatorControl(Objects.requireNonNull(simulator).port(), gateway);
  }

  /// A customer's browser, without a cookie yet.
  public CustomerBrowser browser() {
    return new CustomerBrowser(open(), mobikwikUrl());
  }

  /// The same, for the pages of one provider's own address.
  public CustomerBrowser browserAt(String gateway) {
    return new CustomerBrowser(open(), url(gateway));
  }

  /// The same, for the pages of all providers.
  public CustomerBrowser browserAtProviders() {
    return new CustomerBrowser(open(), simulatorUrl() + "/");
  }

  /// Where the servers' database is.
  public DatabaseUrl databaseUrl() {
    return Objects.requireNonNull(database);
  }

  /// For a look into the tables behind the API's back.
  public Jdbi tables() {
    return Jdbi.create(Objects.requireNonNull(database).migrationJdbc());
  }

  /// The same database, for a store of a test's own; the caller closes it.
  public Database database() {
    return new Database(
        Objects.requireNonNull(database), 2, Duration.ofSeconds(5), Duration.ofSeconds(20));
  }

  /// A merchant with a key and an account at MobiKwik.
  public Shop newShop() {
    return newShop(MOBIKWIK);
  }

  /// A merchant with a key and an account at one gateway, where all its wallets are.
  public Shop newShop(String gateway) {
    var shop = newShopWithoutAccount(gateway);
    configure(shop.id(), gateway, Optional.empty(), Map.of());
    return shop;
  }

  public Shop newShopWithoutGateway() {
    return newShopWithoutAccount(MOBIKWIK);
  }

  /// A merchant with a key, whose wallets will be at this gateway.
  public Shop newShopWithoutAccount(String gateway) {
    var id = new MerchantId("shop_" + SHOPS.incrementAndGet());
    gateway().merchants().create(id, "A shop", Merchant.Purpose.LIVE, Optional.empty());
    return new Shop(this, id, gateway().apiKeys().issue(id).reveal(), gateway);
  }

  /// Configures an account at the simulated MobiKwik.
  ///
  /// @param changes fields that differ from the usual ones
  public void configureMobikwik(
      MerchantId merchant, Optional<String> reference, Map<String, String> changes) {
    configure(merchant, MOBIKWIK, reference, changes);
  }

  /// Configures an account at a simulated provider.
  ///
  /// @param changes fields that differ from the usual ones
  public void configure(
      MerchantId merchant,
      String gateway,
      Optional<String> reference,
      Map<String, String> changes) {
    Map<String, String> fields = new HashMap<>(ShopAccounts.fields(gateway, url(gateway)));
    fields.putAll(changes);
    var connector = gateway().connectors().find(new GatewayCode(gateway)).orElseThrow();
    gateway().accounts().put(merchant, connector, reference, fields);
  }

  /// Configures an account at the simulated FreeCharge, with the development protocol.
  public void configureFreecharge(MerchantId merchant) {
    var url = simulatorUrl() + "/freecharge";
    var freecharge = gateway().connectors().find(new GatewayCode("FREECHARGE")).orElseThrow();
    gateway()
        .accounts()
        .put(
            merchant,
            freecharge,
            Optional.empty(),
            Map.of(
                "base_url", url,
                "merchant_id", "FCSIM01",
                "key", "freecharge-simulator-key",
                "development_url", url + "/development",
                "development_merchant", "FCSIM01",
                "development_key", "freecharge-simulator-key"));
  }

  /// Where all simulated providers are.
  public URI simulatorUrl() {
    return URI.create("http://127.0.0.1:" + Objects.requireNonNull(simulator).port());
  }

  /// Configures an account at the simulated GoPay, which sends its notifications to this gateway.
  ///
  /// @return the account's id
  @CanIgnoreReturnValue
  public String configureGopay(MerchantId merchant) {
    var gopay = gateway().connectors().find(new GatewayCode("GOPAY")).orElseThrow();
    Map<String, String> fields = new HashMap<>();
    fields.put("base_url", providerUrl(Provider.GOPAY));
    fields.put("server_key", GOPAY_KEY);
    var id = gateway().accounts().put(merchant, gopay, Optional.empty(), fields).account().id();
    fields.put("notification_url", "http://127.0.0.1:" + port + "/notifications/gopay/" + id);
    gateway().accounts().put(merchant, gopay, Optional.empty(), fields);
    return id;
  }

  /// Configures an account at the simulated Amazon Pay.
  public void configureAmazonpay(MerchantId merchant) {
    var amazonpay = gateway().connectors().find(new GatewayCode("AMAZONPAY")).orElseThrow();
    var url = providerUrl(Provider.AMAZONPAY);
    Map<String, String> fields = new HashMap<>();
    fields.put("base_url", url);
    fields.put("token_url", url + "/auth/o2/token");
    fields.put("consent_url", url + "/ap/oa");
    fields.put("merchant_id", "ABATUASIMULATE");
    fields.put("access_key_id", "amazonpay-simulator-access-key");
    fields.put("secret_key", "amazonpay-simulator-secret-key");
    fields.put("client_id", "amzn1.application-oa2-client.simulator");
    fields.put("client_secret", "amzn1.oa2-cs.v1.simulator");
    gateway().accounts().put(merchant, amazonpay, Optional.empty(), fields);
  }

  private String providerUrl(Provider provider) {
    int at = Objects.requireNonNull(simulator).port(provider);
    return "http://127.0.0.1:" + at + "/" + provider.word();
  }

  public String mobikwikUrl() {
    return url(MOBIKWIK);
  }

  /// Where a provider's API begins.
  public String url(String gateway) {
    var provider = Provider.valueOf(gateway);
    int at = Objects.requireNonNull(simulator).port(provider);
    return "http://127.0.0.1:" + at + "/" + provider.word();
  }
}
