package org.batua.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.batua.gateway.db.BaseBackup;
import org.batua.gateway.db.ServerLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a data directory from a backup.
@Command(
    name = "restore",
    description = "Make a data directory without a database into the one of a backup.",
    mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private ConfigOptions options = new ConfigOptions();

  @Parameters(paramLabel = "DIRECTORY", description = "What ./batua backup wrote.")
  private Path backup = Path.of("");

  @Override
  public Integer call() {
    var config = options.read();
    if (config.database().url().isPresent()) {
      throw new IllegalArgumentException(
          "database.url: set (expected: the bundled PostgreSQL; restore yours by its own tools)");
    }
    try {
      Files.createDirectories(config.dataDir());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var lock =
        ServerLock.take(config.dataDir())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "data directory "
                            + config.dataDir()
                            + ": a server uses it (expected: none)"));
    try {
      var copied = BaseBackup.restore(backup, config.dataDir().toAbsolutePath());
      var out = Output.of(spec);
      out.println("restored the data of " + copied.at());
      out.println(
          "now put its key ring to "
              + Session.keyRingFile(config)
              + ", start the server, and compare the days since with the providers' statements");
      return 0;
    } finally {
      lock.close();
    }
  }
}
