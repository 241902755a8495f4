package org.batua.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.gateway.testkit.Consenting.decide;
import static org.batua.gateway.testkit.Consenting.location;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.Consenting;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.SimulatorControl;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What GoPay sends of its own accord, and what comes of it.
class NotificationsTest {
  private static final int WORTHLESS_MAX = 3;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .withJobs()
          .with("notification.worthless_per_hour", Integer.toString(WORTHLESS_MAX));

  private final Shop shop = GATEWAY.newShop();
  private final Consenting gopay = Consenting.at(shop, "GOPAY");
  private String account = "";

  @BeforeEach
  void configure() {
    provider().goUp();
    account = GATEWAY.configureGopay(shop.id());
  }

  private static SimulatorControl provider() {
    return GATEWAY.provider().of("GOPAY");
  }

  /// Lets an order be paid.
  ///
  /// @return the merchant's id of it
  private String paid(String wallet, String amount) {
    var id = Till.newOrderId();
    shop.api().post("/orders").form("order_id", id, "amount", amount, "currency", "IDR").ok();
    shop.api()
        .post("/txns")
        .form(
            "order_id",
            id,
            "payment_method_type",
            "WALLET",
            "payment_method",
            "GOPAY",
            "direct_wallet_token",
            shop.read(wallet).path("token").asString(),
            "format",
            "json")
        .ok();
    return id;
  }

  private String reference(String order) {
    return strings(
            """
            select t.reference from txn t join merchant_order o on o.id = t.order_ref
            where o.order_id = ?
            """,
            order)
        .getLast();
  }

  /// How the order stands, without the question to the provider that asking for it would be.
  private String stored(String order) {
    for (var one : shop.api().get("/order/list?count=100").ok().path("list")) {
      if (one.path("order_id").asString().equals(order)) {
        return one.path("status").asString();
      }
    }
    throw new AssertionError("order " + order + ": not listed");
  }

  private static List<String> strings(String sql, Object... arguments) {
    return GATEWAY
        .tables()
        .withHandle(handle -> handle.select(sql, arguments).mapTo(String.class).list());
  }

  /// What became of the account's notifications, oldest first.
  private List<String> kept() {
    return strings(
        "select status from notification where provider_account_id = ? order by id", account);
  }

  private static void until(BooleanSupplier done) {
    Eventually.until("the notification has its effect", done);
  }

  /// Until all that came has been applied. What came before its payment was stored is asked about
  /// again some seconds later.
  private void applied() {
    GATEWAY.sweep();
    until(
        () -> {
          if (!kept().contains("WAITING")) {
            return true;
          }
          GATEWAY.clock().advance(Duration.ofSeconds(3));
          GATEWAY.sweep();
          return false;
        });
  }

  /// Until as many notifications as this have come and been applied.
  private void applied(int atLeast) {
    until(() -> kept().size() >= atLeast);
    applied();
  }

  @CanIgnoreReturnValue
  private ApiReply send(String json) {
    return GATEWAY
        .open()
        .post("/notifications/gopay/" + account)
        .body("application/json", json)
        .send();
  }

  private static String payment(String reference, String status, String code, String key) {
    return """
    {"order_id": "%s", "status_code":"%s",  "gross_amount":"100.00",
     "transaction_status":"%s", "signature_key":"%s"}
    """
        .formatted(reference, code, status, signature(reference + code + "100.00" + key));
  }

  private static String signature(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-512");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double counted(String worth) {
    return GATEWAY
        .open()
        .get("/metrics")
        .send()
        .body()
        .lines()
        .filter(line -> line.startsWith("batua_notifications_total"))
        .filter(line -> line.contains("gateway=\"GOPAY\"") && line.contains(worth))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void a_payment_whose_answer_was_lost_is_found_paid_when_the_provider_tells_of_it() {
    var order = paid(gopay.linked(Shop.newPhone()), "7005");
    var reference = reference(order);

    until(() -> provider().notices().toString().contains(reference));
    applied();

    assertThat(stored(order)).isEqualTo("CHARGED");
    assertThat(provider().count("debit", "ref=" + reference)).isEqualTo(1);
  }

  @Test
  void what_comes_is_kept_to_the_letter() {
    var text = payment("no-order-of-ours", "settlement", "200", GatewayFixture.GOPAY_KEY) + "é\n ";
    assertThat(send(text).status()).isEqualTo(200);

    var body =
        GATEWAY
            .tables()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select body from notification where provider_account_id = ?", account)
                        .mapTo(byte[].class)
                        .one());
    assertThat(body).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void repeated_and_disordered_notifications_do_no_harm() {
    var phone = Shop.newPhone();
    var order = paid(gopay.linked(phone), "7017");
    var reference = reference(order);
    // three times the success, and at last a notification that it is pending
    provider().awaitNotices(reference, 4);

    applied(3);

    provider().sendAgain(reference, 2, "reversed");
    // what has been applied is asked about again a minute later
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    // of the link, of the success and of what is pending; each is stored once
    applied();

    assertThat(kept()).hasSize(3);
    assertThat(stored(order)).isEqualTo("CHARGED");
    assertThat(
            strings(
                "select to_status from txn_move m join txn t on t.id = m.txn_id"
                    + " where t.reference = ? order by m.id",
                reference))
        .containsExactly("SENDING", "CHARGED");
    assertThat(provider().balance(phone)).isEqualByComparingTo("992983");
  }

  @Test
  void a_notification_counts_for_nothing_but_whom_to_ask() {
    var order = paid(gopay.linked(Shop.newPhone()), "7020");
    assertThat(stored(order)).isEqualTo("AUTHORIZATION_FAILED");
    var unknown = paid(gopay.linked(Shop.newPhone()), "7010");
    var reference = reference(unknown);

    send(payment(reference(order), "settlement", "200", GatewayFixture.GOPAY_KEY));
    send(payment(reference, "settlement", "200", GatewayFixture.GOPAY_KEY));
    until(() -> provider().count("inquiry", "ref=" + reference) > 0);

    assertThat(stored(order)).isEqualTo("AUTHORIZATION_FAILED");
    assertThat(stored(unknown)).isEqualTo("AUTHORIZING");
  }

  @Test
  void a_forged_notification_changes_nothing_and_is_counted() {
    var order = paid(gopay.linked(Shop.newPhone()), "7010");
    var reference = reference(order);
    applied();
    int known = kept().size();
    var before = counted("forged");
    int asked = provider().count("inquiry", "ref=" + reference);

    for (var i = 0; i < WORTHLESS_MAX + 2; i++) {
      assertThat(send(payment(reference, "settlement", "200", "another key")).status())
          .isEqualTo(200);
    }
    send("{\"order_id\":\"%s\",\"status_code\":\"200\"}".formatted(reference));
    GATEWAY.sweep();

    assertThat(counted("forged") - before).isEqualTo(WORTHLESS_MAX + 3);
    // a flood fills no table
    assertThat(kept().subList(known, kept().size())).hasSize(WORTHLESS_MAX).containsOnly("FORGED");
    assertThat(provider().count("inquiry", "ref=" + reference)).isEqualTo(asked);
    assertThat(stored(order)).isEqualTo("AUTHORIZING");
  }

  @Test
  void what_is_not_in_the_providers_form_is_taken_and_counted() {
    var before = counted("unreadable");
    for (var text : List.of("", "hello", "[]", "{}", "{\"order_id\":{}}")) {
      assertThat(send(text).status()).isEqualTo(200);
    }

    assertThat(counted("unreadable") - before).isEqualTo(5);
    assertThat(kept()).hasSize(WORTHLESS_MAX).containsOnly("UNREADABLE");
  }

  @Test
  void an_address_that_nobody_gave_out_takes_nothing() {
    var text = payment("x", "settlement", "200", GatewayFixture.GOPAY_KEY);
    for (var path : List.of("gopay/pac_unknown", "mobikwik/" + account, "nothing/" + account)) {
      GATEWAY
          .open()
          .post("/notifications/" + path)
          .body("application/json", text)
          .refused(404, "object_not_found");
    }
    assertThat(kept()).isEmpty();
  }

  @Test
  void a_body_beyond_the_limit_is_refused() {
    GATEWAY
        .open()
        .post("/notifications/gopay/" + account)
        .body("application/json", " ".repeat(16_385))
        .refused(413, "request_too_large");
  }

  @Test
  void another_accounts_notification_asks_nothing_about_this_ones_payment() {
    var order = paid(gopay.linked(Shop.newPhone()), "7010");
    var reference = reference(order);
    applied();
    int asked = provider().count("inquiry", "ref=" + reference);
    account = GATEWAY.configureGopay(GATEWAY.newShop().id());

    send(payment(reference, "settlement", "200", GatewayFixture.GOPAY_KEY));
    applied(1);

    assertThat(kept()).containsExactly("APPLIED");
    assertThat(provider().count("inquiry", "ref=" + reference)).isEqualTo(asked);
  }

  @Test
  void a_customer_who_unlinks_at_the_provider_has_no_linked_wallet() {
    var phone = Shop.newPhone();
    var wallet = gopay.linked(phone);

    provider().revoke(phone);

    until(() -> !shop.read(wallet).path("linked").asBoolean());
    assertThat(shop.read(wallet).path("token").isNull()).isTrue();
  }

  @Test
  void a_customer_whose_browser_never_came_back_is_linked_by_the_notification() {
    var phone = Shop.newPhone();
    var wallet = gopay.wallet(phone);
    var page = location(gopay.open(gopay.begin(wallet)));

    decide(page, phone, "approve");

    until(() -> shop.read(wallet).path("linked").asBoolean());
    until(() -> shop.read(wallet).path("current_balance").asInt() == 1_000_000);
  }

  @Test
  void a_signed_word_that_a_link_has_ended_ends_no_link_that_lives() {
    var wallet = gopay.linked(Shop.newPhone());
    applied(1);
    var name = strings("select link_name from wallet where id = ?", wallet).getFirst();
    var signed = signature(name + "DISABLED" + "204" + GatewayFixture.GOPAY_KEY);
    int known = kept().size();

    send(
        """
        {"account_id":"%s","account_status":"DISABLED","status_code":"204","signature_key":"%s"}
        """
            .formatted(name, signed));
    applied(known + 1);

    assertThat(kept().getLast()).isEqualTo("APPLIED");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
  }

  @Test
  void a_provider_that_cannot_be_asked_is_asked_again_later() {
    var wallet = gopay.linked(Shop.newPhone());
    applied(1);
    var name = strings("select link_name from wallet where id = ?", wallet).getFirst();
    var signed = signature(name + "DISABLED" + "204" + GatewayFixture.GOPAY_KEY);
    int known = kept().size();
    provider().goDown();

    send(
        """
        {"account_id":"%s","account_status":"DISABLED","status_code":"204","signature_key":"%s"}
        """
            .formatted(name, signed));
    until(
        () ->
            strings(
                    "select attempts from notification where provider_account_id = ?"
                        + " and attempts > 0 and status = 'WAITING'",
                    account)
                .equals(List.of("1")));
    provider().goUp();
    // the circuit of the provider's account has to try again, too
    GATEWAY.clock().advance(Duration.ofSeconds(4));
    until(
        () -> {
          GATEWAY.clock().advance(Duration.ofSeconds(4));
          GATEWAY.sweep();
          return !kept().getLast().equals("WAITING");
        });

    assertThat(kept()).hasSize(known + 1);
    assertThat(kept().getLast()).isEqualTo("APPLIED");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
  }

  @Test
  void old_notifications_are_forgotten() {
    send(payment("no-order-of-ours", "settlement", "200", GatewayFixture.GOPAY_KEY));
    applied(1);
    GATEWAY.clock().advance(Duration.ofDays(31));

    GATEWAY.sweep();

    assertThat(kept()).isEmpty();
  }
}
