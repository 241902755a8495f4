package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.batua.gateway.base.Ids;
import org.batua.gateway.testkit.Canaries;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/// What the gateway logs of requests that carry secrets, wherever a client could put them.
/// [RunLogIT] reads what all the other tests made it log.
class CanaryTest {
  private static final Path LOG = Path.of("target/test-run.log");

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @Test
  void no_secret_of_a_request_is_logged() throws IOException {
    var shop = GATEWAY.newShop();
    var canaries = new Canaries(shop.key());
    canaries.fly(shop.api());
    var log = Files.readString(LOG);
    assertThat(log).contains("\"merchant\":\"" + shop.id() + "\"");
    canaries.assertNoneIn(log);
  }

  /// What opens a page for whoever has it stands in no line, whoever logs it and how.
  @Test
  void no_capability_is_logged_whole() throws IOException {
    var shop = GATEWAY.newShop();
    var order = shop.api().post("/orders").form("order_id", "capable", "amount", "1.00").ok();
    var link = order.path("id").asString();
    GATEWAY.open().get("/merchant/pay/" + link).send();
    var topup = new Ids().topup();
    LoggerFactory.getLogger(CanaryTest.class)
        .atInfo()
        .addKeyValue("topup", topup)
        .setCause(new IllegalStateException("of " + link))
        .log("linked: https://pay.shop.example/merchant/pay/{}?a=b", link);
    var log = Files.readString(LOG);
    assertThat(log)
        .doesNotContain(link, topup)
        .contains("merchant/pay/" + link.substring(0, 18) + "***?a=b");
  }
}
