package org.batua.gateway.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.batua.gateway.db.BaseBackup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Copies the data of the embedded PostgreSQL while servers run.
@Command(
    name = "backup",
    description = {
      "Copy the data of the bundled PostgreSQL into a new directory, while servers run.",
      "The key ring is not in it, so that the copy alone decrypts nothing: keep it elsewhere."
    },
    mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(paramLabel = "DIRECTORY", description = "New or empty.")
  private Path target = Path.of("");

  @Override
  public Integer call() {
    var config = options.read();
    try (var session = Session.open(config)) {
      var superuser =
          session
              .administration()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "database.url: set (expected: the bundled PostgreSQL; back up yours with"
                              + " pg_basebackup or pg_dump)"));
      var data = config.dataDir().resolve("postgres").toAbsolutePath();
      var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      var copied = BaseBackup.take(superuser, data, target, now);
      var out = Output.of(spec);
      out.println(
          "backup of %s: %s files, %s MB"
              .formatted(copied.at(), copied.files(), copied.bytes() / 1_000_000));
      out.println(
          "not in it: the key ring " + Session.keyRingFile(config) + "; keep a copy elsewhere");
      return 0;
    }
  }
}
