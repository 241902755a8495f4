package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.batua.gateway.testkit.Canaries;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs after all other test classes of this module and reads what they made the gateway log.
@Order(Integer.MAX_VALUE)
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key_[0-9a-f]{64}",
        "tkn_[0-9a-f]{32}",
        "tok_[a-z2-7]{60}",
        "Basic [A-Za-z0-9+/]{8,}",
        "password=",
        GatewayFixture.PROVIDER_KEY,
      })
  void nothing_of_the_form_of_a_secret_is_logged_by_any_test(String form) throws IOException {
    var found = Pattern.compile(form).matcher(Files.readString(LOG));
    assertThat(found.find()).as(form).isFalse();
  }
}
