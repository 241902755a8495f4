package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.batua.gateway.Main;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The commands of the runbook, `docs/operations.md`.
class OperationsDocumentTest {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");
  private static final Pattern KID = Pattern.compile("kid: (\\S+)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory;

  /// Where each command is run, with its effects.
  private static final Map<String, String> RUN_BY =
      Map.ofEntries(
          Map.entry("unresolved list", "cli/UnresolvedCommandTest"),
          Map.entry("unresolved show", "cli/UnresolvedCommandTest"),
          Map.entry("unresolved settle", "cli/UnresolvedCommandTest"),
          Map.entry("reconcile", "cli/ReconcileCommandTest"),
          Map.entry("doctor", "cli/DoctorTest"),
          Map.entry("merchant clients", "cli/OperationsDocumentTest"),
          Map.entry("message-key add", "cli/OperationsDocumentTest"),
          Map.entry("message-key rotate", "cli/OperationsDocumentTest"),
          Map.entry("keyring rotate", "cli/CommandsTest"),
          Map.entry("key rotate", "cli/CommandsTest"),
          Map.entry("backup", "db/BaseBackupTest"),
          Map.entry("restore", "db/BaseBackupTest"),
          Map.entry("customer export", "cli/OperationsDocumentTest"),
          Map.entry("customer erase", "cli/OperationsDocumentTest"));

  private static List<List<String>> commands() throws IOException {
    var text = Files.readString(Path.of("../docs/operations.md"));
    List<List<String>> commands = new ArrayList<>();
    FENCED
        .matcher(text)
        .results()
        .flatMap(it -> it.group(1).replace("\\\n", " ").lines())
        .map(String::strip)
        .filter(it -> it.startsWith("./batua "))
        .forEach(it -> commands.add(words(it.substring("./batua ".length()))));
    return commands;
  }

  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
        .toList();
  }

  @Test
  void clients_and_message_keys_are_set_up() {
    var operator = new Operator(GATEWAY, directory);
    var shop = operator.shop().id().value();
    operator
        .run("merchant", "clients", shop, "--origin", "https://shop.example", "--wallet-details")
        .exits(0);
    var made = operator.run("message-key", "add", shop).exits(0).output();
    var kid = KID.matcher(made).results().findFirst().orElseThrow().group(1);
    operator.run("message-key", "rotate", shop, kid, "--overlap-hours", "48").exits(0);
    assertThat(operator.run("message-key", "list", shop).exits(0).output()).contains(kid);
  }

  @Test
  void personal_data_are_shown_and_erased() {
    var operator = new Operator(GATEWAY, directory);
    var shop = operator.shop();
    var phone = Shop.newPhone();
    var customer = shop.customer(phone);
    var merchant = shop.id().value();
    assertThat(operator.run("customer", "export", merchant, customer).exits(0).output())
        .contains(customer);
    assertThat(
            operator
                .run("customer", "erase", merchant, customer, "--by", "Asha Rao", "--reason", "x")
                .exits(0)
                .output())
        .contains("\"by\": \"Asha Rao\"");
    operator.run("customer", "export", merchant, "nobody").exits(2);
  }

  @Test
  void a_database_of_yours_is_left_to_its_own_tools() {
    var operator = new Operator(GATEWAY, directory);
    var backup = directory.resolve("backup").toString();
    assertThat(operator.run("backup", backup).exits(2).output()).contains("pg_basebackup");
    assertThat(operator.run("restore", backup).exits(2).output()).contains("its own tools");
  }

  @Test
  void the_program_takes_every_command() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(12);
    for (var command : commands()) {
      assertThatCode(() -> new CommandLine(new Main()).parseArgs(command.toArray(String[]::new)))
          .as(String.join(" ", command))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void every_command_is_run_by_a_test() throws IOException {
    for (var command : commands()) {
      var name = command.getFirst();
      var test = RUN_BY.getOrDefault(name + " " + command.get(command.size() > 1 ? 1 : 0), "");
      test = test.isEmpty() ? RUN_BY.getOrDefault(name, "") : test;
      assertThat(test).as(String.join(" ", command)).isNotEmpty();
      assertThat(Path.of("src/test/java/org/batua/gateway/" + test + ".java")).exists();
    }
  }
}
