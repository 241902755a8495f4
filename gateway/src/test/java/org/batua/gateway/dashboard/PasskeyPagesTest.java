package org.batua.gateway.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.AuditQuery;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Passkeys in Chromium, whose virtual authenticator stands for a device that verifies its user.
@Tag(Chromium.TAG)
class PasskeyPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private final OperatorBrowser person = OperatorBrowser.signedIn(GATEWAY, "*", Role.ADMIN);

  private static String base() {
    return "http://localhost:" + GATEWAY.gateway().dashboard().port();
  }

  /// A device with a passkey that is added already.
  private record Device(Page page, CDPSession session, String id) {
    static Device plug(Page page) {
      var session = page.context().newCDPSession(page);
      session.send("WebAuthn.enable");
      var options = new JsonObject();
      options.addProperty("protocol", "ctap2");
      options.addProperty("transport", "internal");
      for (var ability :
          List.of(
              "hasResidentKey",
              "hasUserVerification",
              "isUserVerified",
              "automaticPresenceSimulation")) {
        options.addProperty(ability, Boolean.TRUE);
      }
      var wish = new JsonObject();
      wish.add("options", options);
      var made = session.send("WebAuthn.addVirtualAuthenticator", wish);
      return new Device(page, session, made.get("authenticatorId").getAsString());
    }

    void verifyNobody() {
      var wish = new JsonObject();
      wish.addProperty("authenticatorId", id);
      wish.addProperty("isUserVerified", Boolean.FALSE);
      session.send("WebAuthn.setUserVerified", wish);
    }

    void add(String name) {
      page.navigate(base() + "/dashboard/me");
      page.fill("form[data-passkey] input[name=name]", name);
      page.click("form[data-passkey] button");
      page.waitForURL("**done=saved");
    }

    void signOut() {
      page.context().clearCookies();
      page.navigate(base() + "/dashboard/sign-in");
    }
  }

  private Device signedIn(Page page) {
    page.context()
        .addCookies(List.of(new Cookie("batua_dashboard", person.cookie()).setUrl(base())));
    var device = Device.plug(page);
    device.add("Laptop");
    return device;
  }

  @Test
  void a_passkey_is_added_signs_in_without_password_and_is_removed() {
    try (var context = CHROMIUM.newBrowser()) {
      var page = context.newPage();
      var device = signedIn(page);
      device.signOut();
      page.click("form[data-passkey] button");
      page.waitForURL(base() + "/dashboard");
      page.navigate(base() + "/dashboard/me");
      assertThat(page.content()).contains("Laptop");
      page.click("form[action='/dashboard/me/passkeys/remove'] button");
      page.waitForURL("**done=saved");
      device.signOut();
      page.click("form[data-passkey] button");
      page.waitForSelector("p.notice[role=status]");
      assertThat(page.url()).endsWith("/dashboard/sign-in/passkey");
    }
  }

  @Test
  void what_needs_a_fresh_factor_takes_a_passkey() {
    try (var context = CHROMIUM.newBrowser()) {
      var page = context.newPage();
      signedIn(page);
      GATEWAY.clock().advance(Duration.ofMinutes(6));
      page.navigate(base() + "/dashboard/me");
      page.click("form[action='/dashboard/me/passkeys/remove'] button");
      page.waitForURL("**/dashboard/confirm**");
      page.click("form[data-passkey] button");
      page.waitForURL(base() + "/dashboard/me");
      page.click("form[action='/dashboard/me/passkeys/remove'] button");
      page.waitForURL("**done=saved");
    }
  }

  @Test
  void adding_one_ends_the_other_sessions() {
    var login = person.login();
    var elsewhere = "a".repeat(64);
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into operator_session select sha256(?::bytea), s.operator_id, s.stage,"
                        + " s.created_at, s.seen_at, s.factor_at, s.expires_at, '', ''"
                        + " from operator_session s join operator o on o.id = s.operator_id"
                        + " where o.login = ?",
                    elsewhere,
                    login));
    try (var context = CHROMIUM.newBrowser()) {
      signedIn(context.newPage());
    }
    assertThat(person.get("/dashboard/me").statusCode()).isEqualTo(200);
    long sessions =
        GATEWAY
            .tables()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select count(*) from operator_session s"
                                + " join operator o on o.id = s.operator_id where o.login = :login")
                        .bind("login", login)
                        .mapTo(Long.class)
                        .one());
    assertThat(sessions).isEqualTo(1);
  }

  @Test
  void a_copy_of_a_passkey_whose_count_is_behind_is_refused_and_written_down() {
    try (var context = CHROMIUM.newBrowser()) {
      var page = context.newPage();
      var device = signedIn(page);
      GATEWAY
          .tables()
          .useHandle(handle -> handle.execute("update operator_passkey set sign_count = 100000"));
      device.signOut();
      page.click("form[data-passkey] button");
      page.waitForSelector("p.notice[role=status]");
      assertThat(page.url()).endsWith("/dashboard/sign-in/passkey");
    }
    var query =
        new AuditQuery(
            "", Optional.empty(), Optional.empty(), Optional.of("sign-in"), Long.MAX_VALUE, 1);
    assertThat(GATEWAY.gateway().dashboard().audit().find(query).rows())
        .singleElement()
        .matches(it -> it.outcome() == AuditEntry.Outcome.REFUSED)
        .matches(it -> it.detail().equals("passkey"));
  }

  @Test
  void a_device_that_does_not_verify_its_user_does_not_sign_in() {
    try (var context = CHROMIUM.newBrowser()) {
      var page = context.newPage();
      var device = signedIn(page);
      device.verifyNobody();
      device.signOut();
      page.click("form[data-passkey] button");
      page.waitForSelector("[data-passkey-failed]:not([hidden])");
      assertThat(context.cookies()).noneMatch(it -> it.name.equals("batua_dashboard"));
    }
  }

  @Test
  void an_answer_counts_once() {
    try (var context = CHROMIUM.newBrowser()) {
      var page = context.newPage();
      var device = signedIn(page);
      device.signOut();
      var sent =
          page.waitForRequest(
              "**/dashboard/sign-in/passkey", () -> page.click("form[data-passkey] button"));
      page.waitForURL(base() + "/dashboard");
      var answer = URLDecoder.decode(field(sent.postData()), UTF_8);
      var again = OperatorBrowser.at(GATEWAY);
      again.get("/dashboard/sign-in");
      assertThat(again.post("/dashboard/sign-in/passkey", "answer", answer).statusCode())
          .isEqualTo(403);
      assertThat(again.post("/dashboard/sign-in/passkey", "answer", "{}").statusCode())
          .isEqualTo(403);
      assertThat(again.post("/dashboard/sign-in/passkey").statusCode()).isEqualTo(403);
    }
  }

  private static String field(String form) {
    return Arrays.stream(form.split("&", -1))
        .filter(it -> it.startsWith("answer="))
        .findFirst()
        .orElseThrow()
        .substring("answer=".length());
  }
}
