package org.batua.gateway.connector.freecharge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.ConnectorContract;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.TransportFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreechargeWireTest extends ConnectorContract {
  private static final Money FIFTY = Money.inr(50_00);
  private static final URI BACK = URI.create("https://batua.example/pay/return/1");
  private static final HostedPayments PAYMENTS = new FreechargePayments();

  FreechargeWireTest() {
    super(FreechargeContractTest.WIRING);
  }

  /// FreeCharge took the question or the refund; nothing has moved yet.
  @Test
  void initiated_is_not_success() {
    assertThat(name(told("{\"status\":\"INITIATED\",\"txnId\":\"1\"}"))).isEqualTo("Pending");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"FAILED\",\"errorCode\":\"INVALID_CHECKSUM\"}",
        "{\"status\":\"FAILED\",\"errorCode\":\"INVALID_MERCHANT\"}",
        "{\"status\":\"FAILED\",\"errorCode\":\"E999\"}",
        "{\"status\":\"REVERSED\",\"txnId\":\"1\"}",
        "{\"status\":\"COMPLETED\",\"txnId\":\"1\",\"amount\":\"many\"}",
        "<html>",
        "[]"
      })
  void what_says_nothing_about_the_payment_decides_nothing(String body) {
    assertThat(name(told(body))).isEqualTo("CannotTell");
  }

  @Test
  void another_amount_is_for_a_person() {
    assertThat(name(told("{\"status\":\"SUCCESS\",\"txnId\":\"1\",\"amount\":49.99}")))
        .isEqualTo("Unknown INTEGRITY");
    assertThat(name(told("{\"status\":\"SUCCESS\",\"txnId\":\"1\",\"amount\":50}")))
        .isEqualTo("Succeeded");
  }

  @Test
  void an_answer_without_a_checksum_is_not_believed() {
    var inquiry =
        inquiry(new Transport.Exchange.Answered(200, Map.of(), "{\"status\":\"SUCCESS\"}"));

    assertThat(inquiry)
        .isInstanceOfSatisfying(
            Inquiry.CannotTell.class,
            c -> assertThat(c.failure().cause()).isEqualTo(TransportFailure.Cause.INTEGRITY));
  }

  /// What an inquiry about 50 rupees concludes from this answer, signed if it can be.
  private Inquiry told(String body) {
    return inquiry(new Transport.Exchange.Answered(200, Map.of(), Signed.body(body)));
  }

  private Inquiry inquiry(Transport.Exchange.Answered answer) {
    Transport canned = (_, _, _, _) -> answer;
    var order = new HostedPayments.Order(newReference(), FIFTY, anyone(), BACK);
    return PAYMENTS.inquire(call(canned), order);
  }
}
