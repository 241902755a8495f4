package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.batua.gateway.testkit.CustomerBrowser;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Payments on FreeCharge's page in production, where none of its wallets can be linked.
class RedirectPaymentsTest extends RedirectPaymentBench {
  @Test
  void a_payment_on_the_page_comes_back_signed_and_is_booked_once() {
    var answer = begin("250.00");
    assertThat(answer.path("status").asString()).isEqualTo("PENDING_VBV");
    assertThat(answer.at("/payment/authentication/method").asString()).isEqualTo("GET");
    assertThat(answer.at("/payment/authentication/url").asString())
        .isEqualTo(PUBLIC + "/pay/start/" + shop.id() + "/" + answer.path("txn_uuid").asString());
    assertThat(status()).isEqualTo("PENDING_VBV 23");
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT");
    open(answer);
    assertThat(browser.page()).contains("₹250.00").contains("FreeCharge");
    browser.submit().decide("approve");
    comeBack();
    assertThat(browser.at().toString()).startsWith(BACK + "?");
    assertThat(browser.parameters()).containsEntry("status", "CHARGED").containsKey("signature");
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT", "CHARGED");
    assertThat(books()).containsExactly("DEBIT 25000");
    assertThat(read().at("/txn_detail/txn_flow_type").asString()).isEqualTo("REDIRECT_DEBIT");
    assertThat(read().at("/txn_detail/redirect").asBoolean()).isTrue();
    assertThat(spent()).isEqualByComparingTo("250");
  }

  // amount | where the browser comes back | order in the end | rupees spent
  @ParameterizedTest
  @CsvSource({
    "7201.00, merchant, AUTHORIZATION_FAILED 27, 0",
    "7202.00, merchant, AUTHORIZATION_FAILED 27, 0",
    "7203.00, waiting, CHARGED 21, 7203",
    "7204.00, provider, CHARGED 21, 7204",
    "7205.00, refused, AUTHORIZATION_FAILED 27, 0"
  })
  void each_magic_amount_ends_as_the_provider_decided(
      String amount, String where, String end, String spent) {
    open(begin(amount)).submit();
    switch (where) {
      case "merchant" -> {
        comeBack();
        assertThat(browser.at().toString()).startsWith(BACK);
      }
      case "waiting" -> {
        comeBack();
        assertThat(browser.at().getPath()).startsWith("/pay/finish/");
        assertThat(stored()).isEqualTo("AUTHORIZING");
      }
      case "provider" -> assertThat(browser.at().getPath()).contains("/page/");
      default -> {
        int asked = inquiries();
        GATEWAY.clock().advance(Duration.ofSeconds(3));
        comeBack();
        assertThat(browser.status()).isEqualTo(400);
        assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT");
        assertThat(inquiries()).isEqualTo(asked);
      }
    }
    for (var seconds : List.of(5, 15, 45, 120, 300)) {
      pass(Duration.ofSeconds(seconds));
    }
    assertThat(status()).isEqualTo(end);
    assertThat(spent()).isEqualByComparingTo(spent);
    assertThat(books()).hasSize(end.startsWith("CHARGED") ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"decline, DECLINED_OTHER", "cancel, USER_DECLINED"})
  void a_refused_payment_fails_and_the_order_can_be_paid_anew(String decision, String error) {
    open(begin("250.00")).submit().decide(decision);
    comeBack();
    assertThat(browser.parameters()).containsEntry("status", "AUTHORIZATION_FAILED");
    assertThat(read().at("/txn_detail/error_code").asString()).isEqualTo(error);
    open(pay().ok()).submit().decide("approve");
    comeBack();
    assertThat(browser.parameters()).containsEntry("status", "CHARGED");
    assertThat(books()).hasSize(1);
  }

  @Test
  void a_return_by_form_is_worth_what_an_address_is() {
    open(begin("250.00")).submit().decide("approve");
    var back = byForm();
    for (int i = 0; i < 2; i++) {
      browser.submit(back);
      assertThat(browser.at().toString()).startsWith(BACK + "?");
      assertThat(browser.parameters()).containsEntry("status", "CHARGED");
    }
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT", "CHARGED");
    assertThat(books()).containsExactly("DEBIT 25000");
  }

  @Test
  void a_forged_return_by_form_is_refused_and_asks_nobody() {
    open(begin("7205.00")).submit();
    int asked = inquiries();
    GATEWAY.clock().advance(Duration.ofSeconds(3));
    var forged = byForm();
    var nothing = new CustomerBrowser.Form(forged.action(), Map.of());
    for (var back : List.of(forged, nothing)) {
      assertThat(browser.submit(back).status()).isEqualTo(400);
      assertThat(browser.page()).contains("does not come from your wallet");
    }
    assertThat(inquiries()).isEqualTo(asked);
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT");
  }

  @Test
  void the_return_of_another_payment_changes_nothing() {
    var theirs = begin("100.00");
    open(theirs).submit().decide("approve");
    var paid = browser.at().toString();
    var other = Till.newOrderId();
    create(other, "100.00");
    var mine = payment(other).ok();
    var uuid = mine.path("txn_uuid").asString();
    var swapped = paid.replace(theirs.path("txn_uuid").asString(), uuid);
    assertThat(browser.open(here(swapped)).status()).isEqualTo(400);
    assertThat(browser.open(here(PUBLIC + "/pay/return/" + shop.id() + "/" + uuid)).status())
        .isEqualTo(400);
    assertThat(moves(other)).containsExactly("SENDING", "AWAITING_REDIRECT");
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT");
  }

  @Test
  void returns_at_once_charge_once() throws Exception {
    open(begin("250.00")).submit().decide("approve");
    var back = here(browser.at().toString());
    var calls = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 10; i++) {
      calls.add(
          () ->
              GATEWAY.browserAtProviders().open(back).at().toString().startsWith(BACK)
                  || !read().isEmpty());
      calls.add(
          () -> {
            GATEWAY.sweep();
            return true;
          });
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.invokeAll(calls).forEach(done -> assertThat(done.resultNow()).isTrue());
    }
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT", "CHARGED");
    assertThat(books()).hasSize(1);
  }

  @Test
  void while_a_customer_may_be_on_the_page_another_payment_is_refused() {
    var first = begin("250.00");
    assertThat(pay().refused(400, "payment.in.progress").message()).contains("under way");
    open(first).submit();
    pass(Duration.ofMinutes(14));
    pay().refused(400, "payment.in.progress");
    browser.decide("approve");
    comeBack();
    pay().refused(400, "order.already.paid");
  }

  @Test
  void of_several_payments_at_once_one_begins() throws Exception {
    create(order, "250.00");
    var calls = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> pay().send().status());
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(executor.invokeAll(calls).stream().map(done -> done.resultNow()))
          .containsOnlyOnce(200);
    }
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT");
  }

  @Test
  void a_payment_on_the_page_can_be_refunded_in_parts() {
    open(begin("250.00")).submit().decide("approve");
    comeBack();
    shop.api()
        .post("/orders/" + order + "/refunds")
        .form("unique_request_id", "part", "amount", "100.00")
        .ok();
    assertThat(shop.refunded(order).path("amount_refunded").decimalValue())
        .isEqualByComparingTo("100");
    assertThat(spent()).isEqualByComparingTo("150");
  }

  @Test
  void an_order_is_created_and_paid_by_one_call_which_redirects() {
    var reply =
        shop.api()
            .post("/txns")
            .form(
                "order.order_id",
                order,
                "order.amount",
                "250.00",
                "order.customer_phone",
                phone,
                "order.return_url",
                BACK,
                "payment_method_type",
                "WALLET",
                "payment_method",
                FREECHARGE)
            .send();
    assertThat(reply.status()).isEqualTo(302);
    browser.open(here(reply.header("location").orElseThrow())).submit().decide("approve");
    comeBack();
    assertThat(browser.parameters()).containsEntry("status", "CHARGED");
  }

  @Test
  void a_customers_device_pays_its_own_order_only() {
    var customer = shop.customer(phone);
    var stranger = shop.customer(Shop.newPhone());
    shop.api()
        .post("/orders")
        .form("order_id", order, "amount", "250.00", "customer_id", customer)
        .ok();
    GATEWAY
        .open()
        .post("/txns")
        .form(fields(order, "client_auth_token", shop.clientToken(stranger)))
        .refused(400, "");
    var answer =
        GATEWAY
            .open()
            .post("/txns")
            .form(fields(order, "client_auth_token", shop.clientToken(customer)))
            .ok();
    open(answer).submit().decide("approve");
    pass(Duration.ofSeconds(5));
    assertThat(status()).isEqualTo("CHARGED 21");
    assertThat(spent()).isEqualByComparingTo("250");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PAYTM", "NOWHERE"})
  void a_method_without_a_page_is_refused_and_nothing_is_created(String method) {
    var refused =
        shop.api()
            .post("/txns")
            .form(
                "order.order_id",
                order,
                "order.amount",
                "250.00",
                "order.customer_phone",
                phone,
                "payment_method_type",
                "WALLET",
                "payment_method",
                method,
                "format",
                "json")
            .refused(400, "GATEWAY_NOT_CONFIGURED");
    assertThat(refused.message())
        .isEqualTo("Gateway " + method + " is not configured for this merchant.");
    shop.api().get("/orders/" + order).refused(400, "");
  }

  @Test
  void an_order_without_a_number_is_told_what_it_needs() {
    shop.api().post("/orders").form("order_id", order, "amount", "250.00").ok();
    assertThat(pay().refused(400, "INVALID_REQUEST").body()).contains("customer_phone");
    assertThat(moves()).isEmpty();
  }

  @Test
  void the_checkout_offers_the_page() {
    create(order, "250.00");
    var link = read().at("/payment_links/web").asString();
    browser.open(here(link));
    assertThat(browser.page()).contains("Pay on FreeCharge’s page");
    var form =
        browser.forms().stream()
            .filter(one -> FREECHARGE.equals(one.fields().get("gateway")))
            .findFirst()
            .orElseThrow();
    browser.submit(form);
    assertThat(browser.at().getPath()).startsWith("/pay/start/");
    browser.submit().decide("approve");
    comeBack();
    assertThat(browser.parameters()).containsEntry("status", "CHARGED");
  }

  @Test
  void a_checkout_in_a_frame_leads_out_of_it_to_the_page() {
    create(order, "250.00");
    var framed = read().at("/payment_links/iframe").asString();
    browser.open(here(framed));
    browser.submit(browser.forms().getLast());
    assertThat(browser.at().getPath()).startsWith("/merchant/ipay/");
    assertThat(browser.page())
        .contains("href=\"" + framed.replaceFirst(".*/ipay/", "/merchant/pay/") + "?then=payment\"")
        .contains("target=\"_top\"")
        .doesNotContain("too low");
  }

  @Test
  void the_checkout_does_not_offer_a_page_that_would_ask_for_an_unknown_number() {
    shop.api().post("/orders").form("order_id", order, "amount", "250.00").ok();
    browser.open(here(read().at("/payment_links/web").asString()));
    assertThat(browser.page()).doesNotContain("FreeCharge");
  }

  @Test
  void the_page_may_send_its_form_to_the_provider_and_back_only() {
    var url = startOf(begin("250.00")).replaceFirst("http://[^/]+", "");
    var policy = GATEWAY.open().get(url).send().header("content-security-policy").orElse("");
    assertThat(policy)
        .contains("form-action 'self' " + GATEWAY.simulatorUrl() + " https://shop.example")
        .contains("frame-ancestors 'none'");
  }
}
