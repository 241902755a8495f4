package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.batua.gateway.Main;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The development protocol opens wallets that nobody vouches for: it stays out of production.
class DevelopmentProtocolTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory;

  @Test
  void an_account_that_is_switched_to_it_keeps_production_from_starting() {
    var shop = GATEWAY.newShop();
    assertThat(ServeCommand.whyNotInProduction(GATEWAY.gateway())).isEqualTo(Optional.empty());

    GATEWAY.configureFreecharge(shop.id());

    assertThat(ServeCommand.whyNotInProduction(GATEWAY.gateway()).orElseThrow())
        .isEqualTo(
            "account of "
                + shop.id()
                + ", FREECHARGE: has development_url (expected in production mode: none; replace"
                + " the account with ./batua gateway add)");
  }

  @Test
  void production_does_not_take_its_settings() throws Exception {
    var config = directory.resolve("batua.yaml");
    Files.writeString(
        config,
        "mode: production\nkey_ring_file: %s\nbase_url: https://pay.shop.example\n"
            .formatted(directory.resolve("ring")));
    var text = new StringWriter();

    int status =
        Main.run(
            new PrintWriter(text, true),
            "gateway",
            "add",
            "acme",
            "FREECHARGE",
            "--config",
            config.toString(),
            "--set",
            "development_url=http://localhost:8090/freecharge/development");

    assertThat(status).isEqualTo(2);
    assertThat(text.toString()).contains("development_url: given (expected: not in production");
  }
}
