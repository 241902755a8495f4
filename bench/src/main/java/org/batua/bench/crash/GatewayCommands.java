package org.batua.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.batua.bench.process.Installation;
import org.batua.bench.process.JavaServer;

/// The gateway's command line, run as an operator does, beside servers that serve.
///
/// @param environment what every command is told
/// @param log takes what commands say besides their answer
record GatewayCommands(Installation installation, Map<String, String> environment, Path log) {
  static final String MAIN = "org.batua.gateway.Main";

  private static final Duration END_MAX = Duration.ofMinutes(2);

  /// Runs one to its end.
  ///
  /// @return what it printed
  String run(List<String> arguments) {
    List<String> command = new ArrayList<>(JavaServer.command(installation, "gateway", MAIN));
    command.addAll(arguments);
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      var process = builder.start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(
            "gateway " + String.join(" ", arguments) + ": failed (see " + log + ")");
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("cancelled", e);
    }
  }
}
