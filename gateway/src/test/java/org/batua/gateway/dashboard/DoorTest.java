package org.batua.gateway.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.AuditQuery;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class DoorTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final Shop other = GATEWAY.newShop();

  @Test
  void every_route_has_its_row_and_every_row_its_route() throws IOException {
    List<String> rows;
    try (var in = DoorTest.class.getResourceAsStream("/dashboard-routes.txt")) {
      rows =
          new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
              .lines()
              .filter(it -> !it.startsWith("#"))
              .toList();
    }
    var routes = GATEWAY.gateway().dashboard().dashboard().pages().stream().map(DoorTest::row);
    assertThat(routes).containsExactlyInAnyOrderElementsOf(rows);
  }

  private static String row(DashboardRoute page) {
    var need =
        switch (page.need()) {
          case Need.Anybody _ -> "anybody";
          case Need.PasswordShown _ -> "password-shown";
          case Need.SignedIn _ -> "signed-in";
          case Need.At(var permission) -> permission.code();
          case Need.Everywhere(var permission) -> permission.code() + " everywhere";
        };
    boolean isFresh = page.freshness() == DashboardRoute.Freshness.FRESH;
    return page.method() + " " + page.path() + " " + need + (isFresh ? " fresh" : "");
  }

  @Test
  void the_document_says_what_each_role_may() throws IOException {
    var document = Path.of("../docs/dashboard.md");
    var shown = Pattern.compile("\\| `([a-z:]+)` \\| [^|]+ ((?:\\| x? ?){5})\\|");
    var found = shown.matcher(Files.readString(document));
    EnumSet<Permission> told = EnumSet.noneOf(Permission.class);
    while (found.find()) {
      var permission = Permission.of(found.group(1)).orElseThrow();
      told.add(permission);
      var cells = found.group(2).substring(1).split("\\|", -1);
      var roles = List.of(Role.values());
      for (int i = 0; i < roles.size(); i++) {
        assertThat(cells[i].contains("x"))
            .as(roles.get(i) + " " + permission)
            .isEqualTo(roles.get(i).permits(permission));
      }
    }
    assertThat(told).isEqualTo(EnumSet.complementOf(EnumSet.of(Permission.MERCHANTS_WRITE)));
  }

  /// Whom the door lets in, computed from the table of roles for every page there is.
  @Test
  void every_page_opens_for_the_roles_of_the_table_and_for_no_other() {
    Map<Role, OperatorBrowser> browsers = new EnumMap<>(Role.class);
    for (var role : Role.values()) {
      var browser = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), role);
      browser.get("/dashboard/me");
      browsers.put(role, browser);
    }
    List<String> faults = new ArrayList<>();
    for (var page : GATEWAY.gateway().dashboard().dashboard().pages()) {
      if (!(page.need() instanceof Need.At(var permission))) {
        continue;
      }
      for (var role : Role.values()) {
        var browser = Objects.requireNonNull(browsers.get(role));
        int own = open(browser, page, shop).statusCode();
        boolean may = role.permits(permission);
        if (may == (own == 403)) {
          faults.add(role + " " + page.method() + " " + page.path() + ": " + own);
        }
        int foreign = open(browser, page, other).statusCode();
        if (foreign != 404) {
          faults.add(role + " elsewhere " + page.method() + " " + page.path() + ": " + foreign);
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void nobody_gets_further_than_signing_in() {
    for (var page : GATEWAY.gateway().dashboard().dashboard().pages()) {
      if (page.need() instanceof Need.Anybody) {
        continue;
      }
      var reply = open(OperatorBrowser.at(GATEWAY), page, shop);
      assertThat(reply.statusCode()).as(page.path()).isEqualTo(303);
      assertThat(reply.headers().firstValue("location").orElse(""))
          .startsWith("/dashboard/sign-in");
    }
  }

  @Test
  void forms_from_elsewhere_are_refused_and_written_down() {
    var browser = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.ADMIN);
    browser.get("/dashboard/me");
    var path = "/dashboard/m/" + shop.id() + "/customers/cst_0000000000000000/reveal";
    var token = browser.token();
    var silent = browser.send(browser.form(path, token));
    var foreign = browser.send(browser.form(path, token).header("Sec-Fetch-Site", "cross-site"));
    var sibling = browser.send(browser.form(path, token).header("Sec-Fetch-Site", "same-site"));
    var origin = browser.send(browser.form(path, token).header("Origin", "https://evil.example"));
    var opaque = browser.send(browser.form(path, token).header("Origin", "null"));
    var without = browser.send(browser.form(path, "").header("Sec-Fetch-Site", "same-origin"));
    var another = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.ADMIN);
    another.get("/dashboard/me");
    var stolen =
        browser.send(browser.form(path, another.token()).header("Sec-Fetch-Site", "same-origin"));
    assertThat(List.of(silent, foreign, sibling, origin, opaque, without, stolen))
        .allMatch(reply -> reply.statusCode() == 403);
    browser.get("/dashboard/me");
    assertThat(browser.post(path).statusCode()).isEqualTo(404);
    var own =
        browser.send(
            browser.form(path, browser.token()).header("Origin", browser.base().toString()));
    assertThat(own.statusCode()).isNotEqualTo(200);
  }

  @Test
  void what_is_refused_is_in_the_audit() {
    var browser = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.VIEWER);
    browser.get("/dashboard/m/" + shop.id() + "/people");
    var audit = GATEWAY.gateway().dashboard().audit();
    var lines =
        audit.find(
            new AuditQuery(
                shop.id().value(),
                java.util.Optional.of(browser.login()),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                Long.MAX_VALUE,
                10));
    assertThat(lines.rows())
        .singleElement()
        .matches(it -> it.outcome() == AuditEntry.Outcome.REFUSED)
        .matches(it -> it.permission().equals("people:write"));
  }

  @Test
  void a_disabled_person_is_out_at_once() {
    var person = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.VIEWER);
    var people = GATEWAY.gateway().dashboard().people();
    var operator = people.byLogin(person.login()).orElseThrow();
    people.setDisabled(
        org.batua.gateway.operator.Actor.cli("test"),
        operator,
        shop.id().value(),
        /* disabled= */ true);
    assertThat(person.get("/dashboard/me").statusCode()).isEqualTo(303);
  }

  @Test
  void a_changed_role_ends_the_sessions_of_the_one_before() {
    var person = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.ADMIN);
    var people = GATEWAY.gateway().dashboard().people();
    var operator = people.byLogin(person.login()).orElseThrow();
    people.grant(
        org.batua.gateway.operator.Actor.cli("test"),
        operator,
        shop.id().value(),
        java.util.Optional.of(Role.VIEWER));
    assertThat(person.get("/dashboard/me").statusCode()).isEqualTo(303);
  }

  @Test
  void every_page_has_the_strict_policy_and_no_script_of_its_own() {
    var admin = OperatorBrowser.signedIn(GATEWAY, shop.id().value(), Role.ADMIN);
    for (var page : GATEWAY.gateway().dashboard().dashboard().pages()) {
      if (!page.method().equals("GET") || page.path().contains(".csv")) {
        continue;
      }
      var reply = open(admin, page, shop);
      if (reply.statusCode() != 200) {
        continue;
      }
      assertThat(reply.headers().firstValue("content-security-policy").orElse(""))
          .as(page.path())
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(reply.headers().firstValue("cache-control")).hasValue("no-store");
      assertThat(reply.body()).doesNotContain("<style", "onclick=", "style=\"", "<script>");
    }
  }

  private static HttpResponse<String> open(OperatorBrowser browser, DashboardRoute page, Shop at) {
    var path =
        page.path()
            .replace("{merchant}", at.id().value())
            .replaceAll("\\{[a-z]+\\}", "none_0000000000000000");
    return page.method().equals("GET") ? browser.get(path) : browser.post(path);
  }
}
