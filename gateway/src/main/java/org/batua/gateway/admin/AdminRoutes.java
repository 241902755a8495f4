package org.batua.gateway.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.admin.AdminDoor.Operation;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.http.Access;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Params;
import org.batua.gateway.http.Request;
import org.batua.gateway.http.Route;
import org.batua.gateway.lookup.Finder;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.OrderFilter;
import org.batua.gateway.lookup.OrderStory;
import org.batua.gateway.lookup.Slice;
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
import org.batua.gateway.resolution.ManualReview;
import tools.jackson.databind.JsonNode;

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
      ApiKeys keys,
      ProviderAccounts accounts,
      LookupStore lookups,
      OperatorActions actions,
      Proposals proposals,
      Brandings brandings) {}

  public AdminRoutes(Features features, AdminKeys adminKeys, Audit audit) {
    this.features = features;
    this.audit = audit;
    this.door = new AdminDoor(adminKeys, features.merchants(), audit);
  }

  public List<Route> routes() {
    var routes = new ArrayList<>(door.routes(operations()));
    routes.addAll(door.routes(new BrandingCalls(features.brandings(), audit).operations(ONE)));
    routes.add(Route.get("/admin/openapi.yaml", Access.UNREAD, AdminRoutes::document));
    return routes;
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
        new Operation("GET", ONE + "/orders", Permission.PAYMENTS_READ, this::orders),
        new Operation(
            "GET",
            ONE + "/orders/{order}",
            Permission.PAYMENTS_READ,
            call -> Answer.ok(AdminJson.write(story(call)))),
        new Operation("POST", ONE + "/orders/{order}/ask", Permission.PAYMENTS_ASK, this::ask),
        new Operation(
            "POST", ONE + "/orders/{order}/refunds", Permission.REFUNDS_CREATE, this::refund),
        new Operation("GET", ONE + "/review", Permission.PAYMENTS_READ, this::review),
        new Operation("POST", ONE + "/review/{id}", Permission.SETTLE_PROPOSE, this::propose),
        new Operation("GET", ONE + "/keys", Permission.KEYS_WRITE, this::keys),
        new Operation("POST", ONE + "/keys", Permission.KEYS_WRITE, this::addKey),
        new Operation("POST", ONE + "/keys/{prefix}/revoke", Permission.KEYS_WRITE, this::revoke),
        new Operation("GET", ONE + "/accounts", Permission.ACCOUNTS_WRITE, this::accounts),
        new Operation(
            "POST", ONE + "/accounts/{account}/remove", Permission.ACCOUNTS_WRITE, this::remove),
        new Operation("GET", ONE + "/audit", Permission.AUDIT_READ, this::audit));
  }

  private Answer merchants(AdminCall call) {
    return list(
        "merchants",
        features.merchants().all().stream()
            .filter(it -> call.key().knows(it.id()))
            .map(it -> AdminJson.write(it, features.settings().isDisabled(it.id())))
            .toList());
  }

  private Answer merchant(MerchantId id) {
    var merchant = features.merchants().find(id).orElseThrow(AdminRoutes::unknown);
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
    var hits = new Finder(features.lookups()).find(call.at(), call.required("q"));
    return list("hits", hits.stream().map(AdminJson::write).toList());
  }

  private Answer orders(AdminCall call) {
    var filter =
        new OrderFilter(
            call.text("status").orElse(""),
            call.text("gateway").orElse(""),
            call.text("error").orElse(""),
            call.text("customer").orElse(""),
            0,
            Long.MAX_VALUE,
            OrderFilter.NONE.from(),
            OrderFilter.NONE.to());
    var slice =
        features
            .lookups()
            .orders(call.at(), filter, Slice.Place.read(call.text("before").orElse("")), ROWS_MAX);
    var json = Answer.object();
    var rows = json.putArray("orders");
    slice.rows().forEach(it -> rows.add(AdminJson.write(it)));
    slice.next().ifPresent(it -> json.put("next", it.written()));
    return Answer.ok(json);
  }

  private Answer ask(AdminCall call) {
    var story = story(call);
    return led(
        features.actions().ask(call.actor(), call.at(), story.ref(), story.orderId()),
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
    return led(
        features.actions().refund(call.actor(), call.at(), wish),
        () -> AdminJson.write(story(call)));
  }

  private OrderStory story(AdminCall call) {
    return features
        .lookups()
        .story(call.at(), call.path("order"))
        .orElseThrow(AdminRoutes::unknown);
  }

  private Answer review(AdminCall call) {
    var json = Answer.object();
    var waiting = json.putArray("waiting");
    features
        .lookups()
        .forAPerson(call.at(), ROWS_MAX)
        .forEach(it -> waiting.add(AdminJson.write(it)));
    var proposals = json.putArray("proposals");
    features.proposals().latest(call.at()).forEach(it -> proposals.add(AdminJson.write(it)));
    return Answer.ok(json);
  }

  /// A key proposes; only a person approves.
  private Answer propose(AdminCall call) {
    var id = call.path("id");
    boolean waits =
        features.lookups().forAPerson(call.at(), ROWS_MAX).stream()
            .anyMatch(it -> it.id().equals(id));
    if (!waits) {
      throw unknown();
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
    return led(features.actions().settle(call.actor(), call.at(), wish), Answer::object);
  }

  private Answer keys(AdminCall call) {
    return list(
        "keys", features.settings().keys(call.at()).stream().map(AdminJson::write).toList());
  }

  private Answer addKey(AdminCall call) {
    var key = features.keys().issue(call.at());
    var prefix = ApiKeys.prefix(key);
    var label = call.text("label").filter(it -> it.length() <= 80).orElse("");
    features.settings().label(call.at(), prefix, label, call.actor().name());
    written(call, "key added", prefix + " " + label, Permission.KEYS_WRITE);
    return Answer.ok(Answer.object().put("prefix", prefix).put("api_key", key.reveal()));
  }

  private Answer revoke(AdminCall call) {
    if (!features.keys().revoke(call.at(), call.path("prefix"))) {
      throw unknown();
    }
    written(call, "key revoked", call.path("prefix"), Permission.KEYS_WRITE);
    return keys(call);
  }

  private Answer accounts(AdminCall call) {
    return list(
        "accounts", features.accounts().of(call.at()).stream().map(AdminJson::write).toList());
  }

  private Answer remove(AdminCall call) {
    if (!features.accounts().remove(call.at(), call.path("account"))) {
      throw unknown();
    }
    written(call, "account removed", call.path("account"), Permission.ACCOUNTS_WRITE);
    return accounts(call);
  }

  private Answer audit(AdminCall call) {
    var before = call.text("before").filter(it -> it.matches("[0-9]{1,18}")).map(Long::valueOf);
    var found =
        audit.find(
            new AuditQuery(
                List.of(call.at().value()),
                call.text("actor"),
                call.text("object"),
                call.text("action"),
                before.orElse(Long.MAX_VALUE),
                ROWS_MAX));
    return list("entries", found.stream().map(AdminJson::write).toList());
  }

  private static Answer led(
      OperatorActions.Result result, java.util.function.Supplier<? extends JsonNode> done) {
    return switch (result) {
      case OperatorActions.Result.Done _ -> Answer.ok(done.get());
      case OperatorActions.Result.Proposed(var proposal) ->
          answer(202, Answer.object().set("proposal", AdminJson.write(proposal)));
      case OperatorActions.Result.Refused(var why) ->
          answer(409, Answer.object().put("error_code", "not_done").put("error_message", why));
    };
  }

  private static Answer answer(int status, JsonNode body) {
    return new Answer(
        status,
        "application/json",
        body.toString(),
        new HashMap<>(Map.of()),
        List.of(),
        status == 409 ? "not_done" : "");
  }

  private static Answer list(String name, List<? extends JsonNode> rows) {
    var json = Answer.object();
    var array = json.putArray(name);
    rows.forEach(array::add);
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

  private static Rejected unknown() {
    return new Rejected(new Rejection.UnknownObject());
  }
}
