package org.batua.gateway.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.wiring.Config;
import org.batua.gateway.wiring.Gateway;

/// What makes a production server easy to attack without keeping it from serving: logged as a
/// warning by each start, and wrong to the doctor.
final class ProductionCheck {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private ProductionCheck() {}

  /// One sentence for each; empty in development.
  static List<String> of(Config config, Gateway gateway) {
    if (config.mode() != Config.Mode.PRODUCTION) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    config.listen().baseUrl().flatMap(ProductionCheck::withoutTls).ifPresent(found::add);
    readableByOthers(Session.keyRingFile(config)).ifPresent(found::add);
    for (var merchant : gateway.merchants().all()) {
      for (var account : gateway.accounts().of(merchant.id())) {
        var name = merchant.id() + ", " + account.account().gateway();
        addresses(account.account()).forEach(it -> found.add("account of " + name + ": " + it));
      }
    }
    return found;
  }

  /// What an operator may want so, but should know: a warning to both.
  static List<String> warnings(Config config) {
    if (config.mode() != Config.Mode.PRODUCTION) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    if (config.database().url().isEmpty()) {
      found.add(
          "database.url is not set: the bundled PostgreSQL in "
              + config.dataDir()
              + " holds all books, on this machine alone: no replica, no failover, and no backup"
              + " but the ones that you make");
    }
    if (config.listen().management().isEmpty()) {
      found.add(
          "management.port is not set: whoever reaches the API reads /health and /metrics too"
              + " (expected: a port that the proxy in front does not reach)");
    }
    return found;
  }

  private static Optional<String> withoutTls(URI baseUrl) {
    return "https".equals(baseUrl.getScheme())
        ? Optional.empty()
        : Optional.of(
            "base_url: "
                + baseUrl
                + " is without TLS: keys, wallet tokens and OTPs can be read on their way"
                + " (expected: https, through a proxy that ends TLS)");
  }

  /// Empty also where the file system knows no such permissions.
  static Optional<String> readableByOthers(Path keyRing) {
    try {
      if (!Files.getFileStore(keyRing).supportsFileAttributeView("posix")) {
        return Optional.empty();
      }
      var permissions = EnumSet.noneOf(PosixFilePermission.class);
      permissions.addAll(Files.getPosixFilePermissions(keyRing));
      return permissions.removeAll(OTHERS)
          ? Optional.of(
              "key ring "
                  + keyRing
                  + ": other users may read or write it (expected: chmod 600, and the server's user"
                  + " as its owner)")
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> addresses(ProviderAccount account) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, String> setting : account.settings().entrySet()) {
      if (setting.getKey().endsWith("_url") && !setting.getValue().isEmpty()) {
        wrongAddress(setting.getValue())
            .ifPresent(why -> found.add(setting.getKey() + " " + setting.getValue() + why));
      }
    }
    return found;
  }

  private static Optional<String> wrongAddress(String text) {
    try {
      var uri = new URI(text);
      if (isLoopback(String.valueOf(uri.getHost()))) {
        return Optional.of(" is this machine (expected: the provider's own address)");
      }
      return "https".equals(uri.getScheme())
          ? Optional.empty()
          : Optional.of(" is without TLS (expected: https)");
    } catch (URISyntaxException e) {
      return Optional.of(" is no address (expected: https://…)");
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")
        || host.equals("0.0.0.0");
  }
}
