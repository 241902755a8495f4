package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every magic amount of a debit, from the first answer to its end.
class PaymentTableTest {
  private static final BigDecimal START = new BigDecimal("10000.00");

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  // amount | reason | status id at first | status id in the end | rupees moved | history
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.00   |                      | 21 | 21 | 10.00   | CHARGED",
        "7001.00 | INSUFFICIENT_BALANCE | 23 | 27 | 0.00    | AWAITING_FUNDS DECLINED",
        "7002.00 | PROVIDER_CONFIG      | 27 | 27 | 0.00    | DECLINED",
        "7003.00 |                      | 28 | 27 | 0.00    | UNKNOWN DECLINED",
        "7004.00 |                      | 21 | 21 | 7004.00 | CHARGED",
        "7005.00 |                      | 28 | 21 | 7005.00 | UNKNOWN CHARGED",
        "7006.00 |                      | 28 | 21 | 7006.00 | UNKNOWN PENDING CHARGED",
        "7007.00 |                      | 28 | 27 | 0.00    | UNKNOWN PENDING DECLINED",
        "7008.00 |                      | 28 | 27 | 0.00    | UNKNOWN PRESUMED_FAILED",
        "7009.00 |                      | 28 | 21 | 7009.00 | UNKNOWN CHARGED",
        "7010.00 |                      | 28 | 28 | 0.00    | UNKNOWN PENDING MANUAL_REVIEW",
        "7011.00 |                      | 21 | 21 | 7011.00 | UNKNOWN CHARGED",
        "7012.00 | LIMIT_EXCEEDED       | 27 | 27 | 0.00    | DECLINED",
        "7013.00 | ACCOUNT_BLOCKED      | 27 | 27 | 0.00    | DECLINED",
        "7014.00 | TOKEN_INVALID        | 27 | 27 | 0.00    | DECLINED",
        "7015.00 |                      | 28 | 21 | 7015.00 | UNKNOWN CHARGED",
        "7016.00 |                      | 28 | 28 | 7015.00 | UNKNOWN MANUAL_REVIEW",
        "7017.00 |                      | 21 | 21 | 7017.00 | CHARGED",
        "7018.00 |                      | 28 | 21 | 7018.00 | UNKNOWN CHARGED",
        "7019.00 | INSUFFICIENT_BALANCE | 23 | 27 | 0.00    | AWAITING_FUNDS DECLINED",
        "7020.00 | DECLINED_OTHER       | 27 | 27 | 0.00    | DECLINED",
        "7021.00 |                      | 28 | 27 | 0.00    | UNKNOWN PRESUMED_FAILED",
        "7022.00 |                      | 28 | 21 | 7022.00 | UNKNOWN CHARGED",
      })
  void each_amount_ends_as_the_provider_decided(
      String amount, @Nullable String reason, int first, int end, String moved, String moves) {
    var till = Till.open(GATEWAY);
    var order = till.order(amount);
    var paid = till.pay(order);
    var error = first == 28 ? "GATEWAY_OUTCOME_UNKNOWN" : Objects.requireNonNullElse(reason, "");
    assertThat(paid.path("status").asString()).isEqualTo(first == 23 ? "PENDING" : word(first));
    assertThat(paid.path("error_code").asString("")).isEqualTo(error);
    var page = first == 23 ? "/pay/start/" : "/pay/finish/";
    assertThat(paid.at("/payment/authentication/url").asString()).contains(page);
    assertThat(till.stored(order)).isEqualTo(word(first) + " " + first);
    till.settle(order);
    assertThat(till.stored(order)).isEqualTo(word(end) + " " + end);
    assertThat(String.join(" ", till.moves(order))).isEqualTo("SENDING " + moves);
    assertThat(till.debits()).isOne();
    assertThat(START.subtract(till.balance())).isEqualByComparingTo(moved);
    var booked = end == 21 ? List.of("DEBIT " + minor(amount)) : List.of();
    assertThat(till.books(order)).isEqualTo(booked);
  }

  @Test
  void a_payment_that_was_given_up_and_then_succeeds_is_a_late_success() {
    var till = Till.open(GATEWAY);
    var order = till.order("7018.00");
    till.pay(order);
    for (int i = 0; i < 3; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(16));
      GATEWAY.sweep();
    }
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");
    assertThat(till.events(order)).containsExactly("TXN_CREATED", "TXN_FAILED", "ORDER_FAILED");
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    assertThat(till.status(order).path("status").asString()).isEqualTo("CHARGED");
    assertThat(till.moves(order))
        .containsExactly("SENDING", "UNKNOWN", "PRESUMED_FAILED", "CHARGED");
    assertThat(till.events(order)).endsWith("TXN_CHARGED", "ORDER_SUCCEEDED");
    assertThat(till.debits()).isOne();
  }

  @Test
  void not_being_found_counts_only_after_the_grace_and_three_times() {
    var till = Till.open(GATEWAY);
    var order = till.order("7008.00");
    till.pay(order);
    for (int seconds : List.of(5, 15, 45, 120, 300)) {
      GATEWAY.clock().advance(Duration.ofSeconds(seconds));
      GATEWAY.sweep();
    }
    assertThat(till.stored(order)).as("five times, within the grace").isEqualTo("AUTHORIZING 28");
    GATEWAY.clock().advance(Duration.ofMinutes(15));
    GATEWAY.sweep();
    assertThat(till.stored(order)).isEqualTo("AUTHORIZATION_FAILED 27");

    var rare = till.order("7008.00");
    till.pay(rare);
    for (int i = 0; i < 2; i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(16));
      GATEWAY.sweep();
      assertThat(till.stored(rare))
          .as("after the grace, once or twice")
          .isEqualTo("AUTHORIZING 28");
    }
    GATEWAY.clock().advance(Duration.ofMinutes(16));
    GATEWAY.sweep();
    assertThat(till.stored(rare)).isEqualTo("AUTHORIZATION_FAILED 27");
  }

  @Test
  void asking_for_the_status_asks_the_provider_at_most_every_two_seconds() {
    var till = Till.open(GATEWAY);
    var order = till.order("7010.00");
    till.pay(order);
    for (int i = 0; i < 5; i++) {
      till.status(order);
    }
    assertThat(inquiries(order)).isOne();
    GATEWAY.clock().advance(Duration.ofSeconds(3));
    till.status(order);
    assertThat(inquiries(order)).isEqualTo(2);
  }

  private static int inquiries(String order) {
    var reference =
        GATEWAY
            .tables()
            .withHandle(
                handle ->
                    handle
                        .select(
                            "select t.reference from txn t join merchant_order o"
                                + " on o.id = t.order_ref where o.order_id = ?",
                            order)
                        .mapTo(String.class)
                        .one());
    return GATEWAY.provider().count("inquiry", "ref=" + reference);
  }

  private static String word(int statusId) {
    return switch (statusId) {
      case 21 -> "CHARGED";
      case 23 -> "PENDING_VBV";
      case 27 -> "AUTHORIZATION_FAILED";
      case 28 -> "AUTHORIZING";
      default -> throw new IllegalArgumentException("status id: " + statusId);
    };
  }

  private static String minor(String amount) {
    return amount.replace(".", "");
  }
}
