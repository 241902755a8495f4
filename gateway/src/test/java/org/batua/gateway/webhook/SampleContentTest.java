package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import org.batua.gateway.order.OrderJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

class SampleContentTest {
  private static final Instant NOW = Instant.parse("2026-02-11T04:30:09Z");
  private static final WebhookEndpoint ENDPOINT =
      EndpointSamples.at("https://shop.example/hook", WebhookEndpoint.Success.ONLY_200);

  private final SampleContent samples =
      new SampleContent(
          new OrderContent(new OrderJson(() -> URI.create("https://pay.shop.example"))),
          InstantSource.fixed(NOW));

  @ParameterizedTest
  @EnumSource
  void a_sample_is_of_its_event_and_can_be_taken_for_no_real_one(EventName name) {
    var sample = samples.of(ENDPOINT, name, "evt_sample");

    assertThat(sample.event().name()).isEqualTo(name);
    assertThat(sample.event().merchant()).isEqualTo(ENDPOINT.merchant());
    assertThat(sample.event().createdAt()).isEqualTo(NOW);
    assertThat(sample.content().propertyNames())
        .containsExactly(name.content().name().toLowerCase(Locale.ROOT));
    assertThat(sample.content().toString())
        .containsAnyOf("sample_order", "sample0000000000", "sample_topup");
  }

  @ParameterizedTest
  @CsvSource({
    "ORDER_SUCCEEDED, /order/status, CHARGED",
    "ORDER_FAILED, /order/status, AUTHORIZATION_FAILED",
    "TXN_CREATED, /order/status, AUTHORIZING",
    "TXN_CHARGED, /txn/status, CHARGED",
    "TXN_FAILED, /txn/status, AUTHORIZATION_FAILED",
    "REFUND_INITIATED, /order/refunds/0/status, PENDING",
    "ORDER_REFUNDED, /order/refunds/0/status, SUCCESS",
    "ORDER_REFUND_FAILED, /order/refunds/0/status, FAILURE",
    "TOPUP_SUCCEEDED, /topup/status, SUCCESS",
    "TOPUP_FAILED, /topup/status, FAILURE",
    "WALLET_LINKED, /wallet/linked, true",
    "WALLET_DELINKED, /wallet/linked, false",
  })
  void a_sample_says_what_its_event_means(EventName name, String path, String value) {
    assertThat(content(name).at(path).asString()).isEqualTo(value);
  }

  @Test
  void a_refused_refund_no_longer_counts_as_refunded() {
    assertThat(content(EventName.ORDER_REFUNDED).at("/order/amount_refunded").decimalValue())
        .isEqualByComparingTo("50");
    assertThat(content(EventName.ORDER_REFUND_FAILED).at("/order/amount_refunded").decimalValue())
        .isEqualByComparingTo("0");
  }

  @Test
  void a_sample_has_the_fields_of_the_endpoints_version() {
    var old = EndpointSamples.ofVersion(LocalDate.of(2016, 7, 19));
    var fields = samples.of(old, EventName.ORDER_SUCCEEDED, "evt_1").content().path("order");

    assertThat(fields.size()).isLessThan(content(EventName.ORDER_SUCCEEDED).path("order").size());
    assertThat(fields.path("order_id").asString()).isEqualTo("sample_order");
  }

  private ObjectNode content(EventName name) {
    return samples.of(ENDPOINT, name, "evt_1").content();
  }
}
