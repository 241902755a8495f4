package org.batua.bench.crash;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Another merchant on the same servers, whose orders have the same ids as the first one's, and
/// whose accounts are the same ones at the providers.
final class SecondMerchant {
  static final String ID = "twin";

  /// The simulator's own merchants, whose keys are published or made up.
  private static final Map<String, Map<String, String>> ACCOUNTS =
      Map.of(
          "MOBIKWIK",
          Map.of("mid", "MBK9006", "merchant_name", "Twin", "key", "ju6tygh7u7tdg554k098ujd5468o"),
          "PHONEPE",
          Map.of("merchant_id", "TESTMID", "salt_key", "test-salt-key"));

  private SecondMerchant() {}

  /// Adds it, with its accounts.
  ///
  /// @param place the options that say where the data is
  /// @return its API key
  static String add(GatewayCommands commands, List<String> place, URI simulator) {
    commands.run(with(place, "merchant", "add", ID));
    ACCOUNTS.entrySet().parallelStream()
        .forEach(
            account -> {
              List<String> add = with(place, "gateway", "add", ID, account.getKey());
              var url = simulator + "/" + account.getKey().toLowerCase(Locale.ROOT);
              add.addAll(List.of("--set", "base_url=" + url));
              account
                  .getValue()
                  .forEach((name, value) -> add.addAll(List.of("--set", name + "=" + value)));
              commands.run(add);
            });
    return commands.run(with(place, "key", "add", ID)).lines().findFirst().orElseThrow().strip();
  }

  private static List<String> with(List<String> place, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(place);
    return all;
  }
}
