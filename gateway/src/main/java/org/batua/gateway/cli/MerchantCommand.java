package org.batua.gateway.cli;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.WebAddress;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.Merchant.Clients;
import org.batua.gateway.merchant.MerchantTimes;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Adds and lists merchants, and where their customers and frames may be.
@Command(
    name = "merchant",
    description = "Add and list merchants; list their hosts.",
    mixinStandardHelpOptions = true,
    subcommands = BrandingCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class MerchantCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(name = "add", description = "Add a merchant.", mixinStandardHelpOptions = true)
  int add(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "ID", description = "Lower-case letters, digits, _ and -.")
          String id,
      @Option(names = "--name", paramLabel = "NAME", description = "Default: the id.")
          @Nullable String name,
      @Option(
              names = "--return-url",
              paramLabel = "URL",
              description = "Where customers go when a request names no other place.")
          @Nullable String returnUrl) {
    var merchant = new MerchantId(id);
    var returnTo = Optional.ofNullable(returnUrl).map(MerchantCommand::address);
    return Session.run(
        options.read(),
        gateway -> {
          var created =
              gateway
                  .merchants()
                  .create(
                      merchant,
                      Optional.ofNullable(name).orElse(id),
                      Merchant.Purpose.LIVE,
                      returnTo);
          if (created.isEmpty()) {
            throw new IllegalArgumentException("merchant " + id + ": exists (expected: a new id)");
          }
          say("merchant " + id + " added");
          say(
              "response key, which signs what customers bring back: "
                  + gateway.merchants().responseKey(merchant).orElseThrow().reveal());
          return 0;
        });
  }

  @Command(name = "list", description = "List merchants.", mixinStandardHelpOptions = true)
  int list(@Mixin ConfigOptions options) {
    return Session.run(
        options.read(),
        gateway -> {
          gateway
              .merchants()
              .all()
              .forEach(
                  one ->
                      say(
                          "%-32s  %-11s  %s  %s"
                              .formatted(one.id(), one.purpose(), one.createdAt(), one.name())));
          return 0;
        });
  }

  @Command(
      name = "return-hosts",
      description = "List the only hosts that a merchant's customers are sent back to.",
      mixinStandardHelpOptions = true)
  int returnHosts(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "ID") String id,
      @Parameters(
              arity = "0..*",
              paramLabel = "HOST",
              description = "Such as shop.example, in place of those before; none: any host.")
          @Nullable List<String> hosts) {
    var merchant = new MerchantId(id);
    var listed = hosts == null ? Set.<String>of() : Set.copyOf(hosts);
    return Session.run(
        options.read(),
        gateway -> {
          if (!gateway.merchants().allowReturnHosts(merchant, listed)) {
            throw unknown(id);
          }
          say("customers of " + id + " are sent back to: " + (listed.isEmpty() ? "any host" : ""));
          listed.stream().sorted().forEach(host -> say("  " + host));
          return 0;
        });
  }

  @Command(
      name = "frame-origins",
      description = "List the sites that may show a merchant's checkout in a frame.",
      mixinStandardHelpOptions = true)
  int frameOrigins(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "ID") String id,
      @Parameters(
              arity = "0..*",
              paramLabel = "ORIGIN",
              description =
                  "Such as https://shop.example; replaces the previous list. None: no site.")
          @Nullable List<String> origins) {
    var merchant = new MerchantId(id);
    var listed = origins == null ? List.<String>of() : List.copyOf(new LinkedHashSet<>(origins));
    return Session.run(
        options.read(),
        gateway -> {
          if (gateway.merchants().find(merchant).isEmpty()) {
            throw unknown(id);
          }
          gateway.frameOrigins().replace(merchant, listed);
          say("the checkout of " + id + " is framed by: " + (listed.isEmpty() ? "nobody" : ""));
          listed.forEach(origin -> say("  " + origin));
          return 0;
        });
  }

  @Command(
      name = "times",
      description =
          "Say how long orders may be paid and wallet tokens work; what is left out is as usual.",
      mixinStandardHelpOptions = true)
  int times(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--order-expiry-minutes",
              paramLabel = "N",
              description = "No payment of a new order begins later. Default: always one may.")
          @Nullable String orderExpiry,
      @Option(
              names = "--wallet-token-seconds",
              paramLabel = "N",
              description = "Default: wallet_token.seconds of the configuration.")
          @Nullable String walletToken) {
    var times =
        MerchantTimes.parse(Optional.ofNullable(orderExpiry), Optional.ofNullable(walletToken));
    return Session.run(
        options.read(),
        gateway -> {
          var changed = gateway.merchantSettings().setTimes(Session.merchant(gateway, id), times);
          gateway
              .dashboard()
              .audit()
              .write(
                  AuditEntry.Draft.of(Actor.cli(OperatorCommand.user()), "times changed", id, "")
                      .by(Permission.SETTINGS_WRITE)
                      .detail(changed),
                  AuditEntry.Outcome.DONE);
          say("merchant " + id + ", within a second: " + changed);
          return 0;
        });
  }

  @Command(
      name = "disable",
      description = "Refuse a merchant's keys and client tokens; open payments are still resolved.",
      mixinStandardHelpOptions = true)
  int disable(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--undo", description = "Take them again.") boolean undo) {
    return Session.run(
        options.read(),
        gateway -> {
          gateway.merchantSettings().setDisabled(Session.merchant(gateway, id), !undo);
          say("merchant " + id + (undo ? " enabled" : " disabled") + ", within a second");
          return 0;
        });
  }

  @Command(
      name = "response-key",
      description = "Show the key that signs what customers bring back, or make a new one.",
      mixinStandardHelpOptions = true)
  int responseKey(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--rotate", description = "Make a new one; the old one signs no more.")
          boolean rotate) {
    return Session.run(
        options.read(),
        gateway -> {
          var merchant = Session.merchant(gateway, id);
          var key =
              rotate
                  ? gateway.merchantSettings().rotateResponseKey(merchant)
                  : gateway.merchants().responseKey(merchant).orElseThrow();
          say(key.reveal());
          return 0;
        });
  }

  @Command(
      name = "clients",
      description = "Say what a merchant's client programs need, in place of what was said before.",
      mixinStandardHelpOptions = true)
  int clients(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--origin",
              paramLabel = "ORIGIN",
              description = "A site whose pages call the API with a client token; repeatable.")
          @Nullable List<String> origins,
      @Option(
              names = "--wallet-details",
              description = "Wallets show sub_details also to clients that send no version.")
          boolean walletDetails) {
    var merchant = new MerchantId(id);
    var listed = origins == null ? Set.<String>of() : Set.copyOf(origins);
    return Session.run(
        options.read(),
        gateway -> {
          if (!gateway.merchants().setClients(merchant, new Clients(listed, walletDetails))) {
            throw unknown(id);
          }
          say("pages that call the API for " + id + ": " + (listed.isEmpty() ? "none" : ""));
          listed.stream().sorted().forEach(origin -> say("  " + origin));
          say("details of wallets: " + (walletDetails ? "always" : "as the version asks"));
          return 0;
        });
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("merchant " + id + ": unknown (expected: one of `list`)");
  }

  private static URI address(String text) {
    return WebAddress.plain(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "return-url: "
                        + WebAddress.shown(text)
                        + " (expected: "
                        + WebAddress.PLAIN
                        + ")"));
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
