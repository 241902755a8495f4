package org.batua.gateway.connector.amazonpay;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.junit.jupiter.api.Test;

class AmazonpayRefundsTest extends AmazonpayPlayback {
  @Test
  void a_refund_tells_its_amount_as_a_number() {
    var body =
        """
        {"refundId": "%s", "amazonRefundId": "P04-0249917-0735882-R8908908", "amount": 0.01,
         "refundedFee": 0.01, "currencyCode": "INR", "status": "Approved",
         "createTime": "2020-01-18T11:11:41.511Z", "updateTime": "2020-01-18T11:12:52.661Z"}
        """
            .formatted(REFERENCE);
    var reference = new Reference(REFERENCE);
    var order =
        new Refunding.Order(
            reference, reference, "P04", Money.inr(1), Money.inr(100), Money.inr(0));

    assertThat(connector.refunds().orElseThrow().refund(call(201, body), order))
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            done -> assertThat(done.providerReference()).isEqualTo("P04-0249917-0735882-R8908908"));
    assertThat(
            connector
                .refunds()
                .orElseThrow()
                .refund(call(400, "{\"code\": \"InsufficientFunds\"}"), order))
        .hasToString(
            "Declined[refusal=Refusal[error=MERCHANT_FUNDS, attemptsLeft=Optional.empty,"
                + " retryAfter=Optional.empty, response=ProviderResponse[code=InsufficientFunds,"
                + " message=, httpStatus=400, providerRequestId=ab6e5e05]]]");
  }
}
