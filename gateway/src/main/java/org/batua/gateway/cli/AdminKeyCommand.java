package org.batua.gateway.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.AdminKeys;
import org.batua.gateway.operator.Grants;
import org.batua.gateway.operator.Permission;
import org.batua.gateway.wiring.Gateway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes, lists and revokes keys of the admin API.
@Command(
    name = "admin-key",
    description = "Make, list and revoke keys of the admin API.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class AdminKeyCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(name = "add", description = "Make a key.", mixinStandardHelpOptions = true)
  int add(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "NAME", description = "What it is for.") String name,
      @Option(
              names = "--merchant",
              paramLabel = "ID",
              description = "Where it counts. Default: at every merchant.")
          @Nullable String merchant,
      @Option(
              names = "--scope",
              paramLabel = "SCOPE",
              required = true,
              split = ",",
              description = "Permissions, as payments:read,audit:read.")
          List<String> scopes,
      @Option(names = "--days", paramLabel = "DAYS", description = "Default: until revoked.")
          @Nullable Integer days) {
    var permissions = permissions(scopes);
    return Session.run(
        options.read(),
        gateway -> {
          var key =
              gateway
                  .dashboard()
                  .adminKeys()
                  .issue(
                      Actor.cli(System.getProperty("user.name", "cli")),
                      new AdminKeys.Wish(
                          name,
                          scope(gateway, merchant),
                          permissions,
                          Optional.ofNullable(days).map(Duration::ofDays)));
          say(key.reveal());
          say("This key is shown once. Keep it now.");
          return 0;
        });
  }

  @Command(name = "list", description = "List keys.", mixinStandardHelpOptions = true)
  int list(
      @Mixin ConfigOptions options,
      @Option(names = "--merchant", paramLabel = "ID", description = "Default: of every one.")
          @Nullable String merchant) {
    return Session.run(
        options.read(),
        gateway -> {
          for (var key : gateway.dashboard().adminKeys().of(scope(gateway, merchant))) {
            var state =
                key.revokedAt()
                    .map(at -> "revoked " + at)
                    .or(() -> key.expiresAt().map(at -> "until " + at))
                    .orElse("works");
            var scopes = key.permissions().stream().map(Permission::code).sorted().toList();
            say("%s…  %-24s  %s  %s".formatted(key.prefix(), key.name(), state, scopes));
          }
          return 0;
        });
  }

  @Command(name = "revoke", description = "End a key now.", mixinStandardHelpOptions = true)
  int revoke(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "PREFIX", description = "First letters as listed.") String prefix,
      @Option(names = "--merchant", paramLabel = "ID", description = "Default: of every one.")
          @Nullable String merchant) {
    return Session.run(
        options.read(),
        gateway -> {
          var actor = Actor.cli(System.getProperty("user.name", "cli"));
          if (!gateway.dashboard().adminKeys().revoke(actor, scope(gateway, merchant), prefix)) {
            throw new IllegalArgumentException(
                "key " + prefix + ": none works with this prefix (expected: one of `list`)");
          }
          say("revoked");
          return 0;
        });
  }

  private static Set<Permission> permissions(List<String> scopes) {
    Set<Permission> permissions = EnumSet.noneOf(Permission.class);
    for (var scope : scopes) {
      permissions.add(
          Permission.of(scope)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "scope: "
                              + scope
                              + " (expected some of: "
                              + Arrays.stream(Permission.values()).map(Permission::code).toList()
                              + ")")));
    }
    return permissions;
  }

  private static String scope(Gateway gateway, @Nullable String merchant) {
    return merchant == null ? Grants.EVERY : Session.merchant(gateway, merchant).value();
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
