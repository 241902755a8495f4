package org.batua.gateway.wiring;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.checkout.FrameOrigins;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.customer.ClientTokens;
import org.batua.gateway.customer.CustomerRoutes;
import org.batua.gateway.customer.CustomerStore;
import org.batua.gateway.customer.Customers;
import org.batua.gateway.customer.PrivacyRequests;
import org.batua.gateway.customer.PrivacyStore;
import org.batua.gateway.dashboard.ProviderPages;
import org.batua.gateway.dashboard.SettingsPages;
import org.batua.gateway.dashboard.WelcomePages;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseClock;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.db.Migrations;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Guesses;
import org.batua.gateway.http.OperationRoutes;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.job.Jobs;
import org.batua.gateway.job.ServerProcess;
import org.batua.gateway.jose.EncryptedRoutes;
import org.batua.gateway.jose.MessageKeys;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.merchant.ApiKeys;
import org.batua.gateway.merchant.Brandings;
import org.batua.gateway.merchant.MerchantSettings;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.page.Assets;
import org.batua.gateway.page.BrowserSessions;
import org.batua.gateway.page.Pages;
import org.batua.gateway.paymentmethod.Outages;
import org.batua.gateway.paymentmethod.PaymentMethodRoutes;
import org.batua.gateway.provider.AccountProbe;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.reconcile.ReconcileStore;
import org.batua.gateway.reconcile.Reconciliation;
import org.batua.gateway.redirect.LinkPages;
import org.batua.gateway.redirect.OpeningStore;
import org.batua.gateway.redirect.Openings;
import org.batua.gateway.redirect.PageServices;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.resolution.TransactionStore;
import org.batua.gateway.trace.Tracing;
import org.batua.gateway.wallet.OtpLimits;
import org.batua.gateway.wallet.RedirectLinks;
import org.batua.gateway.wallet.WalletRoutes;
import org.batua.gateway.wallet.Wallets;
import org.jspecify.annotations.Nullable;

/// The composition root: makes every part in order and closes them in reverse.
public final class Gateway implements AutoCloseable {
  private final Config config;
  private final Ids ids = new Ids();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Tracing tracing;
  private final Database database;
  private final DatabaseClock clock;
  private final MonitoringFeature monitoring;
  private final MerchantFeature merchant;
  private final ProviderFeature provider;
  private final ClientTokens clientTokens;
  private final OtpLimits otpLimits;
  private final Guesses guesses;
  private final KeysInUse keysInUse;
  private final ServerProcess process;
  private final MoneyFeatures money;
  private final NotificationFeature notifications;
  private final WebhookFeature webhooks;
  private final DashboardFeature dashboard;
  private final WelcomePages welcome = new WelcomePages();
  private final Jobs jobs;
  private final OperationRoutes operation;
  private final List<Route> routes = new ArrayList<>();
  private @Nullable Listeners listeners;

  /// Connects and migrates; listens only after [#listen()].
  ///
  /// @param own this machine's clock
  /// @param databaseTime asks the database for its time
  public Gateway(
      Config config,
      DatabaseUrl url,
      KeyRing keyRing,
      InstantSource own,
      Function<Database, Instant> databaseTime) {
    this.config = config;
    this.guesses = new Guesses(config.http().rates().wrongKeysPerMinute());
    this.tracing = MonitoringFeature.tracing(config);
    this.database = config.database().open(url);
    Migrations.run(database);
    this.clock = measured(new DatabaseClock(own, () -> databaseTime.apply(database)));
    this.monitoring = new MonitoringFeature(config, database, clock, meters);
    this.merchant = new MerchantFeature(database, keyRing, ids, clock);
    var customerStore = new CustomerStore(database);
    var customers = new Customers(customerStore, ids, clock);
    this.clientTokens = clientTokens(customerStore, clock);
    this.provider =
        new ProviderFeature(config, database, merchant.accounts, clock, meters, tracing);
    var common = new Foundation(config, database, provider, merchant, ids, clock, meters);
    var wallets = new WalletFeature(common, keyRing, customers, this::topup, this::baseUrl);
    this.otpLimits = wallets.otpLimits;
    var assets = new Assets(config.checkout().pictures());
    var pages = pageServices(assets, keyRing, clock);
    var front =
        new CustomerFeatures(
            pages,
            wallets.wallets,
            wallets.tokens,
            wallets.redirectLinks,
            wallets.eligibilities,
            guesses);
    this.keysInUse = KeysInUse.of(keyRing, database);
    this.process = keysInUse.process(ids, clock);
    this.money =
        new MoneyFeatures(
            common, customers, clientTokens, wallets, front, process.id(), this::baseUrl);
    this.notifications = new NotificationFeature(common, money::check, wallets.redirectLinks);
    this.webhooks =
        new WebhookFeature(
            config.webhook(), database, keyRing, meters, tracing, ids, clock, this::baseUrl);
    this.dashboard = operatorsSide(url, keyRing, wallets.wallets, clock);
    this.jobs = new Jobs(database, process.id(), jobs(pages));
    this.operation = new OperationRoutes(database::answers, () -> !clock.isOff(), meters::scrape);
    routes.addAll(assets.routes());
    addRoutes(customers, wallets.routes, wallets.redirectLinks, pages);
  }

  private DatabaseClock measured(DatabaseClock made) {
    made.measure();
    return made;
  }

  private PageServices pageServices(Assets assets, KeyRing keyRing, InstantSource clock) {
    var sessions = new BrowserSessions(keyRing, ids, this::baseUrl);
    var rendering = new Pages(assets, sessions);
    var store = new OpeningStore(database, keyRing);
    var openings = new Openings(store, config.checkout().slowCalls(), clock);
    return PageServices.of(merchants(), brandings(), connectors(), rendering, sessions, openings);
  }

  private ClientTokens clientTokens(CustomerStore store, InstantSource clock) {
    return new ClientTokens(
        store, ids, clock, config.tokens().clientLife(), config.tokens().clientUses());
  }

  private DashboardFeature operatorsSide(
      DatabaseUrl url, KeyRing keyRing, Wallets wallets, InstantSource clock) {
    var settings =
        new SettingsPages.Features(
            merchants(), merchantSettings(), apiKeys(), accounts(), connectors());
    var frames = new SettingsPages.Frames(frameOrigins()::of, frameOrigins()::replace);
    var features =
        new OperatorActions.Features(
            money.orders(), money.refunds(), wallets, manualReview(), merchant.limits);
    return new DashboardFeature(
        config,
        url,
        new DashboardFeature.Parts(
            guesses,
            settings,
            frames,
            features,
            reconciliation(),
            webhooks.pages(),
            webhooks.channel(),
            messageKeys(),
            new ProviderPages.Features(
                accounts(), provider.accountSwitch, provider.health, accountProbe()),
            keyRing,
            ids,
            clock));
  }

  private void addRoutes(
      Customers customers, WalletRoutes walletRoutes, RedirectLinks consents, PageServices pages) {
    routes.addAll(operation.documents());
    routes.addAll(welcome.routes());
    routes.add(pages.shops().logoRoute());
    routes.addAll(new CustomerRoutes(customers, clientTokens).routes());
    routes.addAll(walletRoutes.routes());
    routes.addAll(new LinkPages(consents, money.checkouts(), pages).routes());
    var outages = new Outages(accounts(), provider.health, provider.accountSwitch);
    routes.addAll(new PaymentMethodRoutes(outages, connectors()).routes());
    routes.addAll(money.routes());
    routes.addAll(new EncryptedRoutes(messageKeys(), money.encryptable()).routes());
    routes.addAll(notifications.routes());
    routes.addAll(webhooks.routes());
  }

  private Answer topup(Request request) {
    return money.topup(request);
  }

  private List<Jobs.Job> jobs(PageServices pages) {
    var all = new ArrayList<>(money.jobs());
    all.addAll(dashboard.jobs());
    all.addAll(monitoring.jobs());
    all.add(new Jobs.Job("note-uses-of-keys", Duration.ofMinutes(1), () -> apiKeys().noteUses()));
    all.add(forgetting("client-tokens", clientTokens::forgetExpired));
    all.add(forgetting("otp-counts", otpLimits::forgetEnded));
    all.add(forgetting("page-openings", pages.openings()::forgetOld));
    all.addAll(notifications.jobs());
    all.addAll(webhooks.jobs());
    all.add(provider.job());
    all.add(keysInUse.job());
    return all;
  }

  private Jobs.Job forgetting(String what, IntSupplier forget) {
    var deleted = meters.counter("batua.retention.deleted", "kind", what.replace('-', '_'));
    return new Jobs.Job(
        "forget-" + what, Duration.ofHours(1), () -> deleted.increment(forget.getAsInt()));
  }

  /// A gateway on the machine's own time.
  public static Gateway onSystemTime(Config config, DatabaseUrl url, KeyRing keyRing) {
    var own =
        InstantSource.offset(InstantSource.system(), config.development().rehearsal().clockAhead());
    return new Gateway(config, url, keyRing, own, Database::time);
  }

  public Merchants merchants() {
    return merchant.merchants;
  }

  public ApiKeys apiKeys() {
    return merchant.apiKeys;
  }

  public Brandings brandings() {
    return merchant.brandings;
  }

  public MerchantSettings merchantSettings() {
    return merchant.settings;
  }

  public MessageKeys messageKeys() {
    return merchant.messageKeys;
  }

  public ProviderAccounts accounts() {
    return merchant.accounts;
  }

  public Providers providers() {
    return provider.providers;
  }

  /// Looks at provider accounts without a call to a provider.
  public AccountProbe accountProbe() {
    return new AccountProbe(
        connectors(), providers(), config.providers().transport().connectTimeout());
  }

  public Connectors connectors() {
    return provider.connectors;
  }

  public FrameOrigins frameOrigins() {
    return money.frameOrigins();
  }

  public TransactionStore transactions() {
    return money.transactions();
  }

  public ManualReview manualReview() {
    return money.manualReview();
  }

  public KeysInUse keysInUse() {
    return keysInUse;
  }

  /// Lets the first page help a developer with the first call.
  public void welcome(MerchantId developer, Secret key, URI simulator) {
    welcome.help(
        new DeveloperHelp(money.orders(), ids)
            .of(developer, key, baseUrl(), simulator, dashboard.baseUrl()));
  }

  public DashboardFeature dashboard() {
    return dashboard;
  }

  public Reconciliation reconciliation() {
    return new Reconciliation(new ReconcileStore(database), merchants(), accounts(), clock);
  }

  /// Does now what the jobs do again and again.
  public void sweep() {
    notifications.sweep();
    money.sweep();
    provider.flush();
    dashboard.sweep();
    webhooks.sweep();
    monitoring.sweep();
  }

  /// What is kept about customers.
  public PrivacyRequests privacy() {
    var customers = new CustomerStore(database);
    return new PrivacyRequests(new PrivacyStore(database), customers, clock);
  }

  /// Forgets calls to providers that are too old.
  public void forgetOldCalls() {
    provider.forgetOldCalls();
  }

  /// The server's address as customers see it.
  public URI baseUrl() {
    var listen = config.listen();
    int port = listeners == null ? listen.port() : listeners.port();
    return listen.baseUrl().orElseGet(() -> URI.create("http://localhost:" + port));
  }

  /// Starts to serve requests and says that it is ready.
  ///
  /// @return the port
  public int listen() {
    int port = listenUnready();
    announceReady();
    return port;
  }

  /// Starts to serve requests, but answers that it is not ready until [#announceReady()].
  ///
  /// @return the port
  public int listenUnready() {
    var authentication =
        new KeysAndTokens(
            guesses, apiKeys(), clientTokens, messageKeys(), merchants(), merchantSettings());
    var started = Listeners.start(config, operation, routes, authentication, meters, tracing, ids);
    listeners = started;
    dashboard.listen(authentication, meters, tracing, ids);
    provider.start();
    process.start();
    return started.port();
  }

  /// Where health and metrics are served, once it listens.
  public int managementPort() {
    return Objects.requireNonNull(listeners).managementPort();
  }

  /// Starts to look again and again for what is due.
  public void startJobs() {
    money.begin();
    jobs.start();
    monitoring.start();
    webhooks.start();
  }

  public void announceReady() {
    operation.open();
  }

  /// Lets requests under way end, then closes what they used.
  @Override
  public void close() {
    operation.drain();
    dashboard.stop();
    if (listeners != null) {
      listeners.close();
      jobs.close();
      webhooks.close();
      money.close();
      process.close();
    }
    monitoring.close();
    provider.close();
    dashboard.close();
    database.close();
    meters.close();
    tracing.close();
  }
}
