package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.batua.gateway.testkit.Canaries;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
}
