package org.batua.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.batua.gateway.dashboard.Need;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.AdminKeys;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What a person can click a script can do: the routes of the pages beside those of the admin API,
/// and these beside their document.
class AdminParityTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String PAGES = "/dashboard/m/{merchant}";
  private static final String CALLS = "/admin/v1/merchants/{merchant}";

  /// Pages whose call has another name.
  private static final Map<String, String> NAMED_OTHERWISE =
      Map.of(
          "POST /orders/{order}/refund", "POST /orders/{order}/refunds",
          "GET /orders.csv", "GET /orders",
          "GET /audit.csv", "GET /audit",
          "POST /settings/disable", "POST /disable");

  /// Pages that only people have, with the reason.
  private static final Map<String, String> FOR_PEOPLE =
      Map.ofEntries(
          Map.entry("POST /proposals/{id}/approve", "four eyes are two people's"),
          Map.entry("POST /proposals/{id}/turn-down", "four eyes are two people's"),
          Map.entry("POST /views", "one person's own filters"),
          Map.entry("POST /views/remove", "one person's own filters"),
          Map.entry("GET /reconcile", "an empty form"),
          Map.entry("GET /people", "a key that made people could outlive its end"),
          Map.entry("POST /people", "a key that made people could outlive its end"),
          Map.entry("POST /people/{operator}/role", "a key that made people could outlive its end"),
          Map.entry("POST /people/{operator}/disable", "people answer for people"),
          Map.entry("POST /people/{operator}/reset", "a key that made people could outlive it"),
          Map.entry("POST /people/{operator}/end", "people answer for people"));

  /// Calls that need another permission than their page, with the reason.
  private static final Map<String, String> OTHER_SCOPE =
      Map.of(
          "GET /webhooks/deliveries/{delivery}", "the page hides bodies, the call is for them",
          "GET /orders", "the page is an export, which finance takes home",
          "GET /settings", "the page shows keys and accounts by their names too");

  @Test
  void each_page_has_a_call_with_its_permission() {
    Map<String, String> calls = calls();
    List<String> faults = new ArrayList<>();
    for (var page : GATEWAY.gateway().dashboard().dashboard().pages()) {
      if (!(page.need() instanceof Need.At(var permission))) {
        continue;
      }
      var name = page.method() + " " + page.path().substring(PAGES.length());
      if (FOR_PEOPLE.containsKey(name)) {
        continue;
      }
      var call = NAMED_OTHERWISE.getOrDefault(name, name);
      var scope = calls.get(call);
      if (scope == null) {
        faults.add(name + ": no call");
      } else if (!scope.equals(permission.code()) && !OTHER_SCOPE.containsKey(call)) {
        faults.add(name + ": needs " + permission.code() + ", its call " + scope);
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void each_exception_is_of_a_page_that_there_is() {
    var pages =
        GATEWAY.gateway().dashboard().dashboard().pages().stream()
            .filter(it -> it.path().startsWith(PAGES))
            .map(it -> it.method() + " " + it.path().substring(PAGES.length()))
            .collect(Collectors.toSet());
    assertThat(pages).containsAll(FOR_PEOPLE.keySet()).containsAll(NAMED_OTHERWISE.keySet());
  }

  @Test
  void the_document_describes_each_call_with_its_scope_and_no_other() throws IOException {
    Map<String, String> described = new TreeMap<>();
    JsonNode document;
    try (var in = AdminParityTest.class.getResourceAsStream("/admin-openapi.yaml")) {
      document = new YAMLMapper().readTree(in);
    }
    for (var path : document.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (Set.of("get", "post").contains(method.getKey())) {
          var scope = method.getValue().path("description").asString().split("`", -1)[1];
          described.put(method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), scope);
        }
      }
    }
    Map<String, String> served = new TreeMap<>();
    GATEWAY
        .gateway()
        .dashboard()
        .adminApi()
        .all()
        .forEach(it -> served.put(it.method() + " " + it.path(), it.permission().code()));
    assertThat(described).isEqualTo(served);
    Set<String> ids = new TreeSet<>();
    document
        .path("paths")
        .forEach(path -> path.forEach(it -> ids.add(it.path("operationId").asString())));
    assertThat(ids).hasSizeGreaterThanOrEqualTo(served.size());
  }

  /// Of every call: its scope opens it, all other scopes together do not, and a key of another
  /// merchant learns nothing.
  @Test
  void each_call_opens_for_its_scope_and_for_no_other() {
    var own = GATEWAY.newShop().id().value();
    var other = GATEWAY.newShop().id().value();
    var client = OperatorBrowser.at(GATEWAY);
    Map<Permission, List<String>> keys = new EnumMap<>(Permission.class);
    List<String> faults = new ArrayList<>();
    for (var call : GATEWAY.gateway().dashboard().adminApi().all()) {
      var permission = call.permission();
      var three =
          keys.computeIfAbsent(
              permission,
              it ->
                  List.of(
                      key("*", EnumSet.of(it)),
                      key("*", EnumSet.complementOf(EnumSet.of(it))),
                      key(other, EnumSet.of(it))));
      var path =
          call.path()
              .replace("{merchant}", own)
              .replaceAll("\\{[a-z]+\\}", "none_0000000000000000");
      int may = send(client, three.get(0), call.method(), path);
      int lacks = send(client, three.get(1), call.method(), path);
      int foreign = send(client, three.get(2), call.method(), path);
      int nobody = send(client, "adm_none", call.method(), path);
      boolean isOfMerchant = call.path().contains("{merchant}");
      boolean right =
          may != 403
              && may != 401
              && may != 500
              && lacks == 403
              && nobody == 401
              && (!isOfMerchant || foreign == 404);
      if (!right) {
        faults.add(call.method() + " " + call.path() + ": " + List.of(may, lacks, foreign, nobody));
      }
    }
    assertThat(faults).isEmpty();
  }

  private static String key(String at, Set<Permission> permissions) {
    return GATEWAY
        .gateway()
        .dashboard()
        .adminKeys()
        .issue(Actor.cli("test"), new AdminKeys.Wish("test", at, permissions, Optional.empty()))
        .reveal();
  }

  private static int send(OperatorBrowser client, String key, String method, String path) {
    return client
        .send(
            client
                .request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(method.equals("GET") ? "" : "{}")))
        .statusCode();
  }

  private static Map<String, String> calls() {
    return GATEWAY.gateway().dashboard().adminApi().all().stream()
        .filter(it -> it.path().startsWith(CALLS))
        .collect(
            Collectors.toMap(
                it -> it.method() + " " + it.path().substring(CALLS.length()),
                it -> it.permission().code()));
  }
}
