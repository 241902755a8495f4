package org.batua.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.batua.conformance.checks.Checks;
import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.Check;
import org.batua.conformance.kit.Needs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Runs the suite against a server.
@Command(
    name = "batua conformance",
    mixinStandardHelpOptions = true,
    description = {
      "Check whether a server keeps the wire contract.",
      "Without further options only reads and refusals are tried, which is harmless on a live"
          + " account.",
      "Exit code: 0 all passed, 1 something deviates, 2 wrong usage."
    })
public final class Main implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--base-url", description = "Where the server is.")
  private @Nullable URI base;

  @Option(names = "--api-key", description = "A merchant's API key.")
  private @Nullable String apiKey;

  @Option(names = "--response-key", description = "Checks the signature of returns with it.")
  private @Nullable String responseKey;

  @Option(names = "--gateway", defaultValue = "MOBIKWIK", description = "Default: MOBIKWIK.")
  private String gateway = "MOBIKWIK";

  @Option(names = "--create", description = "Create customers, orders and unlinked wallets.")
  private boolean creates;

  @Option(names = "--otp", description = "Link wallets too: the OTP that works for any number.")
  private @Nullable String otp;

  @Option(names = "--money", description = "Pay and refund too. Needs --otp.")
  private boolean movesMoney;

  @Option(
      names = "--simulated",
      description = "All checks, with the magic numbers of Batua's simulator.")
  private boolean simulated;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only these checks or groups.")
  private List<String> only = List.of();

  @Option(names = "--list", description = "Print all checks and run none.")
  private boolean lists;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the results as JSON.")
  private @Nullable Path json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes them as JUnit XML.")
  private @Nullable Path junit;

  public static void main(String[] arguments) {
    var command = new CommandLine(new Main());
    var version = System.getProperty("batua.version", "of an unknown version");
    command.getCommandSpec().version("batua conformance " + version);
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() {
    var command = command();
    var out = command.getOut();
    var checks = Checks.all().stream().filter(this::isWanted).toList();
    if (checks.isEmpty()) {
      throw new ParameterException(command, "--only: names no check (expected: see --list)");
    }
    if (lists) {
      checks.forEach(
          it ->
              out.printf(
                  "%-50s %-9s %s (%s)%n", it.name(), it.needs(), it.sentence(), it.source()));
      out.flush();
      return 0;
    }
    var account = new Account(target(command), Long.toString(System.currentTimeMillis(), 36));
    var results =
        new Runner(account, allowed(command))
            .run(
                checks,
                result -> {
                  out.println(Report.line(result));
                  out.flush();
                });
    out.println();
    out.print(Report.table(results));
    out.flush();
    write(json, Report.json(results));
    write(junit, Report.junit(results));
    return results.stream().anyMatch(Result::failed) ? 1 : 0;
  }

  private CommandLine command() {
    if (spec == null) {
      throw new IllegalStateException("spec: none (expected: run by picocli)");
    }
    return spec.commandLine();
  }

  private boolean isWanted(Check check) {
    return only.isEmpty() || only.contains(check.name()) || only.contains(check.group());
  }

  private Account.Target target(CommandLine command) {
    if (base == null || base.getHost() == null) {
      throw new ParameterException(command, "--base-url: missing (expected: http://host:port)");
    }
    if (apiKey == null) {
      throw new ParameterException(command, "--api-key: missing (expected: a merchant's key)");
    }
    var bare = URI.create(base.toString().replaceAll("/+$", ""));
    return new Account.Target(
        bare, apiKey, Optional.ofNullable(responseKey), otp == null ? "123456" : otp, gateway);
  }

  private Set<Needs> allowed(CommandLine command) {
    if (simulated) {
      return EnumSet.allOf(Needs.class);
    }
    if (movesMoney && otp == null) {
      throw new ParameterException(command, "--money: needs --otp");
    }
    var allowed = EnumSet.of(Needs.READ);
    if (creates || otp != null) {
      allowed.add(Needs.CREATE);
    }
    if (otp != null) {
      allowed.add(Needs.LINK);
    }
    if (movesMoney) {
      allowed.add(Needs.MONEY);
    }
    return allowed;
  }

  private static void write(@Nullable Path file, String text) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written", e);
    }
  }
}
