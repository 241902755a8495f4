package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class AccountCheckTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory;

  @Test
  void a_key_ring_that_sealed_nothing_here_is_found_out() {
    var operator = new Operator(GATEWAY, directory);
    KeyRing.create().write(directory.resolve("other"));
    operator.file("other.yaml", "key_ring_file: " + directory.resolve("other") + "\n");
    var output = operator.runWith(directory.resolve("other.yaml"), "doctor").exits(1).output();
    assertThat(output)
        .containsPattern("(?m)^wrong +key ring +.*lacks the keys that sealed")
        .containsPattern("(?m)^skipped +accounts +need the key ring")
        .doesNotContain("\tat ");
  }

  @Test
  void a_provider_that_takes_no_connection_is_named() throws Exception {
    var operator = new Operator(GATEWAY, directory);
    int port = freePort();
    GATEWAY.configureMobikwik(
        operator.shop().id(),
        Optional.of("second"),
        Map.of("base_url", "http://127.0.0.1:" + port + "/mobikwik"));
    var output = operator.run("doctor").exits(1).output();
    assertThat(output)
        .containsPattern("(?m)^wrong +providers +127.0.0.1:" + port + ": ")
        .contains("open the way there");
    GATEWAY.configureMobikwik(operator.shop().id(), Optional.of("second"), Map.of());
  }

  @Test
  void a_merchant_without_an_account_is_told_how_to_add_one() {
    var merchant = GATEWAY.newShopWithoutGateway().id();
    assertThat(new Operator(GATEWAY, directory).run("doctor").exits(0).output())
        .contains(merchant + " has none: see ./batua gateway add");
  }

  @Test
  void an_account_of_an_older_version_lacks_the_fields_that_are_new() {
    var shop = GATEWAY.newShop();
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    "update provider_account set settings = settings - 'token_cap'"
                        + " where merchant_id = ?",
                    shop.id().value()));
    assertThat(new Operator(GATEWAY, directory).run("doctor").exits(1).output())
        .containsPattern(
            "(?m)^wrong +accounts +" + shop.id() + ", MOBIKWIK: token_cap is missing \\(");
    GATEWAY.configureMobikwik(shop.id(), Optional.empty(), Map.of());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
