package org.batua.gateway.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.alert.Alerts;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.export.Exports;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Guesses;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.jose.MessageKeys;
import org.batua.gateway.lookup.AccountFigureStore;
import org.batua.gateway.lookup.Finder;
import org.batua.gateway.lookup.ListStore;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.OrderStory;
import org.batua.gateway.lookup.Signal;
import org.batua.gateway.lookup.SignalStore;
import org.batua.gateway.merchant.ApiKeys;
import org.batua.gateway.merchant.Brandings;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.MerchantSettings;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.operator.AdminKeys;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.AuditQuery;
import org.batua.gateway.operator.OperatorActions;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.Proposals;
import org.batua.gateway.operator.RefundBatches;
import org.batua.gateway.operator.RefundFiles;
import org.batua.gateway.provider.AccountProbe;
import org.batua.gateway.provider.AccountSwitch;
import org.batua.gateway.reconcile.Reconciliation;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.webhook.DeliveryLogStore;
import org.batua.gateway.webhook.EndpointTest;
import org.batua.gateway.webhook.Redelivery;
import org.batua.gateway.webhook.Replays;
import org.batua.gateway.webhook.WebhookEndpoints;
import tools.jackson.databind.node.ObjectNode;

/// The admin API on the wire, as `admin-openapi.yaml` describes it.
public final class AdminRoutes {
  private static final String ROOT = "/admin/v1/merchants";
  private static final String ONE = ROOT + "/{merchant}";
  private static final int ROWS_MAX = 100;
  private static final int REQUEST_LENGTH_MAX = 40;

  private final Features features;
  private final Audit audit;
  private final AdminDoor door;

  /// What the API reads and does.
  public record Features(
      Merchants merchants,
      MerchantSettings settings,
      Brandings brandings,
      Reading reading,
      Alerts alerts,
      Moving moving,
      Keys keys,
      Webhooks webhooks) {}

  /// What is read.
  public record Reading(
      LookupStore lookups,
      ListStore lists,
      SignalStore signals,
      AccountFigureStore figures,
      InstantSource clock) {}

  /// What moves money, or says how it moved.
  public record Moving(
      OperatorActions actions,
      Proposals proposals,
      RefundBatches batches,
      RefundFiles files,
      Reconciliation reconciliation,
      Exports exports) {}

  /// Keys, provider accounts, and who may frame a checkout.
  public record Keys(
      ApiKeys apiKeys,
      MessageKeys messageKeys,
      ProviderAccounts accounts,
      Connectors connectors,
      AccountSwitch accountSwitch,
      AccountProbe probe,
      Function<MerchantId, List<String>> origins,
      BiConsumer<MerchantId, List<String>> replaceOrigins) {}

  /// Webhooks.
  public record Webhooks(
      WebhookEndpoints endpoints,
      DeliveryLogStore log,
      Redelivery redelivery,
      Replays replays,
      EndpointTest test) {}

  public AdminRoutes(Guesses guesses, Features features, AdminKeys adminKeys, Audit audit) {
    this.features = features;
    this.audit = audit;
    this.door = new AdminDoor(guesses, adminKeys, features.merchants(), audit);
  }

  public List<Route> routes() {
    var routes = new ArrayList<>(door.routes(all()));
    routes.add(Route.get("/admin/openapi.yaml", Access.UNREAD, AdminRoutes::document));
    return routes;
  }

  /// Every call of a key, for the test that compares them with the pages.
  List<Operation> all() {
    var journal = new CallAudit(audit);
    var keys = features.keys();
    var money = features.moving();
    var webhooks = features.webhooks();
    var reading = features.reading();
    var lookups = reading.lookups();
    var origins = new SettingsCalls.Origins(keys.origins(), keys.replaceOrigins());
    var all = new ArrayList<>(operations());
    all.addAll(new BrandingCalls(features.brandings(), audit).operations(ONE));
    all.addAll(
        new ReadingCalls(lookups, reading.signals(), reading.figures(), money.actions(), journal)
            .operations(ONE));
    all.addAll(
        new ListCalls(lookups, features.reading().lists(), features.reading().clock())
            .operations(ONE));
    all.addAll(
        new SettingsCalls(
                features.merchants(), features.settings(), origins, money.actions(), journal)
            .operations(ONE));
    all.addAll(
        new KeyCalls(keys.apiKeys(), features.settings(), keys.messageKeys(), journal)
            .operations(ONE));
    all.addAll(
        new AccountCalls(
                keys.accounts(),
                keys.connectors(),
                keys.accountSwitch(),
                keys.probe(),
                money.actions(),
                journal)
            .operations(ONE));
    all.addAll(new BookCalls(money.reconciliation(), keys.connectors(), journal).operations(ONE));
    all.addAll(
        new RefundBatchCalls(money.actions(), money.batches(), money.files()).operations(ONE));
    all.addAll(new AlertCalls(features.alerts(), journal).operations(ONE));
    all.addAll(new ExportCalls(money.exports(), features.reading().clock()).operations(ONE));
    all.addAll(
        new WebhookCalls(
                webhooks.endpoints(),
                webhooks.log(),
                webhooks.redelivery(),
                webhooks.replays(),
                webhooks.test(),
                journal)
            .operations(ONE));
    return all;
  }

  private List<Operation> operations() {
    return List.of(
        new Operation("GET", ROOT, Permission.PAYMENTS_READ, this::merchants),
        new Operation("POST", ROOT, Permission.MERCHANTS_WRITE, this::addMerchant),
        new Operation("GET", ONE, Permission.PAYMENTS_READ, call -> merchant(call.at())),
        new Operation(
            "POST",
            ONE + "/disable",
            Permission.MERCHANTS_WRITE,
            call -> disable(call, /* disable= */ true)),
        new Operation(
            "POST",
            ONE + "/enable",
            Permission.MERCHANTS_WRITE,
            call -> disable(call, /* disable= */ false)),
        new Operation("GET", ONE + "/search", Permission.PAYMENTS_READ, this::search),
        new Operation(
            "GET",
            ONE + "/orders/{order}",
            Permission.PAYMENTS_READ,
            call -> Answer.ok(whole(call))),
        new Operation("POST", ONE + "/orders/{order}/ask", Permission.PAYMENTS_ASK, this::ask),
        new Operation(
            "POST", ONE + "/orders/{order}/refunds", Permission.REFUNDS_CREATE, this::refund),
        new Operation("GET", ONE + "/review", Permission.PAYMENTS_READ, this::review),
        new Operation("POST", ONE + "/review/{id}", Permission.SETTLE_PROPOSE, this::propose),
        new Operation("GET", ONE + "/audit", Permission.AUDIT_READ, this::audit));
  }

  private Answer merchants(AdminCall call) {
    return AdminAnswers.list(
        "merchants",
        features.merchants().all().stream()
            .filter(it -> call.key().knows(it.id()))
            .map(it -> AdminJson.write(it, features.settings().isDisabled(it.id())))
            .toList());
  }

  private Answer merchant(MerchantId id) {
    var merchant = features.merchants().find(id).orElseThrow(AdminAnswers::unknown);
    return Answer.ok(AdminJson.write(merchant, features.settings().isDisabled(id)));
  }

  private Answer addMerchant(AdminCall call) {
    var id = call.required("id");
    if (!MerchantId.isForm(id)) {
      throw Params.invalid("id", "must be lower-case letters, digits, _ and -, at most 32");
    }
    var merchant = new MerchantId(id);
    var name = call.text("name").orElse(id);
    var made =
        features
            .merchants()
            .create(
                merchant, name, Merchant.Purpose.LIVE, call.text("return_url").map(URI::create));
    if (made.isEmpty()) {
      throw Params.invalid("id", "is taken");
    }
    written(call, "merchant added", id, Permission.MERCHANTS_WRITE);
    return merchant(merchant);
  }

  private Answer disable(AdminCall call, boolean disable) {
    features.settings().setDisabled(call.at(), disable);
    written(
        call, disable ? "merchant disabled" : "merchant enabled", "", Permission.MERCHANTS_WRITE);
    return merchant(call.at());
  }

  private Answer search(AdminCall call) {
    var hits = new Finder(features.reading().lookups()).find(call.at(), call.required("q"));
    return AdminAnswers.list("hits", hits.stream().map(AdminJson::write).toList());
  }

  private Answer ask(AdminCall call) {
    var story = story(call);
    return AdminAnswers.led(
        features.moving().actions().ask(call.actor(), call.at(), story.ref(), story.orderId()),
        () -> AdminJson.write(story(call)));
  }

  private Answer refund(AdminCall call) {
    var story = story(call);
    var amount =
        Money.parse(call.required("amount"), story.amount().currency())
            .filter(it -> !it.isZero())
            .orElseThrow(() -> Params.invalid("amount", "must be as 10 or 10.50, and not 0"));
    var request = call.required("unique_request_id");
    if (request.length() > REQUEST_LENGTH_MAX) {
      throw Params.invalid("unique_request_id", "must have at most 40 characters");
    }
    var wish =
        new OperatorActions.RefundWish(
            story.ref(), story.orderId(), request, amount, call.required("reason"));
    return AdminAnswers.led(
        features.moving().actions().refund(call.actor(), call.at(), wish),
        () -> AdminJson.write(story(call)));
  }

  /// The order's story with what went to providers and to webhooks; what went over the wire only
  /// for a key that may read it.
  private ObjectNode whole(AdminCall call) {
    var story = story(call);
    var json = AdminJson.write(story);
    boolean wire = call.key().permits(Permission.WIRE_READ);
    var signals = json.putArray("signals");
    features.reading().signals().ofOrder(call.at(), story.ref()).stream()
        .sorted(Comparator.comparing(Signal::at))
        .forEach(it -> signals.add(SignalJson.write(it, wire)));
    return json;
  }

  private OrderStory story(AdminCall call) {
    return features
        .reading()
        .lookups()
        .story(call.at(), call.path("order"))
        .orElseThrow(AdminAnswers::unknown);
  }

  private Answer review(AdminCall call) {
    var json = Answer.object();
    var waiting = json.putArray("waiting");
    features
        .reading()
        .lookups()
        .forAPerson(call.at(), ROWS_MAX)
        .forEach(it -> waiting.add(AdminJson.write(it)));
    var proposals = json.putArray("proposals");
    features
        .moving()
        .proposals()
        .latest(call.at())
        .forEach(it -> proposals.add(AdminJson.write(it)));
    return Answer.ok(json);
  }

  /// A key proposes; only a person approves.
  private Answer propose(AdminCall call) {
    var id = call.path("id");
    boolean waits =
        features.reading().lookups().forAPerson(call.at(), ROWS_MAX).stream()
            .anyMatch(it -> it.id().equals(id));
    if (!waits) {
      throw AdminAnswers.unknown();
    }
    var ending =
        switch (call.required("ending")) {
          case "MOVED" -> ManualReview.Ending.MOVED;
          case "NOT_MOVED" -> ManualReview.Ending.NOT_MOVED;
          default -> throw Params.invalid("ending", "must be MOVED or NOT_MOVED");
        };
    var wish =
        new OperatorActions.Settlement(
            id, ending, call.text("provider_reference").orElse(""), call.required("reason"));
    return AdminAnswers.led(
        features.moving().actions().settle(call.actor(), call.at(), wish), Answer::object);
  }

  private Answer audit(AdminCall call) {
    var before = call.text("before").filter(it -> it.matches("[0-9]{1,18}")).map(Long::valueOf);
    var found =
        audit.find(
            new AuditQuery(
                call.at().value(),
                call.text("actor"),
                call.text("object"),
                call.text("action"),
                before.orElse(Long.MAX_VALUE),
                ROWS_MAX));
    var json = Answer.object();
    var entries = json.putArray("entries");
    found.rows().forEach(it -> entries.add(AdminJson.write(it)));
    found.next().ifPresent(it -> json.put("next", Long.toString(it)));
    return Answer.ok(json);
  }

  private void written(AdminCall call, String action, String detail, Permission permission) {
    audit.write(
        AuditEntry.Draft.of(
                call.actor(), action, call.merchant().map(MerchantId::value).orElse(""), "")
            .by(permission)
            .detail(detail),
        AuditEntry.Outcome.DONE);
  }

  private static Answer document(Request request) {
    try (var in = AdminRoutes.class.getResourceAsStream("/admin-openapi.yaml")) {
      var bytes = Optional.ofNullable(in).orElseThrow().readAllBytes();
      return Answer.text("application/yaml", new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
