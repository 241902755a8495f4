package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class SignInPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String PASSWORD = "mango lantern otter vellum";
  private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7]{32})</code>");
  private static final Pattern RECOVERY = Pattern.compile("<code>([0-9a-f]{4}(?:-[0-9a-f]{4}){3})");
  private static final AtomicInteger PEOPLE = new AtomicInteger();

  private final String login = "asha" + PEOPLE.incrementAndGet();
  private final OperatorBrowser browser = OperatorBrowser.at(GATEWAY);

  @BeforeEach
  void forgetAddresses() {
    GATEWAY.tables().useHandle(handle -> handle.execute("delete from sign_in_failure"));
  }

  /// A person who has accepted the invitation and set up the app.
  private record Person(String secret, List<String> recovery) {}

  private Person enrolled() {
    var link = invitation();
    browser.get(link);
    var next = browser.post(link, "password", PASSWORD, "again", PASSWORD);
    assertThat(location(next)).isEqualTo("/dashboard/sign-in/app");
    browser.get("/dashboard/sign-in/app");
    var secret = found(SECRET, browser.page()).getFirst();
    browser.post("/dashboard/sign-in/app", "code", code(secret));
    return new Person(secret, found(RECOVERY, browser.page()));
  }

  private String invitation() {
    var token =
        GATEWAY
            .gateway()
            .dashboard()
            .people()
            .invite(Actor.cli("test"), login, "Asha", "*", Role.ADMIN);
    return "/dashboard/invitation/" + token.reveal();
  }

  @Test
  void an_invited_person_chooses_a_password_sets_up_the_app_and_is_in() {
    var person = enrolled();
    assertThat(person.recovery()).hasSize(10).doesNotHaveDuplicates();
    assertThat(browser.get("/dashboard/me").statusCode()).isEqualTo(200);
  }

  @Test
  void an_invitation_works_once_and_for_three_days() {
    var link = invitation();
    GATEWAY.clock().advance(Duration.ofHours(73));
    assertThat(browser.get(link).statusCode()).isEqualTo(404);
    var other = new SignInPagesTest();
    var again = other.invitation();
    browser.get(again);
    browser.post(again, "password", PASSWORD, "again", PASSWORD);
    assertThat(OperatorBrowser.at(GATEWAY).get(again).statusCode()).isEqualTo(404);
  }

  @Test
  void short_common_and_differing_passwords_are_refused() {
    var link = invitation();
    browser.get(link);
    for (var weak : List.of("short", "password1234", "aaaaaaaaaaaaaaaa", login + login)) {
      assertThat(browser.post(link, "password", weak, "again", weak).statusCode())
          .as(weak)
          .isEqualTo(422);
    }
    assertThat(browser.post(link, "password", PASSWORD, "again", "other").statusCode())
        .isEqualTo(422);
  }

  @Test
  void password_and_code_sign_in_and_a_code_works_once() {
    var person = enrolled();
    GATEWAY.clock().advance(Duration.ofSeconds(60));
    var second = OperatorBrowser.at(GATEWAY);
    var code = code(person.secret());
    assertThat(passwordShown(second)).startsWith("/dashboard/sign-in/code");
    assertThat(location(second.get("/dashboard/m/x"))).startsWith("/dashboard/sign-in");
    var before = second.cookie();
    assertThat(second.post("/dashboard/sign-in/code", "code", code).statusCode()).isEqualTo(303);
    assertThat(second.cookie()).isNotEqualTo(before);
    assertThat(second.get("/dashboard/me").statusCode()).isEqualTo(200);
    var third = OperatorBrowser.at(GATEWAY);
    passwordShown(third);
    assertThat(third.post("/dashboard/sign-in/code", "code", code).statusCode()).isEqualTo(403);
  }

  @Test
  void a_recovery_code_works_once() {
    var person = enrolled();
    var recovery = person.recovery().getFirst();
    passwordShown(browser);
    assertThat(browser.post("/dashboard/sign-in/code", "code", recovery).statusCode())
        .isEqualTo(303);
    var second = OperatorBrowser.at(GATEWAY);
    passwordShown(second);
    assertThat(second.post("/dashboard/sign-in/code", "code", recovery).statusCode())
        .isEqualTo(403);
  }

  @Test
  void an_unknown_login_is_refused_as_a_wrong_password_is() {
    enrolled();
    var known = OperatorBrowser.at(GATEWAY);
    known.get("/dashboard/sign-in");
    var wrong = known.post("/dashboard/sign-in", "login", login, "password", "not the one");
    var unknown = known.post("/dashboard/sign-in", "login", "nobody", "password", "not the one");
    assertThat(wrong.statusCode()).isEqualTo(403).isEqualTo(unknown.statusCode());
    assertThat(plain(wrong).replace(login, "nobody")).isEqualTo(plain(unknown));
  }

  /// A page without what is random in it.
  private static String plain(HttpResponse<String> reply) {
    return reply.body().replaceAll("data-challenge=\"[^\"]*\"", "");
  }

  @Test
  void ten_wrong_passwords_lock_for_half_an_hour() {
    enrolled();
    var guess = OperatorBrowser.at(GATEWAY);
    guess.get("/dashboard/sign-in");
    for (int i = 0; i < 10; i++) {
      guess.post("/dashboard/sign-in", "login", login, "password", "wrong" + i);
    }
    assertThat(guess.post("/dashboard/sign-in", "login", login, "password", PASSWORD).statusCode())
        .isEqualTo(403);
    GATEWAY.clock().advance(Duration.ofMinutes(31));
    assertThat(guess.post("/dashboard/sign-in", "login", login, "password", PASSWORD).statusCode())
        .isEqualTo(303);
  }

  @Test
  void half_an_hour_idle_ends_a_session() {
    enrolled();
    GATEWAY.clock().advance(Duration.ofMinutes(29));
    assertThat(browser.get("/dashboard/me").statusCode()).isEqualTo(200);
    GATEWAY.clock().advance(Duration.ofMinutes(31));
    assertThat(location(browser.get("/dashboard/me"))).startsWith("/dashboard/sign-in");
  }

  @Test
  void signing_out_ends_the_session_at_the_server() {
    enrolled();
    var cookie = browser.cookie();
    browser.get("/dashboard/me");
    browser.post("/dashboard/sign-out");
    var stolen = OperatorBrowser.at(GATEWAY);
    var reply =
        stolen.send(stolen.request("/dashboard/me").header("Cookie", "batua_dashboard=" + cookie));
    assertThat(reply.statusCode()).isEqualTo(303);
  }

  @Test
  void a_cookie_that_a_stranger_chose_is_no_session() {
    var fixed = "ab".repeat(32);
    var reply =
        browser.send(browser.request("/dashboard/me").header("Cookie", "batua_dashboard=" + fixed));
    assertThat(reply.statusCode()).isEqualTo(303);
  }

  @Test
  void the_cookie_is_hidden_from_scripts_and_other_sites() {
    var link = invitation();
    browser.get(link);
    var reply = browser.post(link, "password", PASSWORD, "again", PASSWORD);
    assertThat(reply.headers().firstValue("set-cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Lax", "Path=/");
  }

  @Test
  void signing_in_leads_to_pages_of_ours_only() {
    var person = enrolled();
    for (var to : List.of("https://evil.example/", "//evil.example", "/dashboard//evil.example")) {
      GATEWAY.clock().advance(Duration.ofSeconds(90));
      var second = OperatorBrowser.at(GATEWAY);
      passwordShown(second);
      var reply = second.post("/dashboard/sign-in/code", "code", code(person.secret()), "to", to);
      assertThat(location(reply)).isEqualTo("/dashboard");
    }
  }

  @Test
  void what_is_old_enough_needs_the_code_again() {
    var person = enrolled();
    var shop = GATEWAY.newShop();
    var people = "/dashboard/m/" + shop.id() + "/people";
    GATEWAY.clock().advance(Duration.ofMinutes(6));
    browser.get(people);
    var stale = browser.post(people, "login", "x" + login, "name", "X", "role", "VIEWER");
    assertThat(location(stale)).startsWith("/dashboard/confirm");
    browser.get("/dashboard/confirm");
    browser.post("/dashboard/confirm", "code", code(person.secret()));
    browser.get(people);
    var fresh = browser.post(people, "login", "x" + login, "name", "X", "role", "VIEWER");
    assertThat(fresh.body()).contains("/dashboard/invitation/");
  }

  @Test
  void a_development_link_signs_in_once() {
    var token = GATEWAY.gateway().dashboard().people().developmentLink().reveal();
    var link = "/dashboard/enter/" + token;
    browser.get(link);
    assertThat(location(browser.post(link))).isEqualTo("/dashboard");
    assertThat(browser.get("/dashboard/me").statusCode()).isEqualTo(200);
    var another = OperatorBrowser.at(GATEWAY);
    assertThat(another.get(link).statusCode()).isEqualTo(404);
    assertThat(another.post(link).statusCode()).isEqualTo(404);
  }

  @Test
  void a_password_is_changed_by_who_knows_it_and_ends_other_sessions() {
    var person = enrolled();
    var page = "/dashboard/me/password";
    GATEWAY.clock().advance(Duration.ofSeconds(90));
    var other = OperatorBrowser.at(GATEWAY);
    passwordShown(other);
    other.post("/dashboard/sign-in/code", "code", code(person.secret()));
    browser.get("/dashboard/me");
    var wished = "correct stapler of horses";
    for (var wrong :
        List.of(
            List.of("wrong", wished, wished),
            List.of(PASSWORD, wished, "another one of them"),
            List.of(PASSWORD, "123456789012", "123456789012"))) {
      var reply =
          browser.post(
              page, "current", wrong.get(0), "password", wrong.get(1), "again", wrong.get(2));
      assertThat(reply.statusCode()).as(wrong.toString()).isEqualTo(422);
    }
    var old = browser.cookie();
    var done = browser.post(page, "current", PASSWORD, "password", wished, "again", wished);
    assertThat(location(done)).isEqualTo("/dashboard/me?done=changed");
    assertThat(browser.cookie()).isNotEqualTo(old);
    assertThat(browser.get("/dashboard/me").statusCode()).isEqualTo(200);
    assertThat(location(other.get("/dashboard/me"))).startsWith("/dashboard/sign-in");
    var stranger = OperatorBrowser.at(GATEWAY);
    stranger.get("/dashboard/sign-in");
    var again = stranger.post("/dashboard/sign-in", "login", login, "password", PASSWORD);
    assertThat(again.statusCode()).isEqualTo(403);
  }

  @Test
  void looking_at_a_link_uses_nothing_up() {
    var token = GATEWAY.gateway().dashboard().people().developmentLink().reveal();
    var enter = "/dashboard/enter/" + token;
    for (var link : List.of(enter, invitation())) {
      for (var method : List.of("HEAD", "GET", "HEAD", "GET")) {
        var preview = OperatorBrowser.at(GATEWAY);
        var reply =
            preview.send(
                preview
                    .request(link)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header("User-Agent", "link preview"));
        assertThat(reply.statusCode()).as(method).isEqualTo(200);
        assertThat(reply.headers().firstValue("set-cookie")).isEmpty();
      }
    }
    assertThat(location(browser.post(enter))).isEqualTo("/dashboard");
  }

  @Test
  void a_link_signs_in_only_from_its_own_page() {
    var token = GATEWAY.gateway().dashboard().people().developmentLink().reveal();
    var link = "/dashboard/enter/" + token;
    var foreign = browser.form(link, "").header("Sec-Fetch-Site", "cross-site");
    assertThat(browser.send(foreign).statusCode()).isEqualTo(403);
    assertThat(location(browser.post(link))).isEqualTo("/dashboard");
  }

  private String passwordShown(OperatorBrowser in) {
    in.get("/dashboard/sign-in");
    var reply = in.post("/dashboard/sign-in", "login", login, "password", PASSWORD);
    in.get("/dashboard/sign-in/code");
    return location(reply);
  }

  private static String location(HttpResponse<String> reply) {
    return reply.headers().firstValue("location").orElse("");
  }

  private static List<String> found(Pattern pattern, String page) {
    return pattern.matcher(page).results().map(it -> it.group(1)).toList();
  }

  private static String code(String secret) {
    var codes = new TimeBasedOneTimePasswordGenerator();
    try {
      return codes.generateOneTimePasswordString(
          new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()),
          GATEWAY.clock().instant());
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
