package org.batua.gateway.cli;

import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.merchant.ApiKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes, lists, rotates and revokes API keys.
@Command(
    name = "key",
    description = "Make, list, label, rotate and revoke API keys.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class KeyCommand {
  private static final String USER = System.getProperty("user.name", "cli");

  @Spec private @Nullable CommandSpec spec;

  @Command(name = "add", description = "Make a key.", mixinStandardHelpOptions = true)
  int add(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Option(names = "--label", paramLabel = "TEXT", description = "What the key is for.")
          @Nullable String label) {
    return Session.run(
        options.read(),
        gateway -> {
          var known = Session.merchant(gateway, merchant);
          var key = gateway.apiKeys().issue(known);
          var text = Optional.ofNullable(label).orElse("");
          gateway.merchantSettings().label(known, ApiKeys.prefix(key), text, USER);
          say(key.reveal());
          say("This key is shown once. Keep it now.");
          return 0;
        });
  }

  @Command(
      name = "list",
      description = "List keys by their prefixes.",
      mixinStandardHelpOptions = true)
  int list(@Mixin ConfigOptions options, @Parameters(paramLabel = "MERCHANT") String merchant) {
    return Session.run(
        options.read(),
        gateway -> {
          for (var key : gateway.merchantSettings().keys(Session.merchant(gateway, merchant))) {
            var state =
                key.revokedAt()
                    .map(at -> "revoked " + at)
                    .or(() -> key.expiresAt().map(at -> "until " + at))
                    .orElse("works");
            say(
                "%s…  made %s  %s  %s"
                    .formatted(key.prefix(), key.createdAt(), state, key.label())
                    .stripTrailing());
          }
          return 0;
        });
  }

  @Command(
      name = "rotate",
      description = "Make a key; the old one works for a while longer.",
      mixinStandardHelpOptions = true)
  int rotate(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Parameters(paramLabel = "PREFIX", description = "First letters as listed.") String prefix,
      @Option(
              names = "--overlap-hours",
              paramLabel = "HOURS",
              defaultValue = "24",
              description = "How long both work. Default: ${DEFAULT-VALUE}.")
          int overlapHours) {
    return Session.run(
        options.read(),
        gateway -> {
          var made =
              gateway
                  .apiKeys()
                  .rotate(
                      Session.merchant(gateway, merchant), prefix, Duration.ofHours(overlapHours))
                  .orElseThrow(() -> noKey(prefix));
          say(made.reveal());
          say("This key is shown once. The old one ends in " + overlapHours + " h.");
          return 0;
        });
  }

  @Command(name = "revoke", description = "End a key now.", mixinStandardHelpOptions = true)
  int revoke(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Parameters(paramLabel = "PREFIX", description = "First letters as listed.") String prefix) {
    return Session.run(
        options.read(),
        gateway -> {
          if (!gateway.apiKeys().revoke(Session.merchant(gateway, merchant), prefix)) {
            throw noKey(prefix);
          }
          say("revoked; every server refuses it within a second");
          return 0;
        });
  }

  @Command(name = "label", description = "Say what a key is for.", mixinStandardHelpOptions = true)
  int label(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Parameters(paramLabel = "PREFIX", description = "First letters as listed.") String prefix,
      @Parameters(paramLabel = "TEXT", description = "At most 80 characters.") String label) {
    return Session.run(
        options.read(),
        gateway -> {
          var known = Session.merchant(gateway, merchant);
          if (!gateway.merchantSettings().label(known, prefix, label, USER)) {
            throw noKey(prefix);
          }
          say(prefix + ": " + label);
          return 0;
        });
  }

  private static IllegalArgumentException noKey(String prefix) {
    return new IllegalArgumentException(
        "key " + prefix + ": none works with this prefix (expected: one of ./batua key list)");
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
