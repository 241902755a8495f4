package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.AdminKeys;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever a stranger may show on any listener, in the hope that it opens something: each address
/// may try so often, what is wrong costs one query, and what works still passes beside it.
class StrangersTest {
  private static final int PER_MINUTE = 4;
  private static final int MANY = 12;
  private static final int AT_ONCE = 200;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("http.trusted_proxies", "127.0.0.1")
          .with("http.wrong_keys_per_minute", Integer.toString(PER_MINUTE));

  private final Till till = Till.open(GATEWAY);
  private final OperatorBrowser client = OperatorBrowser.at(GATEWAY);

  @Test
  void admin_keys() {
    var path = "/admin/v1/merchants/" + till.shop().id();
    var known = adminKey();
    limited(i -> admin(path, "adm_" + random(i), "203.0.113.1"), 401);
    assertThat(admin(path, known, "203.0.113.1")).isEqualTo(200);
    assertThat(admin(path, adminKey(), "203.0.113.1")).isEqualTo(200);
    assertThat(admin(path, "adm_" + random(0), "203.0.113.2")).isEqualTo(401);
  }

  @Test
  void a_wrong_admin_key_is_looked_up_once() {
    var path = "/admin/v1/merchants";
    admin(path, "adm_costly", "203.0.113.3");
    withoutReading(
        "admin_key", () -> assertThat(admin(path, "adm_costly", "192.0.2.1")).isEqualTo(401));
  }

  @Test
  void a_wrong_session_is_looked_up_once() {
    withCookie(random(7), "203.0.113.15");
    withoutReading(
        "operator_session", () -> assertThat(withCookie(random(7), "192.0.2.2")).isEqualTo(303));
  }

  @Test
  void sessions_of_operators() {
    var operator = OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), Role.VIEWER);
    limited(i -> withCookie(random(i), "203.0.113.4"), 303);
    assertThat(withCookie(operator.cookie(), "203.0.113.4")).isEqualTo(200);
  }

  @Test
  void links_of_the_dashboard() {
    for (var path : new String[] {"/dashboard/invitation/", "/dashboard/enter/"}) {
      var from = path.contains("enter") ? "203.0.113.5" : "203.0.113.6";
      limited(i -> status(client.request(path + random(i)).GET(), from), 404);
    }
    var link = GATEWAY.gateway().dashboard().people().developmentLink();
    var enter = client.request("/dashboard/enter/" + link.reveal()).GET();
    assertThat(status(enter, "203.0.113.5")).isEqualTo(200);
  }

  @Test
  void forms_without_a_session() {
    long before = auditLines();
    limited(i -> signIn("203.0.113.7", "same-origin"), 403);
    limited(i -> signIn("203.0.113.8", "cross-site"), 403);
    assertThat(auditLines() - before).isLessThanOrEqualTo(2L * (PER_MINUTE + 2));
  }

  /// Whatever is at its end first, attempts that are too many are told so, and calls beside them
  /// are answered.
  @Test
  void many_sign_ins_at_once_from_many_addresses() throws Exception {
    var statuses = atOnce(i -> signIn("198.18." + i / 250 + "." + i % 250, "same-origin"), AT_ONCE);
    assertThat(statuses.keySet()).containsExactly(403, 429);
  }

  /// Each is counted before it is made.
  @Test
  void many_sign_ins_at_once_from_one_address() throws Exception {
    var statuses = atOnce(_ -> signIn("203.0.113.17", "same-origin"), AT_ONCE);
    assertThat(statuses.keySet()).containsExactly(403, 429);
    assertThat(statuses.get(403)).isBetween(1, PER_MINUTE + 2);
  }

  /// Makes attempts at once, and calls with a good key beside them.
  private Map<Integer, Integer> atOnce(IntFunction<Integer> attempt, int times) throws Exception {
    var start = new CountDownLatch(1);
    List<Callable<Integer>> attempts = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int number = i;
      attempts.add(
          () -> {
            start.await();
            return attempt.apply(number);
          });
    }
    Map<Integer, Integer> statuses = new TreeMap<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var made = attempts.stream().map(executor::submit).toList();
      start.countDown();
      for (int i = 0; i < 20; i++) {
        till.shop().api().get("/customers?count=1").ok();
      }
      for (var one : made) {
        statuses.merge(one.get(), 1, Integer::sum);
      }
    }
    return statuses;
  }

  @Test
  void links_of_customers() {
    var order = link();
    for (var path :
        new String[] {
          "/merchant/pay/ordeh_",
          "/merchant/ipay/ordeh_",
          "/merchant/start/",
          "/wallets/topup/start/wtpup_",
          "/wallets/topup/return/wtpup_",
          "/wallets/link/start/",
          "/wallets/link/return/",
          "/wallets/link/return?state=",
          "/wallets/link/result/",
          "/pay/start/" + till.shop().id() + "/txn_",
          "/pay/finish/" + till.shop().id() + "/txn_",
          "/pay/return/" + till.shop().id() + "/txn_"
        }) {
      var from = "198.51.100." + (path.hashCode() & 0xff);
      limited(i -> get(path + random(i).substring(0, 32), from).send().status(), 404);
      assertThat(get(order, from).send().status()).as(path).isEqualTo(200);
    }
  }

  /// Neither for the page nor for a way on from the page that says so.
  @Test
  void a_lost_link_is_looked_up_once() {
    var path = "/merchant/pay/ordeh_" + random(1).substring(0, 32);
    get(path, "203.0.113.10").refused(404, "object_not_found");
    withoutReading(
        "merchant_order",
        () ->
            assertThat(get(path, "192.0.2.3").header("Accept", "text/html").send().status())
                .isEqualTo(404));
  }

  /// Whose frame it is, is not looked up.
  @Test
  void a_checkout_in_a_frame_says_that_it_has_to_wait() {
    var from = "203.0.113.14";
    for (int i = 0; i <= PER_MINUTE; i++) {
      get("/merchant/ipay/ordeh_" + random(200 + i).substring(0, 32), from).send();
    }
    var path = "/merchant/ipay/ordeh_" + random(300).substring(0, 32);
    var waits = get(path, from).header("Accept", "text/html").send();
    assertThat(waits.status()).isEqualTo(429);
    assertThat(waits.header("content-security-policy").orElse("")).contains("frame-ancestors *");
    assertThat(waits.body()).contains("href=\"" + path + "\"");
  }

  @Test
  void a_client_token_in_a_form() {
    var order = link();
    limited(
        i ->
            GATEWAY
                .open()
                .post(order)
                .header("X-Forwarded-For", "203.0.113.11")
                .form("client_auth_token", "tkn_" + random(i).substring(0, 32))
                .send()
                .status(),
        401);
  }

  @Test
  void addresses_of_notifications() {
    limited(
        i ->
            GATEWAY
                .open()
                .post("/notifications/PHONEPE/pac_" + random(i).substring(0, 16))
                .header("X-Forwarded-For", "203.0.113.12")
                .form("a", "b")
                .send()
                .status(),
        404);
  }

  /// All listeners count together.
  @Test
  void guesses_at_one_door_close_the_others() {
    limited(i -> admin("/admin/v1/merchants", "adm_" + random(100 + i), "203.0.113.13"), 401);
    GATEWAY
        .open()
        .withKey("key_another")
        .get("/customers")
        .header("X-Forwarded-For", "203.0.113.13")
        .refused(429, "too_many_requests");
  }

  /// The first attempts are refused as they were before, the others by the limit.
  private static void limited(IntFunction<Integer> attempt, int refused) {
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < MANY; i++) {
      statuses.merge(attempt.apply(i), 1, Integer::sum);
    }
    assertThat(statuses.keySet()).containsExactlyInAnyOrder(refused, 429);
    assertThat(statuses.get(refused)).isBetween(PER_MINUTE, PER_MINUTE + 2);
  }

  private String link() {
    var order = till.status(till.order("10"));
    return URI.create(order.path("payment_links").path("web").asString()).getPath();
  }

  private String adminKey() {
    return GATEWAY
        .gateway()
        .dashboard()
        .adminKeys()
        .issue(
            Actor.cli("test"),
            new AdminKeys.Wish(
                "script",
                till.shop().id().value(),
                EnumSet.of(Permission.PAYMENTS_READ),
                Optional.empty()))
        .reveal();
  }

  private int admin(String path, String key, String from) {
    return status(client.request(path).header("Authorization", "Bearer " + key).GET(), from);
  }

  private int withCookie(String cookie, String from) {
    var page = client.base().resolve("/dashboard/me");
    return status(
        HttpRequest.newBuilder(page).header("Cookie", "batua_dashboard=" + cookie).GET(), from);
  }

  private int signIn(String from, String site) {
    return status(
        client
            .form("/dashboard/sign-in", "", "login", "nobody", "password", "wrong")
            .header("Sec-Fetch-Site", site),
        from);
  }

  private int status(HttpRequest.Builder request, String from) {
    HttpResponse<String> reply = client.send(request.header("X-Forwarded-For", from));
    return reply.statusCode();
  }

  private static ApiCall get(String path, String from) {
    return GATEWAY.open().get(path).header("X-Forwarded-For", from);
  }

  private static String random(int i) {
    return HexFormat.of().toHexDigits(i).repeat(8);
  }

  private static long auditLines() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle.createQuery("select count(*) from audit_entry").mapTo(Long.class).one());
  }

  /// Whoever reads the table meanwhile waits until the database ends the statement.
  private static void withoutReading(String table, Runnable work) {
    GATEWAY
        .tables()
        .useTransaction(
            handle -> {
              handle.execute("lock table " + table + " in access exclusive mode");
              work.run();
            });
  }
}
