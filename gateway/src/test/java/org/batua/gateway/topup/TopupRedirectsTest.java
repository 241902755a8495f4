package org.batua.gateway.topup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.order.ReturnSignature;
import org.batua.gateway.testkit.CustomerBrowser;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// A customer's way to the provider's page and back, and every way of not coming back.
class TopupRedirectsTest {
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final String BACK = "https://shop.example/topped-up";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);
  private final String id = "topup_" + IDS.incrementAndGet();
  private final CustomerBrowser browser = GATEWAY.browser();

  @Test
  void an_approved_topup_comes_back_signed_and_refreshes_the_balance() {
    browser.open(begin("250.00"));
    assertThat(browser.page())
        .contains("₹250.00")
        .contains("MobiKwik")
        .doesNotContainPattern("<script(?! src=\"/assets/)");
    assertThat(status()).isEqualTo("PENDING");
    browser.submit().decide("approve");
    assertThat(browser.at().toString()).startsWith(BACK + "?");
    assertThat(browser.parameters().keySet())
        .containsExactlyInAnyOrder(
            "topup_txn_id", "wallet_id", "status", "signature", "signature_algorithm");
    assertThat(browser.parameters())
        .containsEntry("topup_txn_id", id)
        .containsEntry("wallet_id", till.wallet())
        .containsEntry("status", "SUCCESS");
    signedByTheMerchantsKey();
    assertThat(till.shop().read(till.wallet()).path("current_balance").decimalValue())
        .isEqualByComparingTo("10250");
    assertThat(moves()).containsExactly("NEW", "OPENED", "SUCCEEDED");
    assertThat(events()).containsExactly("TOPUP_SUCCEEDED");
    assertThat(books()).containsExactly("TOPUP 25000");
  }

  @ParameterizedTest
  @CsvSource({"decline, DECLINED_OTHER", "cancel, USER_DECLINED"})
  void a_refused_topup_comes_back_as_a_failure(String decision, String error) {
    browser.open(begin("250.00")).submit().decide(decision);
    assertThat(browser.parameters()).containsEntry("status", "FAILURE");
    assertThat(read().path("error_code").asString()).isEqualTo(error);
    assertThat(read().path("error_message").asString()).isNotEmpty();
    assertThat(events()).containsExactly("TOPUP_FAILED");
    assertThat(books()).isEmpty();
    assertThat(till.balance()).isEqualByComparingTo("10000");
  }

  // amount | where the browser is | status in the end | rupees added
  @ParameterizedTest
  @CsvSource({
    "7201.00, merchant, FAILURE, 0",
    "7202.00, merchant, FAILURE, 0",
    "7203.00, waiting, SUCCESS, 7203",
    "7204.00, provider, SUCCESS, 7204",
    "7205.00, refused, FAILURE, 0"
  })
  void each_magic_amount_ends_as_the_provider_decided(
      String amount, String where, String end, String added) {
    browser.open(begin(amount)).submit();
    switch (where) {
      case "merchant" -> assertThat(browser.at().toString()).startsWith(BACK);
      case "waiting" -> {
        assertThat(browser.page()).contains("being checked");
        assertThat(status()).isEqualTo("PENDING");
      }
      case "provider" -> assertThat(browser.at().getPath()).contains("/page/");
      default -> {
        assertThat(browser.status()).isEqualTo(400);
        assertThat(moves()).containsExactly("NEW", "OPENED");
      }
    }
    settle();
    assertThat(status()).isEqualTo(end);
    assertThat(events()).hasSize(1);
    assertThat(till.balance().subtract(new java.math.BigDecimal("10000")))
        .isEqualByComparingTo(added);
  }

  @Test
  void a_forged_return_asks_nobody_and_the_customer_can_still_see_the_end() {
    browser.open(begin("7205.00")).submit();
    assertThat(browser.status()).isEqualTo(400);
    assertThat(inquiries()).isZero();
    browser.open(resultUrl());
    assertThat(browser.parameters()).containsEntry("status", "FAILURE");
    assertThat(inquiries()).isOne();
  }

  @Test
  void a_return_of_another_topup_is_forged() {
    browser.open(begin("100.00")).submit();
    var page = browser.at().toString();
    var other = Till.at(GATEWAY, till.shop(), till.phone());
    var theirs = other.api().post("/wallets/" + other.wallet() + "/topup");
    var url =
        theirs
            .form("amount", "100.00", "topup_txn_id", id + "_b")
            .ok()
            .path("payment_url")
            .asString();
    var second = GATEWAY.browser().open(url).submit();
    var return1 = GATEWAY.browser().open(page).decideOnly("approve");
    var swapped = return1.replaceFirst("wtpup_[a-z0-9]{16}", url.substring(url.length() - 22));
    assertThat(second.open(swapped).status()).isEqualTo(400);
    assertThat(status()).isEqualTo("SUCCESS");
  }

  @Test
  void what_trackers_add_to_a_return_does_not_make_it_forged() {
    browser.open(begin("100.00")).submit();
    var back = browser.decideOnly("approve");
    browser.open(back + "&fbclid=IwAR0_x&utm_source=a%0Ab&utm_medium=");
    assertThat(browser.parameters()).containsEntry("status", "SUCCESS");
  }

  @Test
  void a_replayed_return_changes_nothing() {
    browser.open(begin("250.00")).submit();
    var back = GATEWAY.browser().open(browser.at().toString()).decideOnly("approve");
    for (int i = 0; i < 3; i++) {
      browser.open(back);
      assertThat(browser.parameters()).containsEntry("status", "SUCCESS");
    }
    assertThat(moves()).containsExactly("NEW", "OPENED", "SUCCEEDED");
    assertThat(books()).hasSize(1);
    assertThat(inquiries()).isOne();
  }

  @Test
  void returns_at_once_end_it_once() throws Exception {
    browser.open(begin("250.00")).submit();
    var back = GATEWAY.browser().open(browser.at().toString()).decideOnly("approve");
    var calls = new ArrayList<Callable<CustomerBrowser>>();
    for (int i = 0; i < 10; i++) {
      calls.add(() -> GATEWAY.browser().open(back));
      calls.add(
          () -> {
            GATEWAY.sweep();
            return browser;
          });
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.invokeAll(calls).forEach(done -> assertThat(done.resultNow()).isNotNull());
    }
    assertThat(status()).isEqualTo("SUCCESS");
    assertThat(moves()).containsExactly("NEW", "OPENED", "SUCCEEDED");
    assertThat(books()).hasSize(1);
    assertThat(events()).hasSize(1);
  }

  @Test
  void a_closed_window_is_found_out_on_the_schedule() {
    browser.open(begin("250.00")).submit();
    GATEWAY.browser().open(browser.at().toString()).decideOnly("approve");
    assertThat(moves()).containsExactly("NEW", "OPENED");
    GATEWAY.clock().advance(Duration.ofSeconds(5));
    GATEWAY.sweep();
    assertThat(moves()).containsExactly("NEW", "OPENED", "SUCCEEDED");
    assertThat(till.shop().read(till.wallet()).path("current_balance").decimalValue())
        .isEqualByComparingTo("10250");
  }

  @Test
  void a_link_that_nobody_opens_fails_after_its_time_and_asks_nobody() {
    var url = begin("250.00");
    pass(Duration.ofSeconds(899));
    assertThat(status()).isEqualTo("PENDING");
    pass(Duration.ofSeconds(1));
    assertThat(status()).isEqualTo("FAILURE");
    assertThat(read().path("error_code").asString()).isEqualTo("EXPIRED");
    assertThat(inquiries()).isZero();
    browser.open(url);
    assertThat(browser.parameters()).containsEntry("status", "FAILURE");
  }

  @Test
  void a_link_does_not_open_the_page_once_it_is_15_minutes_old() {
    var url = begin("250.00");
    browser.open(url);
    GATEWAY.clock().advance(Duration.ofMinutes(15));
    browser.open(url);
    assertThat(browser.status()).isEqualTo(410);
    assertThat(browser.forms()).isEmpty();
  }

  @Test
  void a_page_that_is_left_is_a_failure_after_its_time_but_a_late_truth_counts() {
    browser.open(begin("250.00")).submit();
    settle();
    assertThat(status()).isEqualTo("FAILURE");
    assertThat(read().path("error_code").asString()).isEqualTo("EXPIRED");
    assertThat(moves()).containsExactly("NEW", "OPENED", "PRESUMED_FAILED");
    browser.decide("approve");
    assertThat(browser.parameters()).containsEntry("status", "SUCCESS");
    assertThat(moves()).containsExactly("NEW", "OPENED", "PRESUMED_FAILED", "SUCCEEDED");
    assertThat(events()).containsExactlyInAnyOrder("TOPUP_FAILED", "TOPUP_SUCCEEDED");
    assertThat(books()).hasSize(1);
  }

  @Test
  void a_page_that_is_left_for_days_is_asked_about_no_longer() {
    browser.open(begin("250.00")).submit();
    settle();
    for (int day = 0; day < 5; day++) {
      pass(Duration.ofDays(1));
    }
    assertThat(moves()).containsExactly("NEW", "OPENED", "PRESUMED_FAILED");
    assertThat(events()).containsExactly("TOPUP_FAILED");
  }

  @Test
  void while_the_provider_cannot_be_asked_nothing_is_given_up() {
    browser.open(begin("250.00")).submit().decide("approve");
    var paid = moves().getLast();
    assertThat(paid).isEqualTo("SUCCEEDED");
    var second = Till.open(GATEWAY);
    var url =
        second
            .api()
            .post("/wallets/" + second.wallet() + "/topup")
            .form("amount", "20", "topup_txn_id", "second")
            .ok()
            .path("payment_url")
            .asString();
    var page = GATEWAY.browser().open(url).submit();
    page.decideOnly("approve");
    GATEWAY.provider().goDown();
    pass(Duration.ofHours(2));
    GATEWAY.provider().goUp();
    pass(Duration.ofHours(2));
    var read = second.api().get("/wallets/" + second.wallet() + "/topup/second").ok();
    assertThat(read.path("status").asString()).isEqualTo("SUCCESS");
    assertThat(
            strings(
                "select to_status from topup_move m join topup t on t.id = m.topup_id"
                    + " where t.merchant_id = ? and t.topup_txn_id = ? order by m.id",
                second.shop().id().value(),
                "second"))
        .doesNotContain("ABANDONED");
  }

  @Test
  void the_link_works_again_until_it_is_over_and_is_one_topup_at_the_provider() {
    var url = begin("250.00");
    browser.open(url);
    var first = browser.forms().getFirst();
    browser.open(url);
    assertThat(browser.forms().getFirst().fields().get("orderid"))
        .isEqualTo(first.fields().get("orderid"));
    browser.submit().decide("approve");
    assertThat(browser.parameters()).containsEntry("status", "SUCCESS");
    assertThat(till.balance()).isEqualByComparingTo("10250");
  }

  @Test
  void a_host_that_is_no_longer_listed_is_not_redirected_to() {
    browser.open(begin("250.00"));
    GATEWAY.gateway().merchants().allowReturnHosts(till.shop().id(), Set.of("other.example"));
    browser.submit().decide("approve");
    assertThat(browser.status()).isEqualTo(200);
    assertThat(browser.page()).contains("Money was added");
    assertThat(browser.at().toString()).doesNotContain("shop.example");
  }

  @Test
  void the_page_may_send_its_form_to_the_provider_and_back_only() {
    var policy =
        GATEWAY
            .open()
            .get(begin("250.00").replaceFirst("http://[^/]+", ""))
            .send()
            .header("content-security-policy")
            .orElse("");
    var provider = GATEWAY.mobikwikUrl().replaceFirst("/mobikwik$", "");
    assertThat(policy)
        .contains("default-src 'none'")
        .contains("form-action 'self' " + provider + " https://shop.example")
        .contains("frame-ancestors 'none'");
  }

  @Test
  void an_unknown_topup_is_not_found() {
    for (var page : List.of("start", "return", "result")) {
      GATEWAY
          .open()
          .get("/wallets/topup/" + page + "/wtpup_0000000000000000")
          .refused(404, "object_not_found");
    }
  }

  private String begin(String amount) {
    return till.api()
        .post("/wallets/" + till.wallet() + "/topup")
        .form("amount", amount, "topup_txn_id", id, "return_url", BACK)
        .ok()
        .path("payment_url")
        .asString();
  }

  private JsonNode read() {
    return till.api().get("/wallets/" + till.wallet() + "/topup/" + id).ok();
  }

  private String status() {
    return read().path("status").asString();
  }

  private String resultUrl() {
    return GATEWAY.open().base()
        + "/wallets/topup/result/"
        + ours("select id from topup where merchant_id = ? and topup_txn_id = ?").getFirst();
  }

  private void settle() {
    for (var seconds : List.of(5, 15, 45, 120, 300, 900, 900)) {
      pass(Duration.ofSeconds(seconds));
    }
  }

  private static void pass(Duration step) {
    GATEWAY.clock().advance(step);
    GATEWAY.sweep();
  }

  private List<String> moves() {
    return ours(
        """
        select m.to_status from topup_move m join topup t on t.id = m.topup_id
        where t.merchant_id = ? and t.topup_txn_id = ? order by m.id
        """);
  }

  private List<String> events() {
    return ours(
        """
        select e.name from webhook_event e join topup t on t.id = e.topup_id
        where t.merchant_id = ? and t.topup_txn_id = ? order by e.number
        """);
  }

  private List<String> books() {
    return ours(
        """
        select j.kind || ' ' || j.amount_minor from money_journal j join topup t using (reference)
        where t.merchant_id = ? and t.topup_txn_id = ?
        """);
  }

  private int inquiries() {
    var reference = ours("select reference from topup where merchant_id = ? and topup_txn_id = ?");
    return GATEWAY.provider().count("inquiry", "ref=" + reference.getFirst());
  }

  private List<String> ours(String sql) {
    return strings(sql, till.shop().id().value(), id);
  }

  private static List<String> strings(String sql, Object... values) {
    return GATEWAY
        .tables()
        .withHandle(handle -> handle.select(sql, values).mapTo(String.class).list());
  }

  private void signedByTheMerchantsKey() {
    Map<String, String> signed = new TreeMap<>(browser.parameters());
    signed.remove("signature");
    signed.remove("signature_algorithm");
    var key = GATEWAY.gateway().merchants().responseKey(till.shop().id()).orElseThrow();
    assertThat(browser.at().getRawQuery()).isEqualTo(ReturnSignature.signedQuery(signed, key));
  }
}
