package org.batua.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.batua.gateway.base.FileFailure;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.wiring.Config;
import org.batua.gateway.wiring.Gateway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Configures the accounts that merchants have at wallet providers.
@Command(
    name = "gateway",
    description = "Configure the accounts that merchants have at providers.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class GatewayCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "fields",
      description = "List what a gateway's account needs.",
      mixinStandardHelpOptions = true)
  int fields(@Mixin ConfigOptions options, @Parameters(paramLabel = "GATEWAY") String name) {
    return Session.run(
        options.read(),
        gateway -> {
          for (var field : connector(gateway, name).accountFields()) {
            var need = field.fallback().map(value -> "default " + value).orElse("required");
            say(
                "%-24s  %-8s  %s (%s)"
                    .formatted(field.name(), field.kind(), field.meaning(), need));
          }
          return 0;
        });
  }

  @Command(
      name = "add",
      description = "Add an account, or replace the one with the same gateway and reference.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Parameters(paramLabel = "GATEWAY") String name,
      @Option(
              names = "--reference",
              paramLabel = "ID",
              description = "The gateway_reference_id, needed with several accounts.")
          @Nullable String reference,
      @Option(
              names = "--set",
              paramLabel = "NAME=VALUE",
              description = "A field; the value @FILE is read from the file.")
          @Nullable List<String> assignments) {
    var config = options.read();
    var values = values(assignments == null ? List.of() : assignments);
    if (config.mode() == Config.Mode.PRODUCTION) {
      refuseDevelopmentFields(values);
    }
    return Session.run(
        config,
        gateway -> {
          var known = Session.merchant(gateway, merchant);
          var added =
              gateway
                  .accounts()
                  .put(
                      known,
                      connector(gateway, name),
                      Optional.ofNullable(reference),
                      readFiles(values));
          say("gateway " + name + " configured for " + merchant + ": " + added.account().id());
          return 0;
        });
  }

  @Command(
      name = "list",
      description = "List a merchant's accounts, without secrets.",
      mixinStandardHelpOptions = true)
  int list(@Mixin ConfigOptions options, @Parameters(paramLabel = "MERCHANT") String merchant) {
    return Session.run(
        options.read(),
        gateway -> {
          for (var one : gateway.accounts().of(Session.merchant(gateway, merchant))) {
            say(
                "%s  %-10s  reference %s  %s"
                    .formatted(
                        one.account().id(),
                        one.account().gateway(),
                        one.gatewayReferenceId().orElse("-"),
                        one.account().settings().get("base_url")));
          }
          return 0;
        });
  }

  @Command(
      name = "remove",
      description = "Take an account out of use; transactions in progress are completed.",
      mixinStandardHelpOptions = true)
  int remove(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Parameters(paramLabel = "ACCOUNT", description = "As listed, pac_…") String account) {
    return Session.run(
        options.read(),
        gateway -> {
          if (!gateway.accounts().remove(Session.merchant(gateway, merchant), account)) {
            throw new IllegalArgumentException(
                "account " + account + ": unknown (expected: one of ./batua gateway list)");
          }
          say("account " + account + " takes no new payments; gateway add brings it back");
          return 0;
        });
  }

  /// Each value as it was given: the option parser would take it apart at quotes, and print it.
  private static Map<String, String> values(List<String> assignments) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < assignments.size(); i++) {
      var assignment = assignments.get(i);
      int equals = assignment.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException(
            "option --set, number " + (i + 1) + ": no name (expected: NAME=VALUE)");
      }
      values.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    return values;
  }

  private static void refuseDevelopmentFields(Map<String, String> values) {
    for (var name : new TreeSet<>(values.keySet())) {
      if (name.startsWith("development_")) {
        throw new IllegalArgumentException(
            name + ": given (expected: not in production mode, where no wallet is a pretence)");
      }
    }
  }

  private static Connector connector(Gateway gateway, String name) {
    return GatewayCode.parse(name)
        .flatMap(code -> gateway.connectors().find(code))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "gateway "
                        + name
                        + ": unknown (expected one of: "
                        + gateway.connectors().all().stream().map(Connector::gateway).toList()
                        + ")"));
  }

  private static Map<String, String> readFiles(Map<String, String> values) {
    Map<String, String> read = new HashMap<>();
    values.forEach((name, value) -> read.put(name, value.startsWith("@") ? read(value) : value));
    return read;
  }

  private static String read(String value) {
    try {
      return Files.readString(Path.of(value.substring(1))).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(value + ": " + FileFailure.text(e) + " (expected: a file)", e);
    }
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
