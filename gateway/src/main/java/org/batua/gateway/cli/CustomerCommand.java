package org.batua.gateway.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows and erases what is kept about a person.
@Command(
    name = "customer",
    description = "Show the data stored about a customer; erase what may be erased.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class CustomerCommand {
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "export",
      description = "Print all that is kept about a customer, as JSON.",
      mixinStandardHelpOptions = true)
  int export(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Parameters(paramLabel = "CUSTOMER", description = "Our id, or yours.") String customer) {
    return Session.run(
        options.read(),
        gateway -> {
          var id = Session.merchant(gateway, merchant);
          Output.of(spec).println(gateway.privacy().export(id, customer));
          return 0;
        });
  }

  @Command(
      name = "erase",
      description = {
        "Erase names, numbers, addresses and credentials of a customer, and print the",
        "certificate. It cannot be undone. Refused while money of theirs is under way."
      },
      mixinStandardHelpOptions = true)
  int erase(
      @Mixin ConfigOptions options,
      @Parameters(paramLabel = "MERCHANT") String merchant,
      @Parameters(paramLabel = "CUSTOMER", description = "Our id, or yours.") String customer,
      @Option(names = "--by", required = true, paramLabel = "NAME") String by,
      @Option(names = "--reason", required = true, paramLabel = "TEXT") String reason) {
    return Session.run(
        options.read(),
        gateway -> {
          var id = Session.merchant(gateway, merchant);
          Output.of(spec).println(gateway.privacy().erase(id, customer, by, reason));
          return 0;
        });
  }
}
