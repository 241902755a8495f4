package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A null in JSON counts as not given; the document says so of each optional field, and every
/// exchange here is held against it.
class OptionalNullTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  @Test
  void customers_and_wallets_take_nulls() {
    var made =
        till.api()
            .post("/customers")
            .json(
                """
                {"object_reference_id": "nulls", "mobile_number": null, "email_address": null,
                 "mobile_country_code": null, "first_name": null, "last_name": null,
                 "options": null, "options.get_client_auth_token": null}
                """)
            .ok();
    assertThat(made.path("mobile_country_code").asString()).isEqualTo("91");
    assertThat(made.has("juspay")).isFalse();
    var id = made.path("id").asString();
    till.api().post("/customers/" + id).json("{\"first_name\": \"A\", \"last_name\": null}").ok();
    var wallet =
        till.api()
            .post("/customers/" + id + "/wallets")
            .json(
                """
                {"gateway": "MOBIKWIK", "command": null, "mobile_number": null,
                 "gateway_reference_id": null, "client_auth_token": null}
                """)
            .ok();
    till.api()
        .post("/wallets/" + wallet.path("id").asString())
        .json("{\"command\": \"refresh\", \"otp\": null, \"mobile_number\": null}")
        .ok();
  }

  @Test
  void orders_payments_and_refunds_take_nulls() {
    var order = Till.newOrderId();
    till.api()
        .post("/orders")
        .json(
            """
            {"order_id": "%s", "amount": 10, "currency": null, "customer_id": null,
             "return_url": null, "udf1": null, "description": null, "metadata.a": null,
             "billing_address_city": null, "options.get_client_auth_token": null}
            """
                .formatted(order))
        .ok();
    till.api().post("/orders/" + order).json("{\"amount\": null, \"udf2\": \"two\"}").ok();
    var paid =
        till.api()
            .post("/txns")
            .json(
                """
                {"order_id": "%s", "payment_method_type": "WALLET", "payment_method": null,
                 "direct_wallet_token": "%s", "format": "json", "merchant_id": null,
                 "redirect_after_payment": null, "client_auth_token": null}
                """
                    .formatted(order, till.token()))
            .ok();
    assertThat(paid.path("status").asString()).isEqualTo("CHARGED");
    var refunded =
        till.api()
            .post("/orders/" + order + "/refunds")
            .json("{\"unique_request_id\": \"r1\", \"amount\": null}")
            .ok();
    assertThat(refunded.at("/refunds/0/amount").asInt()).isEqualTo(10);
  }

  @Test
  void a_null_is_not_a_value_of_what_is_needed() {
    till.api()
        .post("/orders")
        .json("{\"order_id\": \"nulls\", \"amount\": null}")
        .refused(400, "Mandatory fields are missing");
  }
}
