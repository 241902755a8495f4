package org.batua.gateway.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.wiring.Config;
import org.batua.gateway.wiring.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that every command has: where the data is and how the server is set up.
final class ConfigOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "Settings as YAML.")
  @Nullable Path file;

  @Option(names = "--data-dir", paramLabel = "DIR", description = "Default: ./data of Batua.")
  @Nullable String dataDir;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = "A PostgreSQL of yours; without it one is started in the data directory.")
  @Nullable String databaseUrl;

  Config read() {
    return read(Map.of());
  }

  Config read(Map<String, String> more) {
    Map<String, String> options = new HashMap<>(more);
    put(options, "data_dir", dataDir);
    put(options, "database.url", databaseUrl);
    var home = Path.of(System.getProperty("batua.home", "."));
    return Config.read(
        Settings.of(options, System.getenv(), Optional.ofNullable(file)), home.normalize());
  }

  static void put(Map<String, String> options, String name, @Nullable String value) {
    if (value != null) {
      options.put(name, value);
    }
  }
}
