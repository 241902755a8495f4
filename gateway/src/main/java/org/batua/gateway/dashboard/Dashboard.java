package org.batua.gateway.dashboard;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.batua.gateway.alert.Alerts;
import org.batua.gateway.base.Ids;
import org.batua.gateway.export.Exports;
import org.batua.gateway.http.Guesses;
import org.batua.gateway.http.Route;
import org.batua.gateway.jose.MessageKeys;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.lookup.AccountFigureStore;
import org.batua.gateway.lookup.Finder;
import org.batua.gateway.lookup.ListStore;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.OpenMoneyStore;
import org.batua.gateway.lookup.SignalStore;
import org.batua.gateway.merchant.Brandings;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.Passkeys;
import org.batua.gateway.operator.People;
import org.batua.gateway.operator.Proposals;
import org.batua.gateway.operator.RefundBatches;
import org.batua.gateway.operator.RefundFiles;
import org.batua.gateway.operator.SavedViewStore;
import org.batua.gateway.operator.Sessions;
import org.batua.gateway.operator.SignIn;
import org.batua.gateway.reconcile.Reconciliation;

/// All pages of the dashboard, each with what it needs.
public final class Dashboard {
  private final List<DashboardRoute> pages = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  /// The people, their sessions and what they did.
  public record Operators(
      SignIn signIn, Passkeys passkeys, Sessions sessions, People people, Audit audit) {}

  /// What the pages read.
  public record Reading(
      Merchants merchants,
      LookupStore lookups,
      ListStore lists,
      SignalStore signals,
      AccountFigureStore figures,
      OpenMoneyStore openMoney,
      SavedViewStore views,
      Ids ids) {}

  /// What the pages do.
  public record Doing(
      OperatorActions actions,
      Proposals proposals,
      RefundBatches batches,
      RefundFiles files,
      SettingsPages.Features settings,
      SettingsPages.Frames frames,
      Brandings brandings,
      Reconciliation reconciliation,
      Exports exports,
      Alerts alerts,
      WebhookPages.Features webhooks,
      MessageKeys messageKeys,
      ProviderPages.Features providers) {}

  /// Makes the pages.
  ///
  /// @param baseUrl of the dashboard, known once it listens
  /// @param warnings keys of sentences that stand on every page
  public Dashboard(
      Guesses guesses,
      Operators operators,
      Reading reading,
      Doing doing,
      KeyRing keyRing,
      InstantSource clock,
      Supplier<URI> baseUrl,
      List<String> warnings) {
    var assets = LayoutFiles.at("/assets");
    var cookies = new DashboardCookies(baseUrl);
    var screens = new Screens(assets, new Screens.Warnings(warnings), clock);
    var door =
        new Door(
            guesses,
            operators.sessions(),
            reading.merchants(),
            operators.audit(),
            keyRing,
            cookies,
            screens,
            clock);
    addPeople(operators, doing.actions(), cookies, screens, baseUrl);
    addMoney(operators.audit(), reading, doing, screens);
    addMerchant(operators.audit(), reading, doing, screens, clock);
    routes.add(assets.route());
    routes.addAll(door.routes(pages));
  }

  private void addPeople(
      Operators operators,
      OperatorActions actions,
      DashboardCookies cookies,
      Screens screens,
      Supplier<URI> baseUrl) {
    var signIn = operators.signIn();
    var passkeys = operators.passkeys();
    var sessions = operators.sessions();
    pages.addAll(new SignInPages(signIn, passkeys, sessions, cookies, screens).routes());
    pages.addAll(new PasskeyPages(passkeys, signIn, cookies, screens).routes());
    pages.addAll(new OwnPages(signIn, passkeys, sessions, cookies, screens).routes());
    pages.addAll(new PeoplePages(operators.people(), actions, baseUrl, screens).routes());
    pages.addAll(new AuditPages(operators.audit(), screens).routes());
  }

  private void addMoney(Audit audit, Reading reading, Doing doing, Screens screens) {
    var lookups = reading.lookups();
    var forms = new FilterForms(doing.settings().accounts(), reading.views());
    pages.addAll(
        new OrderPages(lookups, reading.signals(), forms, audit, reading.ids(), screens).routes());
    pages.addAll(new MoneyPages(reading.lists(), forms, screens).routes());
    pages.addAll(new ActionPages(doing.actions(), lookups, doing.proposals(), screens).routes());
    pages.addAll(
        new RefundBatchPages(doing.actions(), doing.batches(), doing.files(), screens).routes());
    pages.addAll(new ExportPages(doing.exports(), screens).routes());
    pages.addAll(
        new BookPages(lookups, doing.reconciliation(), doing.settings().accounts(), audit, screens)
            .routes());
  }

  private void addMerchant(
      Audit audit, Reading reading, Doing doing, Screens screens, InstantSource clock) {
    var lookups = reading.lookups();
    pages.addAll(
        new HomePages(
                reading.merchants(),
                lookups,
                new Finder(lookups),
                reading.figures(),
                reading.openMoney(),
                doing.webhooks().endpoints(),
                new Notices(doing.providers(), clock),
                screens)
            .routes());
    pages.addAll(new ProviderPages(reading.figures(), doing.providers(), audit, screens).routes());
    pages.addAll(new AlertPages(doing.alerts(), audit, screens).routes());
    pages.addAll(
        new SettingsPages(doing.settings(), doing.frames(), doing.actions(), audit, screens)
            .routes());
    pages.addAll(new BrandingPages(doing.brandings(), audit, screens).routes());
    pages.addAll(new WebhookPages(doing.webhooks(), audit, screens).routes());
    pages.addAll(new MessageKeyPages(doing.messageKeys(), audit, screens).routes());
    pages.addAll(new SavedViewPages(reading.views(), screens, clock).routes());
  }

  /// Every page and form with its permission, for the test that walks them all.
  public List<DashboardRoute> pages() {
    return List.copyOf(pages);
  }

  public List<Route> routes() {
    return List.copyOf(routes);
  }
}
