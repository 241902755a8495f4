package org.batua.gateway;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.batua.gateway.cli.AdminKeyCommand;
import org.batua.gateway.cli.BackupCommand;
import org.batua.gateway.cli.CustomerCommand;
import org.batua.gateway.cli.DoctorCommand;
import org.batua.gateway.cli.GatewayCommand;
import org.batua.gateway.cli.KeyCommand;
import org.batua.gateway.cli.KeyRingCommand;
import org.batua.gateway.cli.ListenCommand;
import org.batua.gateway.cli.LogEnd;
import org.batua.gateway.cli.MerchantCommand;
import org.batua.gateway.cli.MessageKeyCommand;
import org.batua.gateway.cli.OperatorCommand;
import org.batua.gateway.cli.ReconcileCommand;
import org.batua.gateway.cli.RestoreCommand;
import org.batua.gateway.cli.ServeCommand;
import org.batua.gateway.cli.TriggerCommand;
import org.batua.gateway.cli.UnresolvedCommand;
import org.batua.gateway.cli.WebhookCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command line of the gateway.
@Command(
    name = "batua",
    description = "A self-hosted wallet gateway.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private static final List<Class<?>> COMMANDS =
      List.of(
          ServeCommand.class,
          MerchantCommand.class,
          KeyCommand.class,
          OperatorCommand.class,
          AdminKeyCommand.class,
          MessageKeyCommand.class,
          GatewayCommand.class,
          KeyRingCommand.class,
          UnresolvedCommand.class,
          ReconcileCommand.class,
          WebhookCommand.class,
          CustomerCommand.class,
          BackupCommand.class,
          RestoreCommand.class,
          ListenCommand.class,
          TriggerCommand.class,
          DoctorCommand.class);

  private static final int MISUSE = 2;

  /// What is worth repeating when it is not known.
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]{0,30}");

  private static final String VERSION = "batua.version";

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] arguments) {
    int status = run(arguments);
    LogEnd.write();
    System.exit(status);
  }

  /// Runs one command.
  ///
  /// @return 0 when it did what was asked, 2 when what was asked cannot be done
  public static int run(String... arguments) {
    return run(commandLine(arguments), arguments);
  }

  /// As [#run(String...)], with what it says written to one place.
  public static int run(PrintWriter out, String... arguments) {
    return run(commandLine(arguments).setOut(out).setErr(out), arguments);
  }

  /// With the one command that is named, or else with all: the options of each take time to read.
  public static CommandLine commandLine(String... arguments) {
    var line = new CommandLine(new Main());
    var named = COMMANDS.stream().filter(it -> isNamed(it, arguments)).toList();
    (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
    return line;
  }

  private static boolean isNamed(Class<?> command, String... arguments) {
    return arguments.length > 0
        && arguments[0].equals(Objects.requireNonNull(command.getAnnotation(Command.class)).name());
  }

  /// The launcher knows the version and the commit.
  private static void setVersion(CommandLine command, String version) {
    command.getCommandSpec().version(version);
    command.getSubcommands().values().forEach(one -> setVersion(one, version));
  }

  private static int run(CommandLine commands, String... arguments) {
    setVersion(commands, "batua " + System.getProperty(VERSION, "of an unknown version"));
    return commands
        .setExpandAtFiles(false)
        // the default itself would write to another place if System.err were replaced meanwhile
        .setExecutionStrategy(parsed -> new CommandLine.RunLast().execute(parsed))
        .setParameterExceptionHandler(Main::explain)
        .setExecutionExceptionHandler(
            (e, line, _) -> {
              if (e instanceof IllegalArgumentException || e instanceof UncheckedIOException) {
                line.getErr().println(e.getMessage());
                return MISUSE;
              }
              throw e;
            })
        .execute(arguments);
  }

  /// Says what is wrong with the arguments without repeating them: a value may be a secret.
  private static int explain(CommandLine.ParameterException e, String[] arguments) {
    var line = e.getCommandLine();
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      line.getErr()
          .println(
              unmatched.getUnmatched().size()
                  + " arguments too many or unknown"
                  + unmatched.getUnmatched().stream()
                      .filter(it -> OPTION.matcher(it).matches())
                      .findFirst()
                      .map(it -> ", first " + it)
                      .orElse("")
                  + " (expected: as listed here; put a value with spaces in quotes)");
    } else {
      line.getErr().println(withoutValues(String.valueOf(e.getMessage()), arguments));
    }
    line.usage(line.getErr());
    return MISUSE;
  }

  private static String withoutValues(String message, String[] arguments) {
    var shown = message;
    for (var argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals > 0) {
        shown = shown.replace(argument, argument.substring(0, equals) + "=***");
      }
    }
    return shown;
  }

  @Override
  public Integer call() {
    var line = Objects.requireNonNull(spec).commandLine();
    line.usage(line.getErr());
    return MISUSE;
  }
}
