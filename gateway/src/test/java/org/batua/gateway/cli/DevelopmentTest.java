package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.wiring.Config;
import org.batua.gateway.wiring.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What a development server finds prepared.
class DevelopmentTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory;

  @Test
  void every_provider_knows_the_name_of_the_shop() {
    var settings = Map.of("data_dir", directory.toString());
    var config = Config.read(Settings.of(settings, Map.of(), Optional.empty()), directory);
    var said = new StringWriter();

    new Development(config, GATEWAY.gateway())
        .prepare(GATEWAY.gateway().baseUrl(), GATEWAY.simulatorUrl(), new PrintWriter(said, true));

    assertThat(said.toString()).contains("Make the first call");
    for (var account : SimulatedAccounts.at(GATEWAY.simulatorUrl())) {
      var provider = GATEWAY.provider(account.gateway().code());
      Eventually.until(
          account.gateway() + " knows it",
          () -> provider.merchantName(account.mid()).equals("Development"));
    }
  }
}
