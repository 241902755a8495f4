package org.batua.gateway.cli;

import static org.batua.gateway.connector.development.DevelopmentWallet.URL_SETTING;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.FileFailure;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.wiring.Config;
import org.batua.gateway.wiring.Gateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Prepares a development server for its first call: a merchant with a key and simulated gateways.
final class Development {
  private static final MerchantId MERCHANT = new MerchantId("dev");
  private static final String NOTIFICATION_URL = "notification_url";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Logger LOG = LoggerFactory.getLogger(Development.class);
  private static final Duration NAMING = Duration.ofSeconds(5);

  private final Gateway gateway;
  private final Path file;

  Development(Config config, Gateway gateway) {
    this.gateway = gateway;
    this.file = config.dataDir().resolve("dev.json");
  }

  static boolean leftItsMerchantIn(Gateway gateway) {
    return gateway.merchants().all().stream()
        .anyMatch(merchant -> merchant.purpose() == Merchant.Purpose.DEVELOPMENT);
  }

  /// The accounts that are switched to the development protocol, as `shop, FREECHARGE`.
  static List<String> protocolAccountsIn(Gateway gateway) {
    return gateway.merchants().all().stream()
        .flatMap(merchant -> gateway.accounts().of(merchant.id()).stream())
        .filter(one -> !one.account().settings().getOrDefault(URL_SETTING, "").isEmpty())
        .map(one -> one.merchant() + ", " + one.account().gateway())
        .toList();
  }

  /// Writes `dev.json` and says how to make the first call.
  void prepare(URI baseUrl, URI simulatorUrl, PrintWriter out) {
    if (gateway.merchants().find(MERCHANT).isEmpty()) {
      gateway
          .merchants()
          .create(MERCHANT, "Development", Merchant.Purpose.DEVELOPMENT, Optional.empty());
    }
    var key = key();
    for (var account : SimulatedAccounts.at(simulatorUrl)) {
      var connector = gateway.connectors().find(account.gateway()).orElseThrow();
      configure(connector, account.values(), baseUrl);
    }
    // nobody waits for it: it is seen on pages that come much later
    Thread.ofVirtual().name("name-at-providers").start(() -> nameAt(simulatorUrl));
    write(baseUrl, simulatorUrl, key);
    gateway.welcome(MERCHANT, key, simulatorUrl);
    out.print(firstCall(baseUrl, simulatorUrl, key));
    out.flush();
  }

  /// Sets the notification address for a provider that takes it with each call.
  private void configure(Connector connector, Map<String, String> values, URI baseUrl) {
    var added = gateway.accounts().put(MERCHANT, connector, Optional.empty(), values);
    var takesAddress =
        connector.accountFields().stream().anyMatch(it -> it.name().equals(NOTIFICATION_URL));
    if (takesAddress) {
      var address =
          "%s/notifications/%s/%s"
              .formatted(
                  baseUrl,
                  connector.gateway().code().toLowerCase(Locale.ROOT),
                  added.account().id());
      Map<String, String> all = new HashMap<>(values);
      all.put(NOTIFICATION_URL, address);
      gateway.accounts().put(MERCHANT, connector, Optional.empty(), all);
    }
  }

  /// Customers see the shop's name on the providers' pages, where a provider has it from the
  /// merchant's contract.
  private void nameAt(URI simulator) {
    var name = JSON.createObjectNode();
    name.put("name", gateway.merchants().find(MERCHANT).orElseThrow().name());
    try (var http = HttpClient.newHttpClient()) {
      for (var account : SimulatedAccounts.at(simulator)) {
        var merchant =
            "%s/control/merchants/%s?provider=%s"
                .formatted(simulator, account.mid(), account.gateway());
        var request =
            HttpRequest.newBuilder(URI.create(merchant))
                .timeout(NAMING)
                .PUT(BodyPublishers.ofString(name.toString()));
        http.send(request.build(), BodyHandlers.discarding());
      }
    } catch (IOException e) {
      LOG.warn("the shop's name is not on the providers' pages: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The key of the last start while it works, else a new one.
  private Secret key() {
    if (Files.exists(file)) {
      try {
        var known = JSON.readTree(Files.readString(file)).path("api_key").asString("");
        if (gateway.apiKeys().merchantOf(Secret.of(known)).equals(Optional.of(MERCHANT))) {
          return Secret.of(known);
        }
      } catch (JacksonException e) {
        LOG.warn("{} was no JSON: it is written anew, with a new key", file);
      } catch (IOException e) {
        throw new UncheckedIOException(
            file + ": " + FileFailure.text(e) + " (expected: readable)", e);
      }
    }
    return gateway.apiKeys().issue(MERCHANT);
  }

  private void write(URI baseUrl, URI simulatorUrl, Secret key) {
    var json = JSON.createObjectNode();
    json.put("base_url", baseUrl.toString());
    json.put("merchant_id", MERCHANT.value());
    json.put("api_key", key.reveal());
    json.put("response_key", gateway.merchants().responseKey(MERCHANT).orElseThrow().reveal());
    json.put("simulator_url", simulatorUrl.toString());
    json.put("dashboard_url", gateway.dashboard().baseUrl().toString());
    try {
      var next = file.resolveSibling("dev.json.new");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          next, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + ": " + FileFailure.text(e) + " (expected: writable)", e);
    }
  }

  private String firstCall(URI baseUrl, URI simulatorUrl, Secret key) {
    return """

    Batua serves %1$s in development mode (merchant %2$s).
    The wallet providers are simulated at %3$s; every OTP is 123456.
    Keys and addresses are in %4$s.

    A page to start from: %1$s/
    The dashboard, signed in by this link once: %6$s

    Make the first call:

      curl -u %5$s: %1$s/customers \\
        -d object_reference_id=customer_1 -d mobile_number=9000000001

    """
        .formatted(
            baseUrl,
            MERCHANT,
            simulatorUrl,
            file.toAbsolutePath().normalize(),
            key.reveal(),
            gateway.dashboard().baseUrl()
                + "/dashboard/enter/"
                + gateway.dashboard().people().developmentLink().reveal());
  }
}
