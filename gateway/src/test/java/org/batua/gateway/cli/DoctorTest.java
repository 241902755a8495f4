package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.batua.gateway.db.Diagnosis;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the doctor finds in a house that is in order, and in one where something is wrong.
@Tag("slow")
class DoctorTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory;

  @Test
  void a_house_in_order_is_told_so_line_by_line() {
    var operator = new Operator(GATEWAY, directory);
    var output = operator.run("doctor").exits(0).output();
    for (var part :
        new String[] {
          "JDK",
          "configuration",
          "data directory",
          "ports",
          "database",
          "durability",
          "replication",
          "clocks",
          "schema",
          "key ring",
          "accounts",
          "providers"
        }) {
      assertThat(output).containsPattern("(?m)^ok +" + part + " ");
    }
    assertThat(output)
        .contains(operator.shop().id() + ", MOBIKWIK: complete", "takes connections")
        .doesNotContain(GatewayFixture.PROVIDER_KEY);
  }

  @Test
  void a_database_that_is_away_is_named_without_its_password() throws Exception {
    var operator = new Operator(GATEWAY, directory);
    var away = "postgres://batua:hunter2@127.0.0.1:" + freePort() + "/batua";
    var output = operator.runOn(away, "doctor").exits(1).output();
    assertThat(output)
        .containsPattern("(?m)^wrong +database .*refused")
        .contains("start PostgreSQL, or correct database.url")
        .doesNotContain("hunter2")
        .doesNotContain("\tat ");
  }

  @Test
  void a_key_ring_that_is_missing_or_is_none_is_said() throws Exception {
    var operator = new Operator(GATEWAY, directory);
    var config = operator.file("gone.yaml", "key_ring_file: " + directory.resolve("gone") + "\n");
    assertThat(operator.runWith(config, "doctor").exits(1).output())
        .containsPattern("(?m)^wrong +key ring .*gone is missing")
        .containsPattern("(?m)^skipped +accounts ");
    Files.writeString(directory.resolve("gone"), "nonsense");
    assertThat(operator.runWith(config, "doctor").exits(1).output())
        .containsPattern("(?m)^wrong +key ring ")
        .doesNotContain("nonsense");
  }

  @Test
  void a_setting_that_is_wrong_is_named_with_what_was_expected() {
    var operator = new Operator(GATEWAY, directory);
    var config = operator.file("bad.yaml", "database:\n  connections: many\n");
    var output = operator.runWith(config, "doctor").exits(1).output();
    assertThat(output)
        .containsPattern("(?m)^wrong +configuration +setting database.connections: many")
        .contains("expected: a whole number from 2 to 500");
  }

  /// `-1`: our role may not see which standbys are synchronous.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 |  0 | ''    | on           | OK    | no standby follows",
        "2 |  0 | ''    | on           | WRONG | a payment whose debit was made",
        "2 | -1 | ''    | on           | WRONG | follow asynchronously",
        "2 |  1 | node2 | on           | OK    | commits wait for a standby (node2)",
        "2 | -1 | node2 | remote_apply | OK    | commits wait for a standby (node2)",
        "2 |  1 | node2 | remote_write | WRONG | synchronous_commit is remote_write",
        "2 |  1 | node2 | local        | WRONG | a payment whose debit was made",
        "1 |  0 | node2 | on           | WRONG | commits wait for one",
      })
  void the_loss_of_a_node_must_not_lose_what_was_acknowledged(
      long standbys,
      long synchronous,
      String names,
      String commit,
      Finding.Grade grade,
      String text) {
    var found = Doctor.replication(new Diagnosis.Standbys(standbys, synchronous, names), commit);
    assertThat(found.grade()).isEqualTo(grade);
    assertThat(found.toString()).contains(text);
  }

  @Test
  void a_port_that_was_chosen_for_the_simulator_is_looked_at() throws Exception {
    var operator = new Operator(GATEWAY, directory);
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var text = "port: 0\nsimulator:\n  port: " + taken.getLocalPort() + "\n";
      assertThat(operator.runWith(operator.file("taken.yaml", text), "doctor").exits(1).output())
          .containsPattern("(?m)^wrong +ports +simulator.port: .* is taken");
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
