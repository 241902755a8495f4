package org.batua.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.bench.process.Installation;
import org.batua.bench.process.JavaServer;
import org.batua.bench.process.Ports;
import org.batua.conformance.kit.Account;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Batua in development mode, as a process with providers of its own.
final class OwnServer implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(60);

  private final JavaServer server;
  private final JsonNode keys;

  private OwnServer(JavaServer server, JsonNode keys) {
    this.server = server;
    this.keys = keys;
  }

  /// @param place takes data and log
  static OwnServer start(Path place) throws IOException {
    var installation = Installation.ofThisProgram();
    int port = Ports.free();
    var command =
        new ArrayList<>(JavaServer.command(installation, "gateway", "org.batua.gateway.Main"));
    command.add(1, "-Dbatua.simulator.classpath=" + installation.classPath("simulator"));
    command.addAll(List.of("serve", "--data-dir", place.resolve("data").toString()));
    command.addAll(List.of("--port", Integer.toString(port), "--simulator-port", "0"));
    var server =
        new JavaServer(
            new JavaServer.Program(
                "gateway",
                command,
                Map.of(),
                URI.create("http://localhost:" + port + "/health/ready"),
                place.resolve("log")));
    try {
      server.start();
      server.awaitReady(START_MAX);
      var file = place.resolve("data/dev.json");
      return new OwnServer(server, new JsonMapper().readTree(Files.readString(file)));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  URI url() {
    return URI.create(keys.path("base_url").asString());
  }

  String apiKey() {
    return keys.path("api_key").asString();
  }

  Account.Target target(URI at) {
    var responseKey = Optional.of(keys.path("response_key").asString());
    return new Account.Target(at, apiKey(), responseKey, "123456", "MOBIKWIK");
  }

  @Override
  public void close() {
    server.close();
  }
}
