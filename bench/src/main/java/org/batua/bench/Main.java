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
    System.exit(commands().execute(arguments));
  }

  static CommandLine commands() {
    var commands = new CommandLine(new Main());
    var version = "batua " + System.getProperty("batua.version", "of an unknown version");
    commands.getCommandSpec().version(version);
    commands.getSubcommands().values().forEach(it -> it.getCommandSpec().version(version));
    return commands;
  }
}
