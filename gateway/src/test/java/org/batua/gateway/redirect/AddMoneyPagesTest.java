package org.batua.gateway.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.batua.gateway.testkit.CustomerBrowser;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A payment whose wallet has too little money, from the start page to its end.
class AddMoneyPagesTest {
  private static final String SHOP = "https://shop.example/done";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);
  private final CustomerBrowser browser = GATEWAY.browser();
  private final String order = Till.newOrderId();

  @Test
  void what_is_missing_is_added_at_the_provider_and_the_payment_completes_by_itself() {
    browser.open(start("100", "40"));
    assertThat(browser.page())
        .contains("balance is too low")
        .contains("Add ₹60.00")
        .doesNotContain("another wallet");
    browser.submit().submit().decide("approve");
    assertThat(browser.at().toString()).startsWith(SHOP + "?");
    assertThat(browser.parameters())
        .containsEntry("order_id", order)
        .containsEntry("status", "CHARGED");
    paidOnce("0");
    assertThat(till.moves(order))
        .containsExactly(
            "SENDING", "AWAITING_FUNDS", "FUNDS_IN_TRANSIT", "FUNDED", "SENDING", "CHARGED");
  }

  @Test
  void a_form_without_a_cookie_says_so_and_leads_back_to_the_payment_and_to_the_shop() {
    browser.open(start("100", "40"));
    var path = browser.at().getPath();
    for (var step : List.of("/add", "/pay")) {
      var reply =
          GATEWAY.open().post(path + step).header("Accept", "text/html").form("form_token", "");
      assertThat(reply.send().status()).isEqualTo(403);
      assertThat(reply.send().body())
          .contains("Your browser blocks cookies")
          .contains("href=\"" + path + "\"")
          .contains("href=\"" + SHOP + "?");
    }
    assertThat(till.moves(order)).containsExactly("SENDING", "AWAITING_FUNDS");
  }

  @Test
  void without_a_place_to_go_back_to_a_page_says_that_it_is_paid() {
    GATEWAY.provider().setBalance(till.phone(), "1");
    var plain = till.order("10");
    var url = till.pay(plain).at("/payment/authentication/url").asString();
    browser.open(url).submit().submit().decide("approve");
    assertThat(browser.status()).isEqualTo(200);
    assertThat(browser.page()).contains("Payment received");
    assertThat(till.books(plain)).containsExactly("DEBIT 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"decline", "cancel"})
  void money_that_was_not_added_leaves_the_customer_where_it_can_be_tried_again(String decision) {
    browser.open(start("100", "40")).submit().submit().decide(decision);
    assertThat(browser.at().getPath()).startsWith("/pay/start/");
    assertThat(browser.page()).contains("Add ₹60.00");
    browser.submit().submit().decide("approve");
    assertThat(browser.parameters()).containsEntry("status", "CHARGED");
    paidOnce("0");
  }

  @Test
  void who_closes_the_window_after_adding_money_pays_all_the_same() {
    browser.open(start("100", "40")).submit().submit().decideOnly("approve");
    pass(Duration.ofSeconds(5));
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    paidOnce("0");
  }

  @Test
  void another_process_goes_on_as_well_and_only_one_of_them_pays() {
    browser.open(start("100", "40")).submit().submit().decideOnly("approve");
    GATEWAY.clock().advance(Duration.ofSeconds(5));
    GATEWAY.sweepElsewhere();
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    pass(Duration.ofSeconds(5));
    browser.open(startUrl());
    assertThat(browser.parameters()).containsEntry("status", "CHARGED");
    paidOnce("0");
  }

  @Test
  void of_many_who_go_on_at_once_one_pays() throws Exception {
    var page = browser.open(start("100", "40")).submit().submit();
    var back = page.decideOnly("approve");
    List<Callable<Boolean>> calls = new ArrayList<>();
    try (var other = GATEWAY.another()) {
      for (int i = 0; i < 8; i++) {
        calls.add(() -> GATEWAY.browser().open(back).status() >= 0);
        calls.add(() -> GATEWAY.browser().open(startUrl()).status() >= 0);
        calls.add(
            () -> {
              GATEWAY.sweep();
              return true;
            });
        calls.add(
            () -> {
              GATEWAY.sweep(other);
              return true;
            });
      }
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        executor.invokeAll(calls).forEach(done -> assertThat(done.resultNow()).isTrue());
      }
    }
    till.settle(order);
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    paidOnce("0");
  }

  @Test
  void a_button_that_is_pressed_twice_begins_one_topup() throws Exception {
    var form = browser.open(start("100", "40")).forms().getFirst();
    List<Callable<CustomerBrowser>> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      calls.add(() -> browser.sameSession().submit(form));
    }
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var names =
          executor.invokeAll(calls).stream()
              .map(done -> done.resultNow().forms().getFirst().fields().get("orderid"))
              .distinct();
      assertThat(names).hasSize(1);
    }
    browser.submit(form).submit().decide("approve");
    paidOnce("0");
  }

  @Test
  void money_that_came_in_another_way_is_enough() {
    var url = start("100", "40");
    GATEWAY.provider().setBalance(till.phone(), "500");
    browser.open(url);
    assertThat(browser.page()).contains("has enough money now").contains("Pay ₹100.00");
    var form = browser.forms().getFirst();
    browser.submit(form);
    assertThat(browser.parameters()).containsEntry("status", "CHARGED");
    browser.sameSession().submit(form);
    paidOnce("400");
  }

  @Test
  void a_form_of_another_site_adds_and_pays_nothing() {
    var url = start("100", "40");
    var path = URI.create(url).getPath();
    GATEWAY.provider().setBalance(till.phone(), "500");
    for (var step : List.of("/add", "/pay")) {
      var form = GATEWAY.open().post(path + step).form("form_token", "x");
      assertThat(form.header("Accept", "text/html").send().status()).isEqualTo(403);
    }
    assertThat(till.debits()).isOne();
    assertThat(till.balance()).isEqualByComparingTo("500");
  }

  @Test
  void while_money_is_being_added_the_page_goes_on_by_itself() {
    var url = start("100", "40");
    var provider = browser.open(url).submit().submit();
    var second = browser.sameSession().open(url);
    assertThat(second.page()).contains("You have begun to add money").contains("hx-trigger");
    var path = URI.create(url).getPath();
    var script = GATEWAY.open().get(path).header("HX-Request", "true").send();
    assertThat(script.body()).isEmpty();
    assertThat(script.header("hx-redirect")).isEmpty();
    provider.decideOnly("approve");
    GATEWAY.clock().advance(Duration.ofSeconds(5));
    var after = GATEWAY.open().get(path).header("HX-Request", "true").send();
    assertThat(after.header("hx-redirect").orElse("")).contains("/pay/finish/");
    paidOnce("0");
  }

  @Test
  void who_stays_away_ends_the_payment_after_its_time() {
    var url = start("100", "40");
    pass(Duration.ofMinutes(16));
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
    browser.open(url);
    assertThat(browser.parameters()).containsEntry("status", "AUTHORIZATION_FAILED");
    assertThat(till.balance()).isEqualByComparingTo("40");
  }

  @Test
  void who_leaves_the_providers_page_ends_the_payment_and_money_that_comes_late_pays_nothing() {
    browser.open(start("100", "40")).submit().submit();
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofMinutes(8));
    }
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
    browser.decide("approve");
    pass(Duration.ofMinutes(8));
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
    assertThat(till.balance()).isEqualByComparingTo("100");
  }

  @Test
  void a_wallet_that_was_unlinked_meanwhile_pays_nothing() {
    var url = start("100", "40");
    till.api().post("/wallets/" + till.wallet()).form("command", "delink").ok();
    browser.open(url);
    assertThat(browser.page()).contains("is not linked any more");
    assertThat(browser.forms()).isEmpty();
  }

  private void paidOnce(String left) {
    assertThat(till.books(order)).containsExactly("DEBIT 10000");
    assertThat(till.balance()).isEqualByComparingTo(left);
  }

  private String start(String amount, String balance) {
    GATEWAY.provider().setBalance(till.phone(), balance);
    till.api()
        .post("/orders")
        .form(
            "order_id", order, "amount", amount, "customer_id", till.customer(), "return_url", SHOP)
        .ok();
    var answer = till.pay(order);
    assertThat(answer.path("status").asString()).isEqualTo("PENDING");
    return answer.at("/payment/authentication/url").asString();
  }

  private String startUrl() {
    var txn = till.status(order).path("txn_uuid").asString();
    return GATEWAY.open().base() + "/pay/start/" + till.shop().id() + "/" + txn;
  }

  private static void pass(Duration step) {
    GATEWAY.clock().advance(step);
    GATEWAY.sweep();
  }
}
