package org.batua.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How long orders and wallet tokens of a merchant work, on each way to pay.
class MerchantTimesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final Duration USUAL_TOKEN = Duration.ofMinutes(10);

  private final Till till = Till.open(GATEWAY);

  @ParameterizedTest
  @CsvSource({"1, 1", "525600, 86400", "30, 600"})
  void the_limits_are_taken(String minutes, String seconds) {
    var times = MerchantTimes.parse(Optional.of(minutes), Optional.of(seconds));
    assertThat(times.orderExpiryMinutes()).contains(Integer.valueOf(minutes));
    assertThat(times.walletTokenSeconds()).contains(Integer.valueOf(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "525601", "-1", "1.5", "ten", " 5", "+5", "٣٠", "99999999999999999"})
  void what_is_beyond_them_is_refused_by_name_with_what_was_expected(String minutes) {
    assertThatThrownBy(() -> MerchantTimes.parse(Optional.of(minutes), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("order_expiry_minutes: ")
        .hasMessageEndingWith("(expected: a whole number from 1 to 525600)");
    assertThatThrownBy(() -> MerchantTimes.parse(Optional.empty(), Optional.of("86401")))
        .hasMessage("wallet_token_seconds: 86401 (expected: a whole number from 1 to 86400)");
  }

  @Test
  void a_change_says_what_was_before() {
    var before = MerchantTimes.parse(Optional.of("30"), Optional.empty());
    var now = MerchantTimes.parse(Optional.empty(), Optional.of("60"));
    assertThat(now.changedFrom(before))
        .isEqualTo("order_expiry_minutes 30 -> none, wallet_token_seconds none -> 60");
  }

  @Test
  void an_order_takes_no_payment_after_its_end() {
    set("30", "");
    var order = till.order("10");
    var late = till.order("11");
    pass(Duration.ofMinutes(30).minusSeconds(1));
    till.pay(order);
    pass(Duration.ofSeconds(1));
    till.payment(late, till.token()).refused(400, "order.expired");
    assertThat(till.debits()).isOne();
    assertThat(till.status(late).path("status").asString()).isEqualTo("NEW");
  }

  @Test
  void a_payment_on_the_providers_page_or_in_the_checkout_begins_no_later_either() {
    set("30", "");
    var order = till.order("10");
    pass(Duration.ofMinutes(30));
    till.api()
        .post("/txns")
        .form(
            "order_id",
            order,
            "payment_method_type",
            "WALLET",
            "payment_method",
            "MOBIKWIK",
            "format",
            "json")
        .refused(400, "order.expired");
  }

  @Test
  void an_order_that_comes_with_its_payment_has_an_end_too() {
    set("30", "");
    var order = Till.newOrderId();
    GATEWAY.provider().setBalance(till.phone(), "5");
    var failed = till.paymentOfNew(order, "10", till.token()).send().json();
    assertThat(failed.path("status").asString()).isNotEqualTo("CHARGED");
    GATEWAY.provider().setBalance(till.phone(), "500");
    pass(Duration.ofDays(2));
    till.payment(order, till.token()).refused(400, "order.expired");
  }

  @Test
  void an_order_keeps_the_end_that_it_was_made_with() {
    var without = till.order("10");
    set("30", "");
    var with = till.order("11");
    set("", "");
    pass(Duration.ofMinutes(31));
    till.pay(without);
    till.payment(with, till.token()).refused(400, "order.expired");
  }

  @Test
  void a_wallet_token_works_for_as_long_as_the_merchant_says() {
    set("", "60");
    var other = Till.open(GATEWAY);
    var usual = other.token();
    var token = till.token();
    pass(Duration.ofSeconds(59));
    till.payment(till.order("10"), token).ok();
    var late = till.token();
    pass(Duration.ofSeconds(60));
    till.payment(till.order("10"), late).refused(400, "WALLET_TOKEN_INVALID");
    other.payment(other.order("10"), usual).ok();
    set("", "3600");
    var long_lived = till.token();
    pass(USUAL_TOKEN.plusSeconds(1));
    till.payment(till.order("10"), long_lived).ok();
  }

  private void set(String minutes, String seconds) {
    GATEWAY
        .gateway()
        .merchantSettings()
        .setTimes(
            till.shop().id(),
            MerchantTimes.parse(
                Optional.of(minutes).filter(it -> !it.isEmpty()),
                Optional.of(seconds).filter(it -> !it.isEmpty())));
  }

  private static void pass(Duration time) {
    GATEWAY.clock().advance(time);
  }
}
