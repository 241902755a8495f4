package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Debits of the magic numbers whose accounts are linked without trouble. What a debit finds of
/// numbers that are revoked or whose tokens die stands in [PaymentResolutionTest].
class PaymentPersonaTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @BeforeEach
  void nobodyHasPaidBefore() {
    GATEWAY.provider().reset();
  }

  // number | amount | status id | reason | rupees that are left
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9000000001 | 10.00   | 21 |                      | 9990.00",
        "9000000010 | 1.00    | 23 | INSUFFICIENT_BALANCE | 0.00",
        "9000000011 | 50.01   | 23 | INSUFFICIENT_BALANCE | 50.00",
        "9000000011 | 50.00   | 21 |                      | 0.00",
        "9000000012 | 10.00   | 21 |                      | 9990.00",
        "9000000032 | 2000.00 | 21 |                      | 8000.00",
        "9000000032 | 2000.01 | 27 | LIMIT_EXCEEDED       | 10000.00",
        "9000000051 | 10.00   | 21 |                      | 9990.00",
      })
  void each_number_pays_as_its_account_can(
      String phone, String amount, int statusId, @Nullable String reason, String left) {
    var till = Till.open(GATEWAY, phone);
    var order = till.order(amount);

    var paid = till.pay(order);

    assertThat(till.stored(order)).endsWith(" " + statusId);
    assertThat(paid.path("error_code").asString("")).isEqualTo(reason == null ? "" : reason);
    assertThat(till.balance()).isEqualByComparingTo(left);
    assertThat(till.books(order)).hasSize(statusId == 21 ? 1 : 0);
  }

  @Test
  void a_customer_who_is_known_a_little_has_a_limit_a_month() {
    var till = Till.open(GATEWAY, "9000000032");
    for (var amount : List.of("2000", "2000", "2000", "2000", "1998.50")) {
      till.paid(amount);
    }
    GATEWAY.provider().setBalance(till.phone(), "500");

    assertThat(till.pay(till.order("1.51")).path("error_code").asString())
        .isEqualTo("LIMIT_EXCEEDED");
    till.paid("1.50");
    assertThat(till.balance()).isEqualByComparingTo("498.50");
  }
}
