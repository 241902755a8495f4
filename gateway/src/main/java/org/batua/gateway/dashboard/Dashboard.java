package org.batua.gateway.dashboard;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.http.Route;
import org.batua.gateway.jose.MessageKeys;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.lookup.Finder;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.RefundableStore;
import org.batua.gateway.lookup.SignalStore;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.People;
import org.batua.gateway.operator.Proposals;
import org.batua.gateway.operator.RefundBatches;
import org.batua.gateway.operator.SavedViewStore;
import org.batua.gateway.operator.Sessions;
import org.batua.gateway.operator.SignIn;
import org.batua.gateway.reconcile.Reconciliation;

/// All pages of the dashboard, each with what it needs.
public final class Dashboard {
  private final List<DashboardRoute> pages = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  /// The people, their sessions and what they did.
  public record Operators(SignIn signIn, Sessions sessions, People people, Audit audit) {}

  /// What the pages read.
  public record Reading(
      Merchants merchants,
      LookupStore lookups,
      SignalStore signals,
      RefundableStore refundable,
      SavedViewStore views,
      Ids ids) {}

  /// What the pages do.
  public record Doing(
      OperatorActions actions,
      Proposals proposals,
      RefundBatches batches,
      SettingsPages.Features settings,
      SettingsPages.Frames frames,
      Reconciliation reconciliation,
      WebhookPages.Features webhooks,
      MessageKeys messageKeys) {}

  /// Makes the pages.
  ///
  /// @param baseUrl of the dashboard, known once it listens
  /// @param warnings keys of sentences that stand on every page
  public Dashboard(
      Operators operators,
      Reading reading,
      Doing doing,
      KeyRing keyRing,
      InstantSource clock,
      Supplier<URI> baseUrl,
      List<String> warnings) {
    var assets = new DashboardAssets("/assets");
    var cookies = new DashboardCookies(baseUrl);
    var screens = new Screens(assets, new Screens.Warnings(warnings), clock);
    var door =
        new Door(
            operators.sessions(),
            reading.merchants(),
            operators.audit(),
            keyRing,
            cookies,
            screens,
            clock);
    var lookups = reading.lookups();
    pages.addAll(
        new SignInPages(operators.signIn(), operators.sessions(), cookies, screens).routes());
    pages.addAll(
        new HomePages(
                reading.merchants(),
                lookups,
                new Finder(lookups),
                doing.webhooks().endpoints(),
                screens)
            .routes());
    pages.addAll(
        new OrderPages(
                lookups,
                reading.signals(),
                reading.views(),
                operators.audit(),
                reading.ids(),
                screens)
            .routes());
    pages.addAll(
        new PeoplePages(operators.people(), operators.sessions(), baseUrl, screens).routes());
    pages.addAll(new ActionPages(doing.actions(), lookups, doing.proposals(), screens).routes());
    pages.addAll(
        new SettingsPages(doing.settings(), doing.frames(), operators.audit(), screens).routes());
    pages.addAll(
        new BookPages(lookups, doing.reconciliation(), operators.audit(), screens).routes());
    pages.addAll(new WebhookPages(doing.webhooks(), operators.audit(), screens).routes());
    pages.addAll(new MessageKeyPages(doing.messageKeys(), operators.audit(), screens).routes());
    pages.addAll(
        new RefundBatchPages(doing.actions(), doing.batches(), reading.refundable(), screens)
            .routes());
    pages.addAll(new SavedViewPages(reading.views(), screens, clock).routes());
    pages.addAll(new AuditPages(operators.audit(), screens).routes());
    routes.addAll(assets.routes());
    routes.addAll(door.routes(pages));
  }

  /// Every page and form with its permission, for the test that walks them all.
  public List<DashboardRoute> pages() {
    return List.copyOf(pages);
  }

  public List<Route> routes() {
    return List.copyOf(routes);
  }
}
