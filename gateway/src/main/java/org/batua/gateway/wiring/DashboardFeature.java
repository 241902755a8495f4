package org.batua.gateway.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.admin.AdminRoutes;
import org.batua.gateway.alert.AlertSources;
import org.batua.gateway.alert.AlertStore;
import org.batua.gateway.alert.Alerts;
import org.batua.gateway.base.Ids;
import org.batua.gateway.dashboard.Dashboard;
import org.batua.gateway.dashboard.ProviderPages;
import org.batua.gateway.dashboard.SettingsPages;
import org.batua.gateway.dashboard.WebhookPages;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.export.ExportStore;
import org.batua.gateway.export.Exports;
import org.batua.gateway.http.Authentication;
import org.batua.gateway.http.Guesses;
import org.batua.gateway.http.HttpLimits;
import org.batua.gateway.http.HttpServer;
import org.batua.gateway.http.Route;
import org.batua.gateway.job.Jobs;
import org.batua.gateway.jose.MessageKeys;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.lookup.AccountFigureStore;
import org.batua.gateway.lookup.Finder;
import org.batua.gateway.lookup.ListStore;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.OpenMoneyStore;
import org.batua.gateway.lookup.RefundableStore;
import org.batua.gateway.lookup.SignalStore;
import org.batua.gateway.merchant.BrandingStore;
import org.batua.gateway.merchant.Brandings;
import org.batua.gateway.monitoring.PaymentFigureStore;
import org.batua.gateway.monitoring.PaymentFigures;
import org.batua.gateway.operator.AdminKeyStore;
import org.batua.gateway.operator.AdminKeys;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditStore;
import org.batua.gateway.operator.GuardedChanges;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.OperatorStore;
import org.batua.gateway.operator.PasskeyStore;
import org.batua.gateway.operator.Passkeys;
import org.batua.gateway.operator.People;
import org.batua.gateway.operator.ProposalStore;
import org.batua.gateway.operator.Proposals;
import org.batua.gateway.operator.RefundBatchStore;
import org.batua.gateway.operator.RefundBatches;
import org.batua.gateway.operator.RefundFiles;
import org.batua.gateway.operator.SavedViewStore;
import org.batua.gateway.operator.SessionStore;
import org.batua.gateway.operator.Sessions;
import org.batua.gateway.operator.SignIn;
import org.batua.gateway.operator.SignInStore;
import org.batua.gateway.reconcile.Reconciliation;
import org.batua.gateway.trace.Tracing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The part of the composition root that makes the operators' side: a pool and a listener of its
/// own.
public final class DashboardFeature implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DashboardFeature.class);

  /// A form without a large file, as refunds in bulk.
  private static final int FORM_BYTES_MAX = 4 << 20;

  private final Config config;
  private final Database database;
  private final Sessions sessions;
  private final Passkeys passkeys;
  private final People people;
  private final Audit audit;
  private final LookupStore lookups;
  private final ListStore lists;
  private final SignalStore signals;
  private final AccountFigureStore figures;
  private final PaymentFigures counting;
  private final Proposals proposals;
  private final RefundBatches batches;
  private final Exports exports;
  private final Alerts alerts;
  private final OperatorActions actions;
  private final AdminKeys adminKeys;
  private final AdminRoutes adminApi;
  private final Dashboard dashboard;
  private @Nullable HttpServer server;

  /// What the operators' side is made of.
  record Parts(
      Guesses guesses,
      SettingsPages.Features settings,
      SettingsPages.Frames frames,
      OperatorActions.Features features,
      Reconciliation reconciliation,
      WebhookPages.Features webhooks,
      Alerts.Channel channel,
      MessageKeys messageKeys,
      ProviderPages.Features providers,
      KeyRing keyRing,
      Ids ids,
      InstantSource clock) {}

  DashboardFeature(Config config, DatabaseUrl url, Parts parts) {
    this.config = config;
    var own = config.dashboard();
    var clock = parts.clock();
    this.database =
        new Database(
            url, own.connections(), config.database().connectionWait(), own.statementTime());
    this.audit = new Audit(new AuditStore(database), clock);
    var sessionStore = new SessionStore(database);
    this.sessions = new Sessions(sessionStore, parts.ids(), clock);
    this.passkeys =
        new Passkeys(
            new Passkeys.Stores(new PasskeyStore(database), sessionStore),
            sessions,
            audit,
            parts.keyRing(),
            parts.ids(),
            clock,
            this::baseUrl);
    this.people = new People(new OperatorStore(database), audit, parts.ids(), clock);
    this.lookups = new LookupStore(database);
    this.lists = new ListStore(database);
    this.signals = new SignalStore(database);
    this.figures = new AccountFigureStore(database, clock);
    this.counting = new PaymentFigures(new PaymentFigureStore(database), own.figuresKept(), clock);
    var signIn =
        new SignIn(new SignInStore(database), sessions, audit, parts.keyRing(), parts.ids(), clock);
    this.proposals = new Proposals(new ProposalStore(database), audit, parts.ids(), clock);
    this.batches =
        new RefundBatches(
            new RefundBatchStore(database),
            parts.features().refunds(),
            proposals,
            audit,
            parts.ids(),
            clock);
    this.exports =
        new Exports(
            new ExportStore(database),
            new Exports.Lists(lookups, lists),
            audit,
            own.exportsKept(),
            parts.ids(),
            clock);
    this.alerts = alerts(parts);
    this.actions = actions(parts, proposals);
    this.adminKeys = new AdminKeys(new AdminKeyStore(database), audit, parts.ids(), clock);
    var files = new RefundFiles(new RefundableStore(database));
    this.adminApi = adminApi(parts, proposals, files);
    this.dashboard =
        new Dashboard(
            parts.guesses(),
            new Dashboard.Operators(signIn, passkeys, sessions, people, audit),
            reading(parts),
            doing(parts, proposals, files),
            parts.keyRing(),
            clock,
            this::baseUrl,
            warnings());
  }

  private OperatorActions actions(Parts parts, Proposals proposals) {
    var rules =
        new OperatorActions.Rules(
            config.dashboard().approval() == DashboardConfig.Approval.SECOND_PERSON,
            config.dashboard().refundLimit());
    var changes =
        new GuardedChanges(
            parts.settings().accounts(),
            parts.settings().connectors(),
            parts.settings().settings(),
            people,
            audit,
            parts.keyRing());
    return new OperatorActions(parts.features(), proposals, batches, changes, audit, rules);
  }

  private Alerts alerts(Parts parts) {
    var providers = parts.providers();
    return new Alerts(
        new AlertStore(database, parts.keyRing()),
        new AlertSources(
            figures,
            lookups,
            providers.accounts(),
            providers.health(),
            parts.webhooks().endpoints()),
        parts.channel(),
        parts.ids(),
        parts.clock());
  }

  private Dashboard.Reading reading(Parts parts) {
    return new Dashboard.Reading(
        parts.settings().merchants(),
        lookups,
        lists,
        signals,
        figures,
        new OpenMoneyStore(database, parts.clock()),
        new SavedViewStore(database),
        parts.ids());
  }

  private Dashboard.Doing doing(Parts parts, Proposals proposals, RefundFiles files) {
    return new Dashboard.Doing(
        actions,
        proposals,
        batches,
        files,
        parts.settings(),
        parts.frames(),
        new Brandings(new BrandingStore(database)),
        parts.reconciliation(),
        exports,
        alerts,
        parts.webhooks(),
        parts.messageKeys(),
        parts.providers());
  }

  private AdminRoutes adminApi(Parts parts, Proposals proposals, RefundFiles files) {
    var settings = parts.settings();
    var webhooks = parts.webhooks();
    return new AdminRoutes(
        parts.guesses(),
        new AdminRoutes.Features(
            settings.merchants(),
            settings.settings(),
            new Brandings(new BrandingStore(database)),
            new AdminRoutes.Reading(lookups, lists, signals, figures, parts.clock()),
            alerts,
            new AdminRoutes.Moving(
                actions, proposals, batches, files, parts.reconciliation(), exports),
            new AdminRoutes.Keys(
                settings.keys(),
                parts.messageKeys(),
                settings.accounts(),
                settings.connectors(),
                parts.providers().accountSwitch(),
                parts.providers().probe(),
                parts.frames().read(),
                parts.frames().write()),
            new AdminRoutes.Webhooks(
                webhooks.endpoints(),
                webhooks.log(),
                webhooks.redelivery(),
                webhooks.replays(),
                webhooks.test())),
        adminKeys,
        audit);
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (config.mode() == Config.Mode.PRODUCTION
        && !"https".equals(config.dashboard().baseUrl().map(URI::getScheme).orElse(""))) {
      warnings.add("warning.no_tls");
    }
    if (config.dashboard().approval() == DashboardConfig.Approval.NONE) {
      warnings.add("warning.one_person");
    }
    return warnings;
  }

  public AdminKeys adminKeys() {
    return adminKeys;
  }

  public AdminRoutes adminApi() {
    return adminApi;
  }

  public People people() {
    return people;
  }

  public OperatorActions actions() {
    return actions;
  }

  public Audit audit() {
    return audit;
  }

  public Dashboard dashboard() {
    return dashboard;
  }

  public AccountFigureStore figures() {
    return figures;
  }

  public LookupStore lookups() {
    return lookups;
  }

  public ListStore lists() {
    return lists;
  }

  public Finder finder() {
    return new Finder(lookups);
  }

  void sweep() {
    batches.sweep();
    exports.sweep();
    exports.forget();
    counting.count();
    alerts.sweep();
    proposals.expire();
  }

  List<Jobs.Job> jobs() {
    return List.of(
        new Jobs.Job("payment-figures", Duration.ofMinutes(1), counting::count),
        new Jobs.Job("alerts", Duration.ofSeconds(30), alerts::sweep),
        new Jobs.Job("exports", Duration.ofSeconds(2), exports::sweep),
        new Jobs.Job("forget-exports", Duration.ofHours(1), exports::forget),
        new Jobs.Job("refund-batches", Duration.ofSeconds(2), batches::sweep),
        new Jobs.Job("forget-operator-sessions", Duration.ofHours(1), this::forgetExpired));
  }

  private void forgetExpired() {
    sessions.forgetExpired();
    passkeys.forgetExpired();
    proposals.expire();
  }

  /// The dashboard's address as operators' browsers see it.
  public URI baseUrl() {
    return config.dashboard().baseUrl().orElseGet(() -> URI.create("http://localhost:" + port()));
  }

  /// The port of the listener, once it listens.
  public int port() {
    return server == null ? config.dashboard().port() : server.port();
  }

  void listen(Authentication authentication, MeterRegistry meters, Tracing tracing, Ids ids) {
    var own = config.dashboard();
    List<Route> routes = new ArrayList<>(dashboard.routes());
    routes.addAll(adminApi.routes());
    try {
      server =
          HttpServer.start(
              own.host(), own.port(), routes, authentication, limits(), meters, tracing, ids);
    } catch (RuntimeException e) {
      if (!own.givesWay()) {
        throw new IllegalArgumentException(
            "setting dashboard.port: " + own.port() + " is taken (expected: a free port)", e);
      }
      LOG.atWarn()
          .addKeyValue("port", own.port())
          .log("the dashboard's usual port is taken; another one is used");
      server =
          HttpServer.start(own.host(), 0, routes, authentication, limits(), meters, tracing, ids);
    }
    LOG.atInfo().addKeyValue("port", server.port()).log("serving the dashboard");
  }

  private HttpLimits limits() {
    var http = config.http();
    return new HttpLimits(
        FORM_BYTES_MAX,
        config.dashboard().uploadBytes(),
        Math.max(http.bodiesBytes(), FORM_BYTES_MAX),
        http.headerBytes(),
        http.concurrentRequests(),
        http.times(),
        http.connecting(),
        http.rates());
  }

  /// Stops listening; the pool is still open for what runs.
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
