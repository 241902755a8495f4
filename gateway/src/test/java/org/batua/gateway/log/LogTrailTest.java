package org.batua.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

class LogTrailTest {
  /// What the gateways of all tests log, as production writes it.
  private static final Path LOG = Path.of("target/test-run.log");

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static List<String> about(String text) {
    try {
      return Files.readString(LOG).lines().filter(it -> it.contains(text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void untilLogged(String orderId, String... texts) {
    for (var text : texts) {
      Eventually.until(
          text + " of " + orderId,
          () ->
              about("\"order_id\":\"" + orderId + "\"").stream().anyMatch(it -> it.contains(text)));
    }
  }

  @Test
  void the_id_of_an_order_finds_its_whole_story() {
    var till = Till.open(GATEWAY);
    var order = till.paid("250.00");
    till.refund(order, "r1", "250").ok();
    till.refundSent(order);
    untilLogged(
        order,
        "\"route\":\"/orders\"",
        "\"message\":\"provider call\",\"logger_name\"",
        "\"operation\":\"debit\"",
        "\"message\":\"payment sent\"",
        "\"route\":\"/orders/{order}/refunds\"",
        "\"operation\":\"refund\"",
        "\"refund\":\"rfd_");
  }

  @Test
  void what_the_resolver_does_by_itself_names_the_order_too() {
    var till = Till.open(GATEWAY, "9000000051");
    var order = till.order("7007.00");
    till.pay(order);
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    GATEWAY.sweep();
    untilLogged(order, "\"operation\":\"inquire_debit\"", "\"message\":\"resolved\"");
  }

  @Test
  void a_routing_id_and_a_trace_stand_on_every_line_of_a_request() {
    var till = Till.open(GATEWAY);
    var order = till.order("250.00");
    till.payment(order, till.token())
        .header("x-routing-id", "route-" + order)
        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
        .ok();
    untilLogged(order, "\"message\":\"payment sent\"", "\"message\":\"request\"");
    assertThat(about("\"routing_id\":\"route-" + order))
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(it -> it.contains("\"trace_id\":\"" + TRACE + "\""))
        .allMatch(it -> it.contains("\"request_id\":\"req_"));
  }

  @Test
  void what_opens_something_or_names_a_person_is_not_logged() {
    for (var id :
        List.of(
            "ordeh_0123456789abcdef0123456789abcdef",
            "key_0",
            "9876501234",
            "+919876501234",
            "4111111111111111",
            "a@shop.example",
            "an order")) {
      LogTrail.order(id);
      assertThat(MDC.get("order_id")).as(id).isNull();
    }
    LogTrail.order("1770784209123");
    assertThat(MDC.get("order_id")).isEqualTo("1770784209123");
    LogTrail.order("an_order");
    assertThat(MDC.get("order_id")).isEqualTo("an_order");
    LogTrail.end();
    assertThat(MDC.get("order_id")).isNull();
  }

  @Test
  void a_name_that_is_known_is_not_looked_up_and_stays() {
    LogTrail.order("known");
    LogTrail.about(
        () -> {
          throw new AssertionError("looked up");
        },
        () -> assertThat(MDC.get("order_id")).isEqualTo("known"));
    assertThat(MDC.get("order_id")).isEqualTo("known");
    LogTrail.end();
  }

  @Test
  void what_is_looked_up_is_named_while_the_work_lasts() {
    var span = new TraceContext(TRACE, "00f067aa0ba902b7", /* isSampled= */ true);
    LogTrail.about(
        () -> new LogTrail.Story(Optional.of("found"), Optional.of(span)),
        () -> {
          assertThat(LogTrail.orderId()).isEqualTo("found");
          assertThat(LogTrail.span()).contains(span);
        });
    assertThat(LogTrail.orderId()).isEmpty();
    assertThat(LogTrail.span()).isEmpty();
    LogTrail.about(() -> LogTrail.Story.UNKNOWN, () -> assertThat(LogTrail.traceParent()).isNull());
  }

  @Test
  void work_on_another_thread_keeps_the_names() throws InterruptedException {
    LogTrail.order("an_order");
    var seen = new AtomicReference<String>();
    var work = LogTrail.carried(() -> seen.set(MDC.get("order_id")));
    LogTrail.end();
    Thread.ofVirtual().start(work).join();
    assertThat(seen.get()).isEqualTo("an_order");
  }
}
