package org.batua.gateway.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.batua.gateway.base.Secret;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.Grants;
import org.batua.gateway.operator.Operator;
import org.batua.gateway.operator.People;
import org.batua.gateway.operator.Role;
import org.batua.gateway.wiring.Gateway;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Invites operators to the dashboard, gives them roles, disables them.
@Command(
    name = "operator",
    description = "Invite operators to the dashboard, give them roles, disable them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class OperatorCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "invite",
      description = "Make an invitation, which works once, for 72 hours.",
      mixinStandardHelpOptions = true)
  int invite(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "LOGIN", description = "What the person signs in with.")
          String login,
      @Option(names = "--name", paramLabel = "NAME", description = "Default: the login.")
          @Nullable String name,
      @Option(
              names = "--merchant",
              paramLabel = "ID",
              description = "Where the role counts. Default: at every merchant.")
          @Nullable String merchant,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              required = true,
              description = "viewer, support, finance, developer or admin.")
          String role) {
    var given = role(role);
    return Session.run(
        options.read(),
        gateway -> {
          var token =
              people(gateway)
                  .invite(
                      Actor.cli(user()),
                      login,
                      Optional.ofNullable(name).orElse(login),
                      scope(gateway, merchant),
                      given);
          sayLink(gateway, token);
          return 0;
        });
  }

  @Command(
      name = "reset",
      description = "Forget an operator's password, app and sessions, and invite anew.",
      mixinStandardHelpOptions = true)
  int reset(@Mixin ConfigOptions options, @Parameters(paramLabel = "LOGIN") String login) {
    return Session.run(
        options.read(),
        gateway -> {
          var token = people(gateway).reset(Actor.cli(user()), known(gateway, login), Grants.EVERY);
          sayLink(gateway, token);
          return 0;
        });
  }

  @Command(
      name = "grant",
      description = "Give a role, in place of the one that the operator has there.",
      mixinStandardHelpOptions = true)
  int grant(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "LOGIN") String login,
      @Parameters(
              paramLabel = "ROLE",
              description = "viewer, support, finance, developer, admin, or none.")
          String role,
      @Option(
              names = "--merchant",
              paramLabel = "ID",
              description = "Where the role counts. Default: at every merchant.")
          @Nullable String merchant) {
    var given = role.equals("none") ? Optional.<Role>empty() : Optional.of(role(role));
    return Session.run(
        options.read(),
        gateway -> {
          var where = scope(gateway, merchant);
          people(gateway).grant(Actor.cli(user()), known(gateway, login), where, given);
          say(login + ": " + role + (where.equals(Grants.EVERY) ? " everywhere" : " at " + where));
          return 0;
        });
  }

  @Command(
      name = "disable",
      description = "End an operator's sessions and let them not sign in.",
      mixinStandardHelpOptions = true)
  int disable(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "LOGIN") String login,
      @Option(names = "--undo", description = "Let them sign in again.") boolean undo) {
    return Session.run(
        options.read(),
        gateway -> {
          people(gateway)
              .setDisabled(Actor.cli(user()), known(gateway, login), Grants.EVERY, !undo);
          say(login + ": " + (undo ? "enabled" : "disabled"));
          return 0;
        });
  }

  @Command(name = "list", description = "List operators.", mixinStandardHelpOptions = true)
  int list(@Mixin ConfigOptions options) {
    return Session.run(
        options.read(),
        gateway -> {
          people(gateway).all().forEach(one -> say(line(one)));
          return 0;
        });
  }

  private static String line(Operator one) {
    var roles =
        one.grants().roles().entrySet().stream()
            .map(it -> it.getKey() + " " + it.getValue().name().toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(", "));
    var state =
        one.disabledAt()
            .map(at -> "disabled " + at)
            .or(() -> one.lastSeenAt().map(at -> "seen " + at))
            .orElse(one.hasPassword() ? "never seen" : "invited");
    return "%-32s  %-24s  %s  %s".formatted(one.login(), one.name(), roles, state);
  }

  private static People people(Gateway gateway) {
    return gateway.dashboard().people();
  }

  private static Operator known(Gateway gateway, String login) {
    return people(gateway)
        .byLogin(login)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "operator " + login + ": unknown (expected: one of ./batua operator list)"));
  }

  private static String scope(Gateway gateway, @Nullable String merchant) {
    return merchant == null ? Grants.EVERY : Session.merchant(gateway, merchant).value();
  }

  private static Role role(String name) {
    return Role.of(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "role: "
                        + name
                        + " (expected one of: "
                        + Arrays.toString(Role.values()).toLowerCase(Locale.ROOT)
                        + ")"));
  }

  static String user() {
    return System.getProperty("user.name", "cli");
  }

  private void sayLink(Gateway gateway, Secret token) {
    say(gateway.dashboard().baseUrl() + "/dashboard/invitation/" + token.reveal());
    say("This link is shown once and works once, for 72 hours.");
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
