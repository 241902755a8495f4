package org.batua.gateway.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints its result.
final class Output {
  private Output() {}

  static PrintWriter of(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("command spec: missing (expected: injected by picocli)");
    }
    return spec.commandLine().getOut();
  }
}
