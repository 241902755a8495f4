package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.SimulatorControl;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a dead process was sending is sent again under the same reference, at every provider that
/// refuses a second use of one or answers it with the first result: paid at once, and once.
class RollForwardTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String AMOUNT = "100";

  @AfterEach
  void goRight() {
    GATEWAY.provider().goRight();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MOBIKWIK", "PAYTM", "PHONEPE", "FREECHARGE", "AMAZONPAY", "GOPAY"})
  void what_never_arrived_is_paid_without_a_quarter_of_an_hour_of_questions(String gateway) {
    var till = till(gateway);
    var before = provider(gateway).balance(till.phone());
    var order = sentByDeadProcess(till, "timeout_before");
    assertThat(provider(gateway).balance(till.phone())).isEqualByComparingTo(before);
    GATEWAY.sweepElsewhere();
    assertThat(till.moves(order)).containsExactly("SENDING", "UNKNOWN", "SENDING", "CHARGED");
    assertPaidOnce(till, order, before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"MOBIKWIK", "PAYTM", "PHONEPE", "FREECHARGE", "AMAZONPAY", "GOPAY"})
  void what_had_arrived_is_found_and_not_paid_again(String gateway) {
    var till = till(gateway);
    var before = provider(gateway).balance(till.phone());
    var order = sentByDeadProcess(till, "timeout_after");
    GATEWAY.sweepElsewhere();
    till.settle(order);
    assertThat(till.moves(order)).startsWith("SENDING", "UNKNOWN", "SENDING").endsWith("CHARGED");
    assertPaidOnce(till, order, before);
  }

  private static Till till(String gateway) {
    var shop = GATEWAY.newShopWithoutAccount(gateway);
    switch (gateway) {
      case "FREECHARGE" -> GATEWAY.configureFreecharge(shop.id());
      case "AMAZONPAY" -> GATEWAY.configureAmazonpay(shop.id());
      case "GOPAY" -> GATEWAY.configureGopay(shop.id());
      default -> GATEWAY.configure(shop.id(), gateway, Optional.empty(), Map.of());
    }
    return Till.at(GATEWAY, shop, Shop.newPhone());
  }

  /// Pays while the answer is lost, and then lets the process that sent it die.
  private static String sentByDeadProcess(Till till, String fault) {
    var order = till.order(AMOUNT);
    var payment = till.payment(order, till.token());
    GATEWAY.provider().goWrong(fault);
    var txn = payment.ok().path("txn_uuid").asString();
    GATEWAY.provider().goRight();
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    "update txn set status = 'SENDING', sender = 'prc_dead' where id = ?", txn));
    return order;
  }

  private static void assertPaidOnce(Till till, String order, BigDecimal before) {
    var gateway = till.shop().gateway();
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(till.books(order)).containsExactly("DEBIT 10000");
    assertThat(before.subtract(provider(gateway).balance(till.phone())))
        .isEqualByComparingTo(AMOUNT);
  }

  private static SimulatorControl provider(String gateway) {
    return GATEWAY.provider(gateway);
  }
}
