package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.Main;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A developer's commands: events arrive at a program on this machine.
class ListenCommandTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory = Path.of("");

  private final Shop shop = GATEWAY.newShop();
  private final WebhookReceiver receiver = WebhookReceiver.open();

  @BeforeEach
  void writeKey() throws IOException {
    Files.writeString(directory.resolve("key"), shop.key() + "\n");
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  @Test
  void a_payment_that_is_triggered_is_forwarded_and_signed() throws InterruptedException {
    var heard = new StringWriter();
    var listening =
        Thread.ofVirtual()
            .start(
                () ->
                    run(
                        new PrintWriter(heard),
                        "listen",
                        "--forward-to",
                        receiver.url(),
                        "--events",
                        "ORDER_SUCCEEDED,TXN_CHARGED",
                        "--count",
                        "2"));
    Eventually.until("it listens", () -> heard.toString().contains("listening"));
    var out = new StringWriter();
    assertThat(run(new PrintWriter(out), "trigger", "order_succeeded")).as(out.toString()).isZero();
    listening.join();
    assertThat(heard.toString()).contains("secret: whsec_", "ORDER_SUCCEEDED -> 200");
    assertThat(receiver.named("ORDER_SUCCEEDED")).hasSize(1);
    assertThat(receiver.named("ORDER_SUCCEEDED").getFirst().header("webhook-signature"))
        .startsWith("v1,");
  }

  @Test
  void a_refund_fails_and_a_topup_succeeds_when_they_are_triggered() {
    for (var what : List.of("refund_failed", "topup_succeeded")) {
      var out = new StringWriter();
      assertThat(run(new PrintWriter(out), "trigger", what)).as(out.toString()).isZero();
    }
  }

  @Test
  void endpoints_are_added_shown_and_tested() {
    var out = new StringWriter();
    var printer = new PrintWriter(out);
    assertThat(run(printer, "webhook", "add", receiver.url())).as(out.toString()).isZero();
    assertThat(run(printer, "webhook", "test", "primary")).as(out.toString()).isZero();
    assertThat(run(printer, "webhook", "endpoints")).isZero();
    assertThat(run(printer, "webhook", "deliveries", "--json")).isZero();
    assertThat(out.toString()).contains("secret: whsec_", "HTTP 200", "primary", "\"list\"");
    receiver.answers(WebhookReceiver.status(500));
    assertThat(run(printer, "webhook", "test", "primary")).isOne();
    assertThat(run(printer, "webhook", "show", "whd_none")).isEqualTo(2);
  }

  private int run(PrintWriter out, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", GATEWAY.open().base().toString()));
    all.addAll(List.of("--key-file", directory.resolve("key").toString()));
    return Main.run(out, all.toArray(String[]::new));
  }
}
