package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.batua.gateway.Main;
import org.batua.gateway.base.Secret;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.SecretMap;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Postgres;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands of the operator, each run as from the shell, on a database of its own.
@Tag("slow")
class CommandsTest {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @TempDir private Path directory;

  private final DatabaseUrl database = POSTGRES.newDatabase();

  /// What a command did.
  private record Outcome(int status, String output) {}

  @Test
  void a_merchant_is_added_once_and_listed() {
    var added = run("merchant", "add", "acme", "--name", "Acme Stores");
    assertThat(added.status()).isZero();
    assertThat(added.output()).containsPattern("response key, .*: [0-9a-f]{64}");
    assertThat(run("merchant", "list").output()).contains("acme").contains("Acme Stores");
    var again = run("merchant", "add", "acme");
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.output()).contains("merchant acme: exists (expected: a new id)");
  }

  @Test
  void a_merchant_lists_where_customers_go_back_to_and_who_frames_the_checkout() {
    run("merchant", "add", "hosts");
    var hosts = run("merchant", "return-hosts", "hosts", "shop.example", "m.shop.example");
    assertThat(hosts.status()).isZero();
    assertThat(hosts.output()).containsSubsequence("m.shop.example", "shop.example");
    assertThat(run("merchant", "return-hosts", "hosts").output()).contains("any host");
    var framed = run("merchant", "frame-origins", "hosts", "https://shop.example");
    assertThat(framed.status()).isZero();
    assertThat(framed.output()).contains("https://shop.example");
    assertThat(run("merchant", "frame-origins", "hosts").output()).contains("nobody");
  }

  @Test
  void a_merchants_checkout_gets_a_face(@TempDir Path folder) throws IOException {
    run("merchant", "add", "face");
    var logo = folder.resolve("logo.svg");
    Files.writeString(logo, "<svg xmlns='http://www.w3.org/2000/svg'><circle r='3'/></svg>");
    var changed =
        run("merchant", "branding", "face", "--accent", "#7a1f3d", "--logo", logo.toString());
    assertThat(changed.status()).isZero();
    assertThat(changed.output()).contains("accent: #7a1f3d").contains("logo: ");
    var more = run("merchant", "branding", "face", "--logo", "", "--order-line", "Size=udf1");
    assertThat(more.output()).contains("#7a1f3d").contains("Size=udf1").doesNotContain("logo");
    var pale = run("merchant", "branding", "face", "--accent", "#ffee00");
    assertThat(pale.status()).isEqualTo(2);
    assertThat(pale.output()).contains("accent: #ffee00 has a contrast of");
    Files.writeString(logo, "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>");
    var unsafe = run("merchant", "branding", "face", "--logo", logo.toString());
    assertThat(unsafe.status()).isEqualTo(2);
    assertThat(unsafe.output()).contains("logo: svg: has the element script");
  }

  @Test
  void a_merchant_says_how_long_orders_and_tokens_work() {
    run("merchant", "add", "timely");
    var set = run("merchant", "times", "timely", "--order-expiry-minutes", "30");
    assertThat(set.status()).isZero();
    assertThat(set.output()).contains("order_expiry_minutes none -> 30");
    var usual = run("merchant", "times", "timely", "--wallet-token-seconds", "60");
    assertThat(usual.output()).contains("30 -> none", "wallet_token_seconds none -> 60");
    var refused = run("merchant", "times", "timely", "--wallet-token-seconds", "0");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.output())
        .contains("wallet_token_seconds: 0 (expected: a whole number from 1 to 86400)");
    assertThat(run("merchant", "times", "nobody").output()).contains("nobody");
  }

  @ParameterizedTest
  @CsvSource({
    "return-hosts, hosts2, https://shop.example, expected: as shop.example",
    "return-hosts, nobody, shop.example, merchant nobody: unknown",
    "frame-origins, hosts2, shop.example, expected: as https://shop.example",
    "frame-origins, nobody, https://shop.example, merchant nobody: unknown"
  })
  void a_wrong_host_or_origin_is_refused(String command, String id, String given, String told) {
    run("merchant", "add", "hosts2");
    var refused = run("merchant", command, id, given);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.output()).contains(told);
  }

  @Test
  void a_key_is_shown_once_rotated_and_revoked() {
    run("merchant", "add", "keys");
    var key = run("key", "add", "keys").output().lines().findFirst().orElseThrow();
    assertThat(key).matches("key_[0-9a-f]{64}");
    var prefix = key.substring(0, 12);
    assertThat(run("key", "list", "keys").output()).contains(prefix).doesNotContain(key);
    var rotated = run("key", "rotate", "keys", prefix, "--overlap-hours", "1");
    assertThat(rotated.output()).containsPattern("key_[0-9a-f]{64}").contains("ends in 1 h");
    assertThat(run("key", "list", "keys").output()).contains("until ");
    assertThat(run("key", "revoke", "keys", prefix).status()).isZero();
    var gone = run("key", "revoke", "keys", prefix);
    assertThat(gone.status()).isEqualTo(2);
    assertThat(gone.output()).contains("none works with this prefix");
  }

  @Test
  void a_gateway_is_configured_and_listed_without_its_secrets() throws Exception {
    run("merchant", "add", "configured");
    var secret = directory.resolve("secret");
    Files.writeString(secret, GatewayFixture.PROVIDER_KEY + "\n");
    var added =
        run(
            "gateway",
            "add",
            "configured",
            "MOBIKWIK",
            "--set",
            "mid=MBK9006",
            "--set",
            "merchant_name=Shop",
            "--set",
            "codes=777=LIMIT_EXCEEDED,1=UNKNOWN",
            "--set",
            "key=@" + secret);
    assertThat(added.output()).contains("gateway MOBIKWIK configured for configured: pac_");
    var listed = run("gateway", "list", "configured");
    assertThat(listed.output())
        .contains("MOBIKWIK")
        .contains("https://walletapi.mobikwik.com")
        .doesNotContain(GatewayFixture.PROVIDER_KEY);
    assertThat(run("gateway", "fields", "MOBIKWIK").output()).contains("token_cap").contains("mid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "merchant add Acme! | merchant id: Acme!",
        "key add nobody | merchant nobody: unknown",
        "key list nobody | merchant nobody: unknown",
        "gateway add nobody MOBIKWIK | merchant nobody: unknown",
        "gateway fields PAYPAL | gateway PAYPAL: unknown (expected one of: [MOBIKWIK",
        "gateway list nobody | merchant nobody: unknown",
        "keyring add no-such-ring | key ring no-such-ring",
        "keyring rotate any-ring | expected: ./batua keyring add any-ring",
        "merchant add withurl --return-url not-a-url | return-url",
        "merchant list --config no-such-file | configuration file no-such-file",
        "gateway add some MOBIKWIK --set key=@no-such-file | no-such-file",
        "nonsense | 1 arguments too many or unknown",
        "gateway add some MOBIKWIK --set key=a hunter2 | 1 arguments too many or unknown",
        "gateway add some MOBIKWIK --set =hunter2 | option --set, number 1: no name",
        "gateway add some MOBIKWIK --sett key=hunter2 | unknown, first --sett",
        "'' | Usage",
      })
  void what_cannot_be_done_is_said_in_one_line(String command, String message) {
    run("merchant", "add", "some");
    var outcome = run(command.isEmpty() ? new String[0] : command.split(" ", -1));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output())
        .contains(message)
        .doesNotContain("\tat ")
        .doesNotContain("hunter2");
  }

  /// As a shell passes it on: no part of the value is taken for a quote or a list.
  @ParameterizedTest
  @ValueSource(
      strings = {"a\"b", "\"quoted\"", "a,b|c;d", "a=b=c", "'x", " s ", "\\", "-k", "${x}"})
  // what must stay silent is the process's own standard error, where picocli's tracer writes
  @SuppressWarnings("SystemOut")
  void a_secret_is_kept_as_given_and_never_shown(String secret) {
    run("merchant", "add", "secretive");
    var log = new ByteArrayOutputStream();
    var before = System.err;
    try (var err = new PrintStream(log, true, StandardCharsets.UTF_8)) {
      System.setErr(err);
      var outcome =
          run(
              "gateway",
              "add",
              "secretive",
              "MOBIKWIK",
              "--set",
              "mid=M",
              "--set",
              "merchant_name=S",
              "--set",
              "key=" + secret);
      assertThat(outcome.status()).as(outcome.output()).isZero();
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain(secret);
    var account =
        Jdbi.create(database.jdbc())
            .withHandle(
                handle ->
                    handle
                        .createQuery("select id, secrets from provider_account")
                        .map((row, _) -> Map.entry(row.getString(1), row.getBytes(2)))
                        .one());
    var ring = KeyRing.read(directory.resolve("development-keyring"));
    var opened = ring.open(account.getValue(), "provider-account/" + account.getKey());
    assertThat(SecretMap.read(opened).get("key")).isEqualTo(Secret.of(secret));
  }

  @Test
  void a_missing_field_of_a_gateway_is_named() {
    run("merchant", "add", "incomplete");
    var outcome = run("gateway", "add", "incomplete", "MOBIKWIK", "--set", "mid=M");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains("missing (expected:");
    var odd = run("gateway", "add", "incomplete", "MOBIKWIK", "--set", "colour=green");
    assertThat(odd.status()).isEqualTo(2);
  }

  @Test
  void codes_without_a_meaning_are_refused_with_what_is_expected() {
    run("merchant", "add", "coded");
    var set = "gateway add coded MOBIKWIK --set mid=M --set merchant_name=S --set key=K --set ";
    var outcome = run((set + "codes=777").split(" ", -1));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains("codes: 777 (expected: CODE=WORD,CODE=WORD with a WORD");
  }

  @Test
  void a_key_ring_is_made_once_for_its_owner_only_and_its_keys_are_replaced() throws Exception {
    var ring = directory.resolve("ring");
    assertThat(run("keyring", "create", ring.toString()).status()).isZero();
    assertThat(Files.getPosixFilePermissions(ring)).hasSize(2);
    var before = KeyRing.read(ring);
    var sealed = before.seal(Secret.of("value"), "context");
    assertThat(run("keyring", "create", ring.toString()).status()).isEqualTo(2);
    assertThat(run("keyring", "add", ring.toString()).status()).isZero();
    assertThat(run("keyring", "add", ring.toString()).output()).contains("waits to be promoted");
    assertThat(KeyRing.read(ring).keyIds().getFirst()).isEqualTo(before.keyIds().getFirst());
    assertThat(promote(ring).output()).contains("seals; copy the file");
    assertThat(promote(ring).output()).contains("the newest key seals already");
    assertThat(KeyRing.read(ring).open(sealed, "context").reveal()).isEqualTo("value");
    assertThat(run("keyring", "list", ring.toString()).output())
        .startsWith(KeyRing.read(ring).newestKey() + "  seals");
    assertThat(Files.getPosixFilePermissions(ring)).hasSize(2);
    assertThat(Files.readString(ring)).doesNotContain("value");
  }

  @Test
  void a_database_that_is_away_is_said_in_one_line() throws Exception {
    var file = directory.resolve("batua.yaml");
    Files.writeString(
        file,
        "database:\n  wait_seconds: 1\n  url: postgres://user:geheim@127.0.0.1:1/nowhere\n"
            + "data_dir: "
            + directory);
    var outcome = runPlainly("merchant", "list", "--config", file.toString());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output())
        .contains("database")
        .doesNotContain("geheim")
        .doesNotContain("\tat ");
  }

  private Outcome promote(Path ring) {
    return runPlainly(
        "keyring",
        "promote",
        ring.toString(),
        "--database-url",
        database.jdbc(),
        "--data-dir",
        directory.toString());
  }

  private Outcome run(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    if (command.length > 1 && !command[0].equals("keyring")) {
      all.addAll(List.of("--database-url", database.jdbc(), "--data-dir", directory.toString()));
    }
    return runPlainly(all.toArray(String[]::new));
  }

  private static Outcome runPlainly(String... command) {
    var said = new StringWriter();
    int status;
    try (var writer = new PrintWriter(said)) {
      status = Main.run(writer, command);
    }
    return new Outcome(status, said.toString());
  }
}
