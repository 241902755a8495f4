package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.resolution.ReviewDecision;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.FormerDatabase;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.TestPostgres;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;

/// Today's gateway on the database of a former version, in which something is in each status.
@ExtendWith(UpgradeTest.OldDatabase.class)
class UpgradeTest {
  private static final MerchantId SHOP = new MerchantId("shop_1");
  private static final String PHONE = "9100000001";
  private static final Instant DUMPED = Instant.parse("2026-02-13T11:18:14Z");
  private static final GatewayFixture GATEWAY = GatewayFixture.usual();

  /// Starts today's gateway on it. Key ring and simulator are new ones, so that its merchant enters
  /// the provider accounts anew and its customer links again.
  static final class OldDatabase implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      var url = TestPostgres.of(context).newEmptyDatabase();
      FormerDatabase.restoreInto(url);
      Jdbi.create(url.jdbc()).useHandle(OldDatabase::sealAnew);
      GATEWAY.clock().advance(Duration.between(GATEWAY.clock().instant(), DUMPED));
      GATEWAY.start(url);
      GATEWAY.configureMobikwik(SHOP, Optional.empty(), Map.of());
      GATEWAY.configureFreecharge(SHOP);
    }

    @Override
    public void afterAll(ExtensionContext context) {
      GATEWAY.close();
    }

    private static void sealAnew(Handle handle) {
      for (var id : handle.select("select id from provider_account").mapTo(String.class).list()) {
        var sealed = GATEWAY.keyRing().seal(Secret.of("{}"), "provider-account/" + id);
        handle.execute("update provider_account set secrets = ? where id = ?", sealed, id);
      }
    }
  }

  private final Api api = GATEWAY.open().withKey(GATEWAY.gateway().apiKeys().issue(SHOP).reveal());

  @Test
  void everything_that_was_there_goes_on_and_ends() {
    assertStatusesAreToldApart();
    assertOrdersShowWhatTheyShowed();
    whatHasItsMoneyIsSentAgain();
    aPersonSettlesWhatWaitedForOne();
    timePasses();
    assertEverythingHasEnded();
  }

  private void assertStatusesAreToldApart() {
    var expected =
        Map.ofEntries(
            Map.entry("charged", "CHARGED"),
            Map.entry("declined", "DECLINED"),
            Map.entry("not_sent", "NOT_SENT"),
            Map.entry("given_up", "PRESUMED_FAILED"),
            Map.entry("person", "MANUAL_REVIEW"),
            Map.entry("sending", "SENDING"),
            Map.entry("unknown", "UNKNOWN"),
            Map.entry("pending", "PENDING"),
            Map.entry("confirm", "AWAITING_CONFIRMATION"),
            Map.entry("page", "AWAITING_REDIRECT"),
            Map.entry("short", "AWAITING_FUNDS"),
            Map.entry("adding", "FUNDS_IN_TRANSIT"),
            Map.entry("added", "FUNDED"));
    expected.forEach((order, status) -> assertThat(payment(order)).as(order).isEqualTo(status));
    assertThat(refund("refunded_71_04")).isEqualTo("MANUAL_REVIEW");
    assertThat(topup("top_abandoned")).isEqualTo("PRESUMED_FAILED");
  }

  private void assertOrdersShowWhatTheyShowed() {
    assertThat(shown("charged").path("status").asString()).isEqualTo("CHARGED");
    assertThat(shown("refunded_10").path("amount_refunded").decimalValue())
        .isEqualByComparingTo("10");
    assertThat(shown("refunded_71_04").at("/refunds/0/status").asString())
        .isEqualTo("MANUAL_REVIEW");
    assertThat(shown("short").path("status").asString()).isEqualTo("PENDING_VBV");
    assertThat(shown("short").at("/txn_detail/error_code").asString())
        .isEqualTo("INSUFFICIENT_BALANCE");
    assertThat(shown("person").path("status").asString()).isEqualTo("AUTHORIZING");
  }

  private void whatHasItsMoneyIsSentAgain() {
    var wallet = one("select id from wallet");
    var path = "/wallets/" + wallet;
    api.post(path).form("command", "authenticate").ok();
    api.post(path).form("command", "link", "otp", Shop.RIGHT_OTP).ok();
    // it is the link that the payments began with
    execute("update txn set link_generation = (select link_generation from wallet)");
    GATEWAY.provider().setBalance(PHONE, "9000");
    GATEWAY.sweep();
    assertThat(payment("added")).isEqualTo("CHARGED");
    assertThat(GATEWAY.provider().balance(PHONE)).isEqualByComparingTo("8698");
  }

  private void aPersonSettlesWhatWaitedForOne() {
    var decision = new ReviewDecision("Asha Rao", "the provider's statement", "");
    GATEWAY.gateway().manualReview().settle(id("person"), ManualReview.Ending.MOVED, decision);
    assertThat(shown("person").path("status").asString()).isEqualTo("CHARGED");
  }

  private static void timePasses() {
    for (int minutes : new int[] {1, 5, 20, 20, 20, 60, 360, 1440, 1440, 1440}) {
      GATEWAY.clock().advance(Duration.ofMinutes(minutes));
      GATEWAY.sweep();
    }
    for (int day = 0; day < 12; day++) {
      GATEWAY.clock().advance(Duration.ofDays(1));
      GATEWAY.sweep();
    }
  }

  private static void assertEverythingHasEnded() {
    assertThat(payment("short")).isEqualTo("DECLINED");
    assertThat(payment("unknown")).isEqualTo("PRESUMED_FAILED");
    assertThat(payment("page")).isEqualTo("PRESUMED_FAILED");
    for (var table : new String[] {"txn", "refund", "topup"}) {
      assertThat(one("select count(*) from " + table + " where next_check_at is not null"))
          .as(table)
          .isEqualTo("0");
    }
  }

  private JsonNode shown(String order) {
    return api.get("/orders/" + order).ok();
  }

  private static String id(String order) {
    return one(
        "select t.id from txn t join merchant_order o on o.id = t.order_ref"
            + " where o.order_id = ? order by t.attempt desc limit 1",
        order);
  }

  private static String payment(String order) {
    return one("select status from txn where id = ?", id(order));
  }

  private static String refund(String order) {
    return one(
        "select r.status from refund r join merchant_order o on o.id = r.order_ref"
            + " where o.order_id = ?",
        order);
  }

  private static String topup(String name) {
    return one("select status from topup where topup_txn_id = ?", name);
  }

  private static String one(String sql, Object... values) {
    return GATEWAY
        .tables()
        .withHandle(handle -> handle.select(sql, values).mapTo(String.class).one());
  }

  private static void execute(String sql) {
    GATEWAY.tables().useHandle(handle -> handle.execute(sql));
  }
}
