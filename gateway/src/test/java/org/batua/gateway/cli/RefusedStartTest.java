package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.testkit.FrontProxy;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Postgres;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Wherever `serve` refuses, it says why in one line without a stack trace, and `doctor` says
/// "wrong" of the same.
@Tag("slow")
class RefusedStartTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @TempDir private Path directory;

  private static final String STARTING = "refused-start";

  /// Those of libraries are not written by a real server.
  private static final Logger OURS = (Logger) LoggerFactory.getLogger("org.batua");

  private static final String BASE = "base_url: https://pay.shop.example\n";

  /// What is wrong, and how both say it.
  ///
  /// @param config the file, where `RING` stands for a key ring that is right
  /// @param database another than the right one
  private record Wrong(
      String name, String config, Optional<String> database, String served, String found) {
    Wrong(String name, String config, String served, String found) {
      this(name, config, Optional.empty(), served, found);
    }
  }

  @TestFactory
  Stream<DynamicTest> serve_says_why_it_refuses_and_doctor_says_the_same() throws IOException {
    var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    var foreign = directory.resolve("foreign-ring");
    KeyRing.create().write(foreign);
    var nonsense = Files.writeString(directory.resolve("nonsense-ring"), "nonsense");
    var production = "mode: production\n";
    var right = production + BASE + "key_ring_file: RING\n";
    return Stream.of(
            ports(right, taken.getLocalPort()),
            databases(right),
            Stream.of(
                new Wrong(
                    "a setting out of its bounds",
                    "database:\n  connections: many\n",
                    "setting database.connections",
                    "configuration"),
                new Wrong(
                    "no key ring named",
                    production + BASE,
                    "setting key_ring_file",
                    "configuration"),
                new Wrong(
                    "no address named",
                    production + "key_ring_file: RING\n",
                    "setting base_url",
                    "configuration"),
                new Wrong(
                    "a key ring that is gone",
                    production + BASE + "key_ring_file: " + directory.resolve("gone") + "\n",
                    "gone",
                    "key ring"),
                new Wrong(
                    "a key ring that is none",
                    production + BASE + "key_ring_file: " + nonsense + "\n",
                    "nonsense-ring",
                    "key ring"),
                new Wrong(
                    "the key ring of another database",
                    production + BASE + "key_ring_file: " + foreign + "\n",
                    "lacks the keys that sealed",
                    "key ring"),
                new Wrong(
                    "a picture of a wallet that is none",
                    right + "port: 0\ncheckout:\n  wallet_pictures_dir: " + pictures() + "\n",
                    "PAYTM.svg",
                    "configuration"),
                new Wrong(
                    "an account for development", right, "has development_url", "production")))
        .flatMap(it -> it)
        .map(wrong -> dynamicTest(wrong.name(), () -> check(wrong)))
        .onClose(() -> close(taken));
  }

  private static Stream<Wrong> databases(String right) {
    return Stream.of(
        new Wrong(
            "an owner of the schema who is not let in",
            right + "port: 0\ndatabase:\n  migration_url: " + stranger() + "\n",
            "user or password is refused",
            "configuration"),
        new Wrong(
            "an empty database",
            right,
            Optional.of(POSTGRES.newEmptyDatabase().jdbc()),
            "no API key",
            "production"),
        new Wrong(
            "a database that is away",
            right + "database:\n  wait_seconds: 1\n",
            Optional.of("postgres://batua:hunter2@127.0.0.1:1/batua"),
            "database",
            "database"));
  }

  private static Stream<Wrong> ports(String right, int port) {
    int free = FrontProxy.freePort();
    return Stream.of(
        new Wrong("a port that is taken", right + "port: " + port + "\n", "is taken", "ports"),
        new Wrong(
            "a management port that is taken",
            right + "port: 0\nmanagement:\n  port: " + port + "\n",
            "is taken",
            "ports"),
        new Wrong(
            "a port of the dashboard that is taken",
            right + "port: 0\ndashboard:\n  port: " + port + "\n",
            "setting dashboard.port",
            "ports"),
        new Wrong(
            "one port for two listeners",
            right + "port: " + free + "\nmanagement:\n  port: " + free + "\n",
            "setting management.port: " + free + " is port too",
            "configuration"));
  }

  private void check(Wrong wrong) throws Exception {
    var operator = new Operator(GATEWAY, directory);
    if (wrong.served().contains("development_url")) {
      GATEWAY.configureFreecharge(operator.shop().id());
    }
    var ring = directory.resolve("right-ring");
    if (!Files.exists(ring)) {
      GATEWAY.keyRing().write(ring);
    }
    var file = operator.file("batua.yaml", wrong.config().replace("RING", ring.toString()));
    var serving = new CompletableFuture<Operator.Outcome>();
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    OURS.addAppender(logged);
    Thread.ofVirtual()
        .name(STARTING)
        .start(() -> serving.complete(run(operator, wrong, file, "serve")));
    var served = serving.get(60, TimeUnit.SECONDS).exits(2).output();
    OURS.detachAppender(logged);
    assertThat(served.lines().toList()).as(served).hasSize(1);
    assertThat(List.copyOf(logged.list).stream().filter(it -> it.getThreadName().equals(STARTING)))
        .as("beside the reason")
        .isEmpty();
    assertThat(served).contains(wrong.served()).doesNotContain("hunter2", "\tat ");
    var found = run(operator, wrong, file, "doctor").exits(1).output();
    assertThat(found)
        .containsPattern("(?m)^wrong +" + wrong.found() + " ")
        .doesNotContain("hunter2", "\tat ", "all is well");
  }

  private static Operator.Outcome run(Operator operator, Wrong wrong, Path file, String command) {
    return wrong
        .database()
        .map(database -> operator.runOn(database, file, command))
        .orElseGet(() -> operator.runWith(file, command));
  }

  private static String stranger() {
    return POSTGRES.newDatabase().jdbc().replaceFirst("password=[^&]*", "password=hunter2");
  }

  private Path pictures() throws IOException {
    var folder = Files.createDirectories(directory.resolve("pictures"));
    Files.writeString(folder.resolve("PAYTM.svg"), "<svg><script>1</script></svg>");
    return folder;
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
