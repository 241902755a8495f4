package org.batua.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.batua.gateway.log.TraceContext;
import org.batua.gateway.log.TraceParent;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.batua.gateway.testkit.TraceCollector;
import org.batua.gateway.testkit.TraceCollector.Span;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a collector gets of a gateway.
@Tag("slow")
class OtlpTracingTest {
  private static final TraceCollector COLLECTOR = TraceCollector.open();
  private static final String CALLERS_SPAN = "00f067aa0ba902b7";

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("tracing.otlp_endpoint", COLLECTOR.url());

  private final String trace = newTrace();

  @AfterAll
  static void close() {
    COLLECTOR.close();
  }

  private static String newTrace() {
    var bytes = new byte[16];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private ApiCall traced(ApiCall call, boolean isSampled) {
    return call.header(
        "traceparent", TraceParent.of(new TraceContext(trace, CALLERS_SPAN, isSampled)));
  }

  private Span untilSent(String what, Predicate<Span> isIt) {
    Eventually.until(what, () -> COLLECTOR.ofTrace(trace).stream().anyMatch(isIt));
    return COLLECTOR.ofTrace(trace).stream().filter(isIt).findFirst().orElseThrow();
  }

  @Test
  void one_trace_joins_the_request_its_payment_the_provider_and_the_webhook() {
    try (var receiver = WebhookReceiver.open()) {
      var till = Till.open(GATEWAY);
      till.api().post("/webhook-endpoints").form("url", receiver.url()).ok();
      var order = till.order("250.00");
      traced(till.payment(order, till.token()), /* isSampled= */ true)
          .header("x-routing-id", "route-7")
          .ok();
      GATEWAY.sweep();

      var request = untilSent("the request", it -> it.name().equals("POST /txns"));
      assertThat(request.parent()).isEqualTo(CALLERS_SPAN);
      assertThat(request.kind()).isEqualTo(2);
      assertThat(request.attribute("http.response.status_code")).isEqualTo("200");
      assertThat(request.attribute("batua.order_id")).isEqualTo(order);
      assertThat(request.attribute("batua.routing_id")).isEqualTo("route-7");
      assertThat(request.resource()).containsEntry("service.name", "batua");

      var call = untilSent("the provider's call", it -> it.name().startsWith("MOBIKWIK"));
      assertThat(call.parent()).isEqualTo(request.id());
      assertThat(call.kind()).isEqualTo(3);
      assertThat(call.attribute("batua.order_id")).isEqualTo(order);

      var charged = receiver.named("ORDER_SUCCEEDED").getFirst();
      var sent = TraceParent.parse(charged.header("traceparent")).orElseThrow();
      assertThat(sent.traceId()).isEqualTo(trace);
      var webhook = untilSent("the webhook", it -> it.id().equals(sent.spanId()));
      assertThat(webhook.parent()).isEqualTo(request.id());
      assertThat(webhook.attribute("batua.event")).isEqualTo(charged.header("webhook-id"));
      assertThat(webhook.attribute("batua.order_id")).isEqualTo(order);
    }
  }

  @Test
  void what_the_resolver_finds_out_later_belongs_to_the_trace_of_the_payment() {
    var till = Till.open(GATEWAY, "9000000051");
    var order = till.order("7007.00");
    traced(till.payment(order, till.token()), /* isSampled= */ true).ok();
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    GATEWAY.sweep();
    var inquiry = untilSent("the inquiry", it -> it.name().endsWith("inquiry"));
    assertThat(inquiry.attribute("batua.order_id")).isEqualTo(order);
  }

  @Test
  void a_trace_that_its_caller_does_not_keep_is_passed_on_and_not_sent() {
    try (var receiver = WebhookReceiver.open()) {
      var till = Till.open(GATEWAY);
      till.api().post("/webhook-endpoints").form("url", receiver.url()).ok();
      var order = till.order("250.00");
      traced(till.payment(order, till.token()), /* isSampled= */ false).ok();
      var kept = Till.open(GATEWAY).order("1.00");
      GATEWAY.sweep();
      var sent = receiver.named("ORDER_SUCCEEDED").getFirst().header("traceparent");
      assertThat(sent).startsWith("00-" + trace + "-").endsWith("-00");
      Eventually.until(
          "a later request is sent",
          () ->
              COLLECTOR.spans().stream()
                  .anyMatch(it -> it.attribute("batua.order_id").equals(kept)));
      assertThat(COLLECTOR.ofTrace(trace)).isEmpty();
    }
  }

  @Test
  void a_collector_that_is_away_holds_nothing_up() {
    var collector = "http://127.0.0.1:1";
    try (var server = GATEWAY.another(Map.of("tracing.otlp_endpoint", collector))) {
      var api = Api.open(URI.create("http://127.0.0.1:" + server.listen()));
      var shop = GATEWAY.newShop();
      assertThat(api.withKey(shop.key()).get("/paymentmethods").send().status()).isLessThan(500);
    }
  }

  @Test
  void health_checks_are_no_spans_and_a_span_holds_no_secret() {
    GATEWAY.open().get("/health/live").ok();
    var till = Till.open(GATEWAY);
    var order = till.order("250.00");
    traced(till.payment(order, till.token()), /* isSampled= */ true).ok();
    var _ = untilSent("the request", it -> it.name().equals("POST /txns"));
    assertThat(COLLECTOR.spans())
        .noneMatch(it -> it.name().contains("/health"))
        .noneMatch(it -> it.attributes().toString().contains(till.phone()));
  }
}
