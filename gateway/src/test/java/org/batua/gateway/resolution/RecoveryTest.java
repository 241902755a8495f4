package org.batua.gateway.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.SimulatorControl;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Nothing waits for its plain schedule once its provider answers again, or a server starts.
class RecoveryTest {
  /// The provider charges, but its answer does not come in time.
  private static final String LOST = "7005.00";

  /// The provider gives it back, but its answer does not come in time.
  private static final String LOST_REFUND = "71.03";

  /// Three tries, and the next one two minutes later.
  private static final int[] THREE_TRIES = {5, 15, 45};

  private static final int[] FIVE_TRIES = {5, 15, 45, 120, 300};

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final SimulatorControl provider = GATEWAY.provider();
  private final Shop shop = GATEWAY.newShop();
  private final Till till = Till.at(GATEWAY, shop, Shop.newPhone());

  @AfterEach
  void theProviderIsUp() {
    provider.goUp();
  }

  @Test
  void a_refund_that_was_not_sent_goes_as_soon_as_its_provider_takes_another_send() {
    var order = till.paid("100");
    var other = Till.at(GATEWAY, shop, Shop.newPhone());
    provider.refuseConnections();
    till.refund(order, "r1", "10").ok();
    triedInVain(order);
    sweepAfter(THREE_TRIES);
    assertThat(till.refundState(order)).isEqualTo("QUEUED");
    provider.goUp();
    other.paid("100");
    GATEWAY.sweep();
    assertThat(till.refundState(order)).isEqualTo("SUCCEEDED");
  }

  @Test
  void a_refund_is_tried_every_few_seconds_where_nobody_else_sends() {
    var order = till.paid("100");
    provider.refuseConnections();
    till.refund(order, "r1", "10").ok();
    triedInVain(order);
    sweepAfter(THREE_TRIES);
    provider.goUp();
    GATEWAY.clock().advance(Duration.ofSeconds(10));
    GATEWAY.sweep();
    assertThat(till.refundState(order)).isEqualTo("SUCCEEDED");
  }

  @Test
  void what_could_not_be_asked_is_asked_when_one_question_is_answered() {
    Map<Till, String> orders = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      var customer = Till.at(GATEWAY, shop, Shop.newPhone());
      var order = customer.order(LOST);
      customer.pay(order);
      orders.put(customer, order);
    }
    provider.refuseConnections();
    sweepAfter(FIVE_TRIES);
    assertThat(orders).allSatisfy((at, it) -> assertThat(at.moves(it)).endsWith("UNKNOWN"));
    provider.goUp();
    GATEWAY.clock().advance(Duration.ofSeconds(60));
    GATEWAY.sweep();
    GATEWAY.sweep();
    assertThat(orders).allSatisfy((at, it) -> assertThat(at.moves(it)).endsWith("CHARGED"));
  }

  @Test
  void a_provider_that_is_away_for_long_is_asked_once_a_minute() {
    var order = till.order(LOST);
    till.pay(order);
    provider.refuseConnections();
    sweepAfter(FIVE_TRIES);
    sweepAfter(900, 3600);
    Set<String> asked = new HashSet<>();
    for (int second = 0; second <= 60; second += 5) {
      asked.add(lastAsked());
      sweepAfter(5);
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void what_was_left_open_is_asked_about_when_a_server_starts() {
    var order = till.order(LOST);
    till.pay(order);
    provider.refuseConnections();
    sweepAfter(FIVE_TRIES);
    provider.goUp();
    try (var other = GATEWAY.another()) {
      other.listen();
      other.startJobs();
      Eventually.until("it is charged", () -> till.moves(order).getLast().equals("CHARGED"));
    }
  }

  @Test
  void the_next_refund_of_an_order_goes_when_the_one_before_has_ended() {
    var order = till.paid("100");
    till.refund(order, "r1", LOST_REFUND).ok();
    assertThat(till.refundSent(order)).isEqualTo("UNKNOWN");
    provider.refuseConnections();
    till.refund(order, "r2", "10").ok();
    sweepAfter(FIVE_TRIES);
    provider.goUp();
    GATEWAY.clock().advance(Duration.ofSeconds(3));
    till.status(order);
    GATEWAY.sweep();
    assertThat(till.books(order)).containsExactly("DEBIT 10000", "REFUND 7103", "REFUND 1000");
  }

  private void triedInVain(String order) {
    Eventually.until("tried in vain", () -> till.refundMoves(order).size() == 3);
    assertThat(till.refundMoves(order)).containsExactly("QUEUED", "SENDING", "QUEUED");
  }

  private static void sweepAfter(int... seconds) {
    for (int wait : seconds) {
      GATEWAY.clock().advance(Duration.ofSeconds(wait));
      GATEWAY.sweep();
    }
  }

  /// When the provider was asked about the payment of this shop.
  private String lastAsked() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select t.checked_at::text from txn t join merchant_order o"
                            + " on o.id = t.order_ref where o.merchant_id = ?",
                        shop.id().value())
                    .mapTo(String.class)
                    .one());
  }
}
