package org.batua.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole way of a wallet through the public API, the same at every gateway.
class MainFlowTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @ParameterizedTest
  @ValueSource(strings = {"MOBIKWIK", "PAYTM", "PHONEPE"})
  void a_wallet_is_created_linked_listed_debited_refunded_and_delinked(String gateway) {
    var shop = GATEWAY.newShop(gateway);
    var phone = Shop.newPhone();
    var customer = shop.customer(phone);
    var wallet = shop.walletOf(customer);
    assertThat(shop.read(wallet).path("wallet").asString()).isEqualTo(gateway);
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();

    shop.authenticate(wallet).ok();
    shop.link(wallet, "999999").refused(400, "OTP_INVALID");
    var linked = shop.link(wallet, Shop.RIGHT_OTP).ok();
    assertThat(linked.path("linked").asBoolean()).isTrue();
    assertThat(linked.path("current_balance").asInt()).isEqualTo(10_000);

    var listed = shop.api().get("/customers/" + customer + "/wallets").ok().path("list").get(0);
    assertThat(listed.path("id").asString()).isEqualTo(wallet);
    assertThat(listed.path("token").asString()).isNotEmpty();

    var till = Till.at(GATEWAY, shop, Shop.newPhone());
    var order = till.paid("500.00");
    assertThat(at(gateway).balance(till.phone())).isEqualByComparingTo("9500.00");
    till.refund(order, "part-" + order, "200.00").ok();
    till.refundSent(order);
    assertThat(till.refundState(order)).isEqualTo("SUCCEEDED");
    assertThat(at(gateway).balance(till.phone())).isEqualByComparingTo("9700.00");
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    var refreshed = shop.command(till.wallet(), "refresh").ok();
    assertThat(refreshed.path("current_balance").asInt()).isEqualTo(9_700);

    var delinked = shop.command(wallet, "delink").ok();
    assertThat(delinked.path("linked").asBoolean()).isFalse();
    assertThat(delinked.path("token").isNull()).isTrue();
  }

  /// What a timeout hides is found out, whatever the gateway.
  @ParameterizedTest
  @ValueSource(strings = {"MOBIKWIK", "PAYTM", "PHONEPE"})
  void a_debit_whose_answer_is_lost_is_charged_once_it_is_known(String gateway) {
    var till = Till.at(GATEWAY, GATEWAY.newShop(gateway), Shop.newPhone());
    var order = till.order("7005.00");

    assertThat(till.pay(order).path("status").asString()).isEqualTo("AUTHORIZING");
    till.settle(order);

    assertThat(till.status(order).path("status").asString()).isEqualTo("CHARGED");
    assertThat(at(gateway).balance(till.phone())).isEqualByComparingTo("2995.00");
    assertThat(till.debits()).isEqualTo(1);
  }

  /// The customer ends the link in the provider's app; the next call finds out.
  @ParameterizedTest
  @ValueSource(strings = {"MOBIKWIK", "PAYTM", "PHONEPE"})
  void a_link_that_the_customer_ended_is_noticed_by_the_next_call(String gateway) {
    var shop = GATEWAY.newShop(gateway);
    var phone = Shop.newPhone();
    var wallet = shop.wallet(phone);
    shop.linked(wallet);
    at(gateway).revoke(phone);

    assertThat(shop.command(wallet, "refresh").ok().path("linked").asBoolean()).isFalse();
  }

  private static SimulatorControl at(String gateway) {
    return GATEWAY.provider(gateway);
  }
}
