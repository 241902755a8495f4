package org.batua.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.merchant.ProviderAccounts;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.SimulatorControl;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What PhonePe calls back about. The clock stands, so that nothing else makes us ask.
class PhonepeCallbacksTest {
  private static final String PHONEPE = "PHONEPE";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual().withJobs();

  private final Shop shop = GATEWAY.newShop(PHONEPE);
  private String account = "";
  private Till till = Till.at(GATEWAY, shop, Shop.newPhone());

  @BeforeEach
  void configure() {
    var accounts = GATEWAY.gateway().accounts();
    account = id(accounts);
    var path = "/notifications/phonepe/" + account;
    var fields = Map.of("callback_url", GATEWAY.open().base() + path);
    GATEWAY.configure(shop.id(), PHONEPE, Optional.empty(), fields);
    assertThat(id(accounts)).isEqualTo(account);
  }

  private String id(ProviderAccounts accounts) {
    var gateway = new GatewayCode(PHONEPE);
    return accounts.choose(shop.id(), gateway, Optional.empty()).account().id();
  }

  private static SimulatorControl provider() {
    return GATEWAY.provider(PHONEPE);
  }

  @Test
  void a_payment_that_ends_later_is_found_charged_when_phonepe_calls_back() {
    var order = till.order("7010");
    assertThat(till.pay(order).path("status").asString()).isEqualTo("AUTHORIZING");
    var reference = reference("select reference from txn where wallet_id = ?");
    assertThat(kept()).isEmpty();

    provider().resolve(reference, "success");

    until(() -> till.stored(order).equals("CHARGED 21"));
    assertThat(kept()).isNotEmpty().containsOnly("APPLIED");
    assertThat(till.books(order)).hasSize(1);
  }

  @Test
  void repeated_callbacks_do_no_harm() {
    var before = genuine();
    var order = till.paid("7017");
    var reference = reference("select reference from txn where wallet_id = ?");
    provider().awaitNotices(reference, 3);

    provider().sendAgain(reference, 2, "reversed");

    provider().awaitNotices(reference, 9);
    assertThat(genuine()).isGreaterThanOrEqualTo(before + 9);
    // what has been applied is asked about again a minute later, and is stored once
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    until(() -> !kept().contains("WAITING"));
    assertThat(kept()).hasSize(1).containsOnly("APPLIED");
    assertThat(till.moves(order)).containsExactly("SENDING", "CHARGED");
    assertThat(till.books(order)).hasSize(1);
  }

  @Test
  void a_refund_that_is_done_later_is_called_back_about() {
    var order = till.paid("500");
    till.refund(order, "r1", "71.03").ok();

    until(() -> till.refundState(order).equals("SUCCEEDED"));
    provider()
        .awaitNotices(
            reference(
                "select r.reference from refund r join txn t on t.id = r.txn_id"
                    + " where t.wallet_id = ?"),
            1);
  }

  @Test
  void a_forged_callback_asks_nobody() {
    var order = till.order("7010");
    till.pay(order);
    var reference = reference("select reference from txn where wallet_id = ?");
    int asked = provider().count("inquiry", "ref=" + reference);
    provider().resolve(reference, "success");
    until(() -> till.stored(order).equals("CHARGED 21"));
    int known = kept().size();
    int askedByThen = provider().count("inquiry", "ref=" + reference);

    var forged =
        GATEWAY
            .open()
            .post("/notifications/phonepe/" + account)
            .header("X-VERIFY", "0".repeat(64) + "###1")
            .body("application/json", "{\"response\":\"e30=\"}")
            .send();

    assertThat(forged.status()).isEqualTo(200);
    assertThat(askedByThen).isGreaterThan(asked);
    assertThat(kept()).hasSize(known + 1).endsWith("FORGED");
    assertThat(provider().count("inquiry", "ref=" + reference)).isEqualTo(askedByThen);
  }

  private String reference(String sql) {
    return GATEWAY
        .tables()
        .withHandle(handle -> handle.select(sql, till.wallet()).mapTo(String.class).one());
  }

  private static double genuine() {
    return GATEWAY
        .open()
        .get("/metrics")
        .send()
        .body()
        .lines()
        .filter(line -> line.startsWith("batua_notifications_total"))
        .filter(line -> line.contains("gateway=\"PHONEPE\"") && line.contains("genuine"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private List<String> kept() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select status from notification where provider_account_id = ? order by id",
                        account)
                    .mapTo(String.class)
                    .list());
  }

  private static void until(BooleanSupplier done) {
    Eventually.until("the notification has its effect", done);
  }
}
