package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Our OpenAPI documents in the hands of others' tools: the common linter has nothing to say, and a
/// shop with the types that a generator makes of them compiles under strict rules, and pays. Needs
/// Node and npm; what they use is pinned by `package-lock.json`.
@Tag("process")
@Tag("proof")
class TypeScriptClientIT {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final List<String> SOURCES =
      List.of(".npmrc", "package.json", "package-lock.json", "tsconfig.json", "shop.ts");
  private static final List<String> DOCUMENTS =
      List.of("openapi.yaml", "pages-openapi.yaml", "admin-openapi.yaml");
  private static final int SECONDS_MAX = 180;

  @TempDir static Path folder;

  @BeforeAll
  static void install() throws Exception {
    for (var name : SOURCES) {
      copy(Path.of("src/test/typescript", name));
    }
    for (var name : DOCUMENTS) {
      copy(Path.of("src/main/resources", name));
    }
    npm(Map.of(), "ci");
  }

  private static void copy(Path file) throws IOException {
    Files.copy(
        file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void the_common_linter_has_nothing_to_say() throws Exception {
    var said = npm(Map.of("REDOCLY_TELEMETRY", "off"), "run", "--silent", "lint");
    // one report for each document
    assertThat(said.split("\"errors\": 0,", -1)).as(said).hasSize(1 + DOCUMENTS.size());
    assertThat(said.split("\"warnings\": 0,", -1)).as(said).hasSize(1 + DOCUMENTS.size());
  }

  @Test
  void a_shop_with_generated_types_compiles_strictly_and_pays() throws Exception {
    npm(Map.of(), "run", "--silent", "generate");
    npm(Map.of(), "run", "--silent", "check");
    var shop = GATEWAY.newShop();
    var settings =
        Map.of(
            "BATUA_URL",
            GATEWAY.open().base().toString(),
            "BATUA_KEY",
            shop.key(),
            "BATUA_RUN",
            Long.toString(1_000_000_000 + ProcessHandle.current().pid()).substring(1));
    assertThat(npm(settings, "run", "--silent", "shop")).contains("paid and refunded");
  }

  private static String npm(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    var log = Files.createTempFile(folder, "npm", ".log");
    var command = new ArrayList<>(List.of("npm"));
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(log.toFile())
            .redirectError(folder.resolve("errors.log").toFile());
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new AssertionError("npm: not found (expected: Node 20.19 or newer with npm)", e);
    }
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as(command + "").isTrue();
    var said = Files.readString(log);
    assertThat(process.exitValue())
        .as("%s: %s %s", command, said, Files.readString(folder.resolve("errors.log")))
        .isZero();
    return said;
  }
}
