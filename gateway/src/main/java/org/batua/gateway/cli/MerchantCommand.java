package org.batua.gateway.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.merchant.Merchant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Adds and lists merchants.
@Command(
    name = "merchant",
    description = "Add and list merchants.",
    mixinStandardHelpOptions = true,
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

  private static URI address(String text) {
    try {
      var uri = new URI(text);
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(wrong(text), e);
    }
    throw new IllegalArgumentException(wrong(text));
  }

  private static String wrong(String text) {
    return "return-url: " + text + " (expected: an http or https address)";
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
