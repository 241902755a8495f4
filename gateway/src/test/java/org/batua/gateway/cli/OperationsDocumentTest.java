package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.batua.gateway.Main;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the runbook, `docs/operations.md`, run as they stand there but for the names:
/// its merchants, ids and files are those of a shop that there is.
@Tag("slow")
class OperationsDocumentTest {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");
  private static final Pattern INLINE = Pattern.compile("`\\./batua ([a-z-]+(?: [a-z]+)?)[^`]*`");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern KID = Pattern.compile("kid: (\\S+)");
  private static final Pattern KEY = Pattern.compile("\\bkey_[0-9a-z]+");

  /// They need a data directory with its own PostgreSQL; its test runs the same lines.
  private static final List<String> RUN_BY_BACKUP_COMMAND_TEST = List.of("backup", "restore");

  /// The provider takes one rupee less than it was asked for.
  private static final String OTHER_AMOUNT = "7016.00";

  /// The provider neither answers nor gives back.
  private static final String LOST_REFUND = "71.04";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory;

  static List<List<String>> commands() throws IOException {
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
  void every_command_does_what_the_page_says() throws Exception {
    var operator = new Operator(GATEWAY, directory);
    var names = names(operator);
    int run = 0;
    for (var command : commands()) {
      if (RUN_BY_BACKUP_COMMAND_TEST.contains(command.getFirst())) {
        continue;
      }
      var line = String.join(" ", command);
      var real = command.stream().map(word -> names.getOrDefault(word, word));
      var outcome = operator.run(real.toArray(String[]::new));
      assertThat(outcome.status()).as(line + "\n" + outcome.output()).isIn(mayEndWith(command));
      assertThat(outcome.output()).as(line).isNotBlank();
      // the page goes on with the key that this line made
      KID.matcher(outcome.output()).results().forEach(it -> names.put("key_…", it.group(1)));
      run++;
    }
    assertThat(run).isGreaterThan(12);
  }

  /// 1 says that both sides differ, as the shop's customers are not alone at the provider; and that
  /// the database of the tests does not wait for the disk.
  private static List<Integer> mayEndWith(List<String> command) {
    return switch (command.getFirst()) {
      case "reconcile", "doctor" -> List.of(0, 1);
      default -> List.of(0);
    };
  }

  /// What the words of the page stand for.
  private Map<String, String> names(Operator operator) throws Exception {
    Map<String, String> names = new HashMap<>();
    var shop = operator.shop();
    names.put("shop", shop.id().value());
    names.put("acme", shop.id().value());
    names.put("cst_0123456789abcdef", shop.customer(Shop.newPhone()));
    names.put("txn_…", operator.txn(inReview(operator)));
    names.put("rfd_…", operator.refundId(refundInReview(operator)));
    names.put("key_0123456789", keyOf(operator));
    names.put("february.csv", operator.file("a.csv", GATEWAY.provider().statement()).toString());
    var mapping = Files.readString(Path.of("src/main/resources/statement-mapping.yaml"));
    names.put("mobikwik.yaml", operator.file("mapping.yaml", mapping).toString());
    names.put("shop.pem", operator.file("shop.pem", publicKey()).toString());
    names.put("next.pem", operator.file("next.pem", publicKey()).toString());
    return names;
  }

  private static String inReview(Operator operator) {
    var order = operator.pay(OTHER_AMOUNT);
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    GATEWAY.sweep();
    assertThat(operator.one("select status from txn where id = ?", operator.txn(order)))
        .isEqualTo("MANUAL_REVIEW");
    return order;
  }

  private static String refundInReview(Operator operator) {
    var order = operator.pay("80.00");
    operator.refund(order, "r1", LOST_REFUND);
    for (int day = 0; day < 14 && !isInReview(operator, order); day++) {
      GATEWAY.clock().advance(Duration.ofDays(1));
      GATEWAY.sweep();
    }
    return order;
  }

  private static boolean isInReview(Operator operator, String order) {
    return operator.refundStatus(order, "r1").equals("MANUAL_REVIEW");
  }

  private static String keyOf(Operator operator) {
    var listed = operator.run("key", "list", operator.shop().id().value()).exits(0).output();
    return KEY.matcher(listed).results().findFirst().orElseThrow().group();
  }

  private static String publicKey() throws NoSuchAlgorithmException {
    var maker = KeyPairGenerator.getInstance("RSA");
    maker.initialize(2048);
    var bytes = maker.generateKeyPair().getPublic().getEncoded();
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(bytes)
        + "\n-----END PUBLIC KEY-----\n";
  }

  @Test
  void a_database_of_yours_is_left_to_its_own_tools() {
    var operator = new Operator(GATEWAY, directory);
    var backup = directory.resolve("backup").toString();
    assertThat(operator.run("backup", backup).exits(2).output()).contains("pg_basebackup");
    assertThat(operator.run("restore", backup).exits(2).output()).contains("its own tools");
  }

  @Test
  void the_program_has_each_command_that_the_text_mentions() throws IOException {
    var text = Files.readString(Path.of("../docs/operations.md"));
    var mentioned = INLINE.matcher(text).results().map(it -> it.group(1)).distinct().toList();
    assertThat(mentioned).hasSizeGreaterThan(8);
    for (var mention : mentioned) {
      var program = Main.commandLine();
      for (var word : mention.split(" ", -1)) {
        program = program.getSubcommands().getOrDefault(word, program);
      }
      var names = mention.split(" ", -1);
      assertThat(names).as(mention).contains(program.getCommandName());
    }
  }
}
