package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.batua.gateway.Main;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.KeyRingFile;
import org.batua.gateway.keyring.Resealing;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Two servers with a key ring file each, and an operator who replaces the key while customers link
/// wallets at one server and use them at the other.
@Tag("slow")
class KeyReplacementTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final int WORKERS = 4;
  private static final Duration LOOK = Duration.ofMillis(100);

  @TempDir private Path directory;

  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Shop shop = GATEWAY.newShop();

  /// One command's end.
  private record Outcome(int status, String output) {}

  /// A server of its own, with its own file.
  private record Server(Gateway gateway, Path file, KeyRingFile followed, Api api)
      implements AutoCloseable {
    @Override
    public void close() {
      gateway.close();
      followed.close();
    }

    KeyRing ring() {
      return followed.ring();
    }
  }

  @Test
  void a_key_is_replaced_under_load_without_one_failed_request_and_only_in_order()
      throws Exception {
    var operators = directory.resolve("operator");
    GATEWAY.keyRing().write(operators);
    var old = KeyRing.read(operators).newestKey();
    // the fixture's own server reads no file: only the two servers are alive
    GATEWAY.gateway().close();
    try (var first = server("first");
        var second = server("second");
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> load = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        load.add(executor.submit(() -> linkHereAndUseThere(first, second)));
        load.add(executor.submit(() -> linkHereAndUseThere(second, first)));
      }
      assertThat(keyring("add", operators).status()).isZero();
      var added = KeyRing.read(operators).newestKey();
      copy(operators, first);
      Eventually.until("the first knows it", () -> first.ring().keyIds().contains(added));
      assertThat(keyring("promote", operators).output()).contains("has not read key " + added);
      copy(operators, second);
      Eventually.until("both say so", () -> keyring("promote", operators).status() == 0);
      copy(operators, first);
      Eventually.until(
          "the first seals with it", () -> first.ring().keyIds().getFirst().equals(added));
      assertThat(keyring("retire", operators).output()).contains("does not seal with key");
      copy(operators, second);
      Eventually.until(
          "tokens keep the old one",
          () -> keyring("retire", operators).output().contains("tokens that the older keys"));
      isOver.set(true);
      for (var one : load) {
        assertThat(one.get()).isPositive();
      }
      new Resealing(first.gateway().keysInUse().values(), first.ring()).sweep();
      assertThat(first.gateway().keysInUse().values().countByKey()).doesNotContainKey(old);
      agePromotion(operators);
      assertThat(keyring("retire", operators).output()).contains("key " + old + " retired");
      assertThat(KeyRing.read(operators).keyIds()).containsExactly(added);
    } finally {
      isOver.set(true);
    }
  }

  private Server server(String name) throws Exception {
    var file = directory.resolve(name);
    Files.copy(directory.resolve("operator"), file);
    var followed = KeyRingFile.follow(file, LOOK);
    var gateway = GATEWAY.anotherWithKeys(followed.ring());
    var api = Api.open(URI.create("http://127.0.0.1:" + gateway.listen())).withKey(shop.key());
    return new Server(gateway, file, followed, api);
  }

  private static void copy(Path from, Server to) throws Exception {
    var next = to.file().resolveSibling(to.file().getFileName() + ".copy");
    Files.copy(from, next, StandardCopyOption.REPLACE_EXISTING);
    Files.move(next, to.file(), StandardCopyOption.ATOMIC_MOVE);
  }

  /// As if it had been long ago: tokens and sessions of then have ended.
  private static void agePromotion(Path file) throws Exception {
    var text = Files.readString(file);
    Files.writeString(
        file,
        text.replaceAll("(?m)^promoted=.*$", "promoted=" + Instant.parse("2026-01-01T00:00:00Z")));
  }

  /// Each call must succeed; [org.batua.gateway.testkit.ApiCall#ok()] fails otherwise.
  private int linkHereAndUseThere(Server here, Server there) {
    int done = 0;
    while (!isOver.get()) {
      var phone = Shop.newPhone();
      var customer =
          here.api()
              .post("/customers")
              .form("object_reference_id", "key-" + phone, "mobile_number", phone)
              .ok()
              .path("id")
              .asString();
      var wallet =
          here.api()
              .post("/customers/" + customer + "/wallets")
              .form("gateway", "MOBIKWIK", "mobile_number", phone)
              .ok()
              .path("id")
              .asString();
      here.api().post("/wallets/" + wallet).form("command", "authenticate").ok();
      there.api().post("/wallets/" + wallet).form("command", "link", "otp", "123456").ok();
      var read = here.api().get("/wallets/" + wallet + "?command=refresh").ok();
      assertThat(read.path("linked").asBoolean()).isTrue();
      there.api().get("/customers/" + customer + "/wallets").ok();
      done++;
    }
    return done;
  }

  private Outcome keyring(String command, Path file) {
    List<String> all = new ArrayList<>(List.of("keyring", command, file.toString()));
    if (!command.equals("add")) {
      all.addAll(List.of("--database-url", GATEWAY.databaseUrl().jdbc()));
      all.addAll(List.of("--data-dir", directory.toString()));
    }
    var text = new StringWriter();
    int status = Main.run(new PrintWriter(text, true), all.toArray(String[]::new));
    return new Outcome(status, text.toString());
  }
}
