package org.batua.bench;

import org.batua.bench.crash.CrashTestCommand;
import org.batua.bench.load.BenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Runs what measures and tries Batua from the outside.
@Command(
    name = "./batua",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures and tries Batua from the outside.",
    subcommands = {BenchCommand.class, CrashTestCommand.class})
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
