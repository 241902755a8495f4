package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is stored of each outcome that a provider's answer has.
class PaymentSenderTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  // amount | status of the payment | reason | seconds until the provider is asked
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.00   | CHARGED        |                      |",
        "7001.00 | AWAITING_FUNDS | INSUFFICIENT_BALANCE | 900",
        "7002.00 | DECLINED       | PROVIDER_CONFIG      |",
        "7003.00 | UNKNOWN        |                      | 5",
        "7005.00 | UNKNOWN        |                      | 5",
        "7012.00 | DECLINED       | LIMIT_EXCEEDED       |",
        "7013.00 | DECLINED       | ACCOUNT_BLOCKED      |",
        "7014.00 | DECLINED       | TOKEN_INVALID        |",
        "7015.00 | UNKNOWN        |                      | 5",
        "7020.00 | DECLINED       | DECLINED_OTHER       |",
        "7022.00 | UNKNOWN        |                      | 5",
      })
  void an_outcome_is_stored_with_its_reason_and_its_next_check(
      String amount, String status, @Nullable String reason, @Nullable Integer seconds) {
    var order = till.order(amount);
    till.pay(order);

    assertThat(till.moves(order)).containsExactly("SENDING", status);
    assertThat(text("coalesce(error, '')", order)).isEqualTo(reason == null ? "" : reason);
    var due = GATEWAY.clock().instant().plusSeconds(seconds == null ? 0 : seconds);
    assertThat(text("coalesce(next_check_at::text, '')", order))
        .isEqualTo(seconds == null ? "" : text("'" + due + "'::timestamptz::text", order));
  }

  @Test
  void what_provably_did_not_leave_ends_at_once_and_may_be_paid_again() {
    GATEWAY.provider().refuseConnections();
    var order = till.order("10");
    till.pay(order);

    assertThat(till.moves(order)).containsExactly("SENDING", "NOT_SENT");
    assertThat(text("error", order)).isEqualTo("GATEWAY_UNAVAILABLE");
    GATEWAY.provider().goUp();
    assertThat(till.pay(order).path("status").asString()).isEqualTo("CHARGED");
    assertThat(till.balance()).isEqualByComparingTo("9990");
  }

  @Test
  void a_reference_that_the_provider_knows_already_is_asked_about_at_once() {
    var order = till.order("7011.00");
    till.pay(order);

    assertThat(till.moves(order)).containsExactly("SENDING", "UNKNOWN", "CHARGED");
    assertThat(till.debits()).isOne();
  }

  @Test
  void credentials_that_the_provider_takes_no_more_are_renewed_under_another_reference() {
    var customer = Till.open(GATEWAY, "9000000041");
    GATEWAY.clock().advance(Duration.ofSeconds(61));
    var order = customer.order("10");
    customer.pay(order);

    assertThat(customer.moves(order)).containsExactly("SENDING", "SENDING", "CHARGED");
    var byLastReference = "ref=" + text("reference", order);
    assertThat(customer.debits()).isGreaterThan(1);
    assertThat(GATEWAY.provider().count("debit", byLastReference)).isOne();
    assertThat(customer.books(order)).containsExactly("DEBIT 1000");
  }

  @Test
  void credentials_that_cannot_be_renewed_end_the_payment_and_the_link() {
    var customer = Till.open(GATEWAY, "9000000042");
    GATEWAY.clock().advance(Duration.ofSeconds(61));
    var order = customer.order("10");
    customer.pay(order);

    assertThat(customer.moves(order)).containsExactly("SENDING", "DECLINED");
    assertThat(customer.debits()).isOne();
    assertThat(text("error", order)).isEqualTo("TOKEN_INVALID");
    assertThat(customer.shop().read(customer.wallet()).path("linked").asBoolean()).isFalse();
  }

  private static String text(String expression, String order) {
    var sql =
        "select "
            + expression
            + " from txn where order_ref = (select id from merchant_order where order_id = ?)";
    return GATEWAY
        .tables()
        .withHandle(handle -> handle.select(sql, order).mapTo(String.class).one());
  }
}
