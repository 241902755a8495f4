package org.batua.gateway.topup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Top-ups as a merchant's backend asks for them.
class TopupsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  @Test
  void a_topup_answers_as_the_seed_shows() {
    var answer = topup("250.50", "topup_1").ok();
    assertThat(answer.propertyNames())
        .containsExactly("topup_txn_id", "wallet_id", "status", "payment_url");
    assertThat(answer.path("topup_txn_id").asString()).isEqualTo("topup_1");
    assertThat(answer.path("wallet_id").asString()).isEqualTo(till.wallet());
    assertThat(answer.path("status").asString()).isEqualTo("PENDING");
    assertThat(answer.path("payment_url").asString())
        .matches("http://localhost:[0-9]+/wallets/topup/start/wtpup_[a-z0-9]{16}");
    var read = read("topup_1").ok();
    assertThat(read.path("amount").decimalValue()).isEqualByComparingTo("250.50");
    assertThat(read.path("error_code").asString()).isEmpty();
    assertThat(GATEWAY.provider().count("top_up", "phone=" + till.phone())).isZero();
  }

  @Test
  void the_wallets_own_path_does_the_same_without_a_command() {
    var byOwnPath =
        till.api()
            .post("/wallets/" + till.wallet())
            .form("amount", "10", "topup_txn_id", "topup_2")
            .ok();
    assertThat(topup("10", "topup_2").ok()).isEqualTo(byOwnPath);
    till.api()
        .post("/wallets/" + till.wallet())
        .form("amount", "10")
        .refused(400, "Mandatory fields are missing");
  }

  @Test
  void the_same_id_with_the_same_content_is_the_same_topup() {
    var first = topup("10", "topup_3").ok();
    assertThat(topup("10.00", "topup_3").ok()).isEqualTo(first);
    topup("11", "topup_3").refused(400, "DUPLICATE_REQUEST");
    withReturnUrl("10", "topup_3", "https://shop.example/other").refused(400, "DUPLICATE_REQUEST");
    var other = Till.at(GATEWAY, till.shop(), Shop.newPhone());
    topup(other, "10", "topup_3").refused(400, "DUPLICATE_REQUEST");
    till.shop().command(till.wallet(), "delink").ok();
    assertThat(topup("10", "topup_3").ok()).isEqualTo(first);
  }

  @Test
  void the_same_id_at_once_is_one_topup() throws Exception {
    var calls = new ArrayList<Callable<ApiReply>>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> topup("10", "topup_4").send());
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var bodies = executor.invokeAll(calls).stream().map(Future::resultNow).toList();
      assertThat(Set.copyOf(bodies.stream().map(ApiReply::ok).toList())).hasSize(1);
    }
  }

  @Test
  void merchants_do_not_see_each_others_topups() {
    topup("10", "topup_5").ok();
    var other = Till.open(GATEWAY);
    other
        .api()
        .get("/wallets/" + till.wallet() + "/topup/topup_5")
        .refused(404, "object_not_found");
    other
        .api()
        .get("/wallets/" + other.wallet() + "/topup/topup_5")
        .refused(404, "object_not_found");
    topup(other, "10", "topup_5").ok();
    other
        .api()
        .post("/wallets/" + till.wallet() + "/topup")
        .form("amount", "10", "topup_txn_id", "topup_6")
        .refused(404, "object_not_found");
  }

  @Test
  void what_is_missing_or_wrong_is_named() {
    assertThat(
            till.api()
                .post("/wallets/" + till.wallet() + "/topup")
                .refused(400, "Mandatory fields are missing")
                .fields())
        .containsExactly("amount", "topup_txn_id");
    topup("10", "a/b").refused(400, "INVALID_REQUEST");
    for (var amount : new String[] {"0", "-1", "0.99", "1.001", "1e3", "NaN", "99999999999999"}) {
      assertThat(topup(amount, "topup_7").refused(400, "INVALID_REQUEST").fields())
          .containsExactly("amount");
    }
    read("topup_7").refused(404, "object_not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.example/back",
        "/back",
        "ftp://shop.example/back",
        "javascript:alert(1)",
        "https://shop.example/back?a=b",
        "https://shop.example/back?",
        "https://shop.example/back#there",
        "https://user@shop.example/back",
        "https:///back",
        "https://shop.example/b ack"
      })
  void a_return_url_is_absolute_and_plain(String url) {
    assertThat(withReturnUrl("10", "topup_8", url).refused(400, "INVALID_REQUEST").fields())
        .containsExactly("return_url");
  }

  @Test
  void where_hosts_are_listed_no_other_is_accepted() {
    GATEWAY.gateway().merchants().allowReturnHosts(till.shop().id(), Set.of("shop.example"));
    withReturnUrl("10", "topup_9", "https://SHOP.example:8443/back").ok();
    assertThat(
            withReturnUrl("10", "topup_10", "https://shop.example.evil.example/back")
                .refused(400, "INVALID_REQUEST")
                .fields())
        .containsExactly("return_url");
    till.api()
        .post("/orders")
        .form("order_id", Till.newOrderId(), "amount", "10", "return_url", "https://evil.example/")
        .refused(400, "INVALID_REQUEST");
    till.api()
        .post("/orders/" + till.order("10"))
        .form("return_url", "https://evil.example/")
        .refused(400, "INVALID_REQUEST");
  }

  @Test
  void only_a_linked_wallet_can_be_topped_up() {
    var unlinked = till.shop().wallet(Shop.newPhone());
    till.api()
        .post("/wallets/" + unlinked + "/topup")
        .form("amount", "10", "topup_txn_id", "topup_11")
        .refused(400, "WALLET_NOT_LINKED");
  }

  @Test
  void a_topup_needs_the_api_key() {
    var token = till.shop().clientToken(till.customer());
    var open = GATEWAY.open();
    var fields =
        new String[] {"amount", "10", "topup_txn_id", "topup_12", "client_auth_token", token};
    open.post("/wallets/" + till.wallet() + "/topup").form(fields).refused(401, "access_denied");
    open.post("/wallets/" + till.wallet()).form(fields).refused(401, "access_denied");
    open.get("/wallets/" + till.wallet() + "/topup/topup_12").refused(401, "access_denied");
  }

  private ApiCall topup(String amount, String id) {
    return topup(till, amount, id);
  }

  private static ApiCall topup(Till till, String amount, String id) {
    return till.api()
        .post("/wallets/" + till.wallet() + "/topup")
        .form("amount", amount, "topup_txn_id", id);
  }

  private ApiCall withReturnUrl(String amount, String id, String url) {
    return till.api()
        .post("/wallets/" + till.wallet() + "/topup")
        .form("amount", amount, "topup_txn_id", id, "return_url", url);
  }

  private ApiCall read(String id) {
    return till.api().get("/wallets/" + till.wallet() + "/topup/" + id);
  }
}
