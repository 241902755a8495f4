package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What the doctor says of a production server that serves, and should not be left as it is.
class ProductionCheckTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory;

  @Test
  void each_weakness_of_a_production_server_is_wrong() throws Exception {
    var operator = new Operator(GATEWAY, directory);
    var ring = directory.resolve("shared-ring");
    GATEWAY.keyRing().write(ring);
    Files.setPosixFilePermissions(ring, PosixFilePermissions.fromString("rw-r--r--"));
    var config =
        operator.file(
            "production.yaml",
            "mode: production\nbase_url: http://pay.shop.example\nkey_ring_file: " + ring + "\n");
    var output = operator.runWith(config, "doctor").exits(1).output();
    assertThat(output)
        .containsPattern("(?m)^wrong +key ring .*other users may read or write it")
        .containsPattern("(?m)^wrong +role .*connects as the owner of the tables");
    Files.setPosixFilePermissions(ring, PosixFilePermissions.fromString("rw-------"));
    assertThat(operator.runWith(config, "doctor").exits(1).output())
        .containsPattern("(?m)^wrong +production +base_url: http://pay.shop.example is without TLS")
        .containsPattern(
            "(?m)^wrong +production +account of \\S+, MOBIKWIK: base_url http://127.0.0.1:[0-9]+"
                + "\\S* is this machine");
  }

  @Test
  void a_server_without_an_api_key_is_wrong_to_the_doctor_as_it_is_to_serve() {
    var operator = new Operator(GATEWAY, directory);
    GATEWAY.tables().useHandle(handle -> handle.execute("update api_key set revoked_at = now()"));
    var config =
        operator.file(
            "keyless.yaml",
            "mode: production\nbase_url: https://pay.shop.example\nkey_ring_file: "
                + directory.resolve("ring")
                + "\n");
    GATEWAY.keyRing().write(directory.resolve("ring"));
    assertThat(operator.runWith(config, "doctor").exits(1).output())
        .containsPattern("(?m)^wrong +production +no API key")
        .doesNotContain("all is well");
  }

  @Test
  void the_key_ring_of_another_database_is_wrong() {
    var operator = new Operator(GATEWAY, directory);
    var ring = directory.resolve("foreign-ring");
    KeyRing.create().write(ring);
    var config = operator.file("foreign.yaml", "key_ring_file: " + ring + "\n");
    assertThat(operator.runWith(config, "doctor").exits(1).output())
        .containsPattern("(?m)^wrong +key ring .*lacks the keys that sealed what the database")
        .doesNotContain("\tat ");
  }
}
