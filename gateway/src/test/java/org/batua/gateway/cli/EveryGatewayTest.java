package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.batua.gateway.GatewayFixture;
import org.batua.gateway.Shop;
import org.batua.gateway.Till;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Traits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each gateway must have, and the main flow on each through the public API: who adds one is
/// done when this is green. `docs/adding-a-gateway.md` leads there.
class EveryGatewayTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final Path PAGES = Path.of("..", "docs", "gateways");
  private static final Path CONNECTORS = Path.of("src/main/java/org/batua/gateway/connector");
  private static final Path TESTS = Path.of("src/test/java/org/batua/gateway/connector");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z_]+`) \\| ([^|]*) \\|");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(5);

  private final Shop shop = GATEWAY.newShopWithoutGateway();

  static List<String> gateways() {
    return SimulatedAccounts.at(URI.create("http://localhost")).stream()
        .map(account -> account.gateway().code())
        .toList();
  }

  private static Connector connector(String gateway) {
    return GATEWAY.gateway().connectors().find(new GatewayCode(gateway)).orElseThrow();
  }

  @Test
  void each_connector_has_an_account_in_development() {
    var known = GATEWAY.gateway().connectors().all().stream().map(c -> c.gateway().code());

    assertThat(gateways()).containsExactlyInAnyOrderElementsOf(known.toList());
  }

  @Test
  void each_connector_passes_the_contracts() throws IOException {
    try (var packages = Files.list(CONNECTORS)) {
      assertThat(packages.filter(Files::isDirectory))
          .allSatisfy(
              one -> {
                try (var tests = Files.list(TESTS.resolve(one.getFileName()))) {
                  assertThat(tests.map(Path::toString))
                      .anyMatch(name -> name.endsWith("ContractTest.java"));
                }
              });
    }
  }

  /// The settings of the development protocol stand on its own page.
  @ParameterizedTest
  @MethodSource("gateways")
  void its_page_lists_the_settings_and_no_others(String gateway) throws IOException {
    var page = PAGES.resolve(gateway.toLowerCase(Locale.ROOT) + ".md");
    var listed =
        ROW.matcher(Files.readString(page)).results().map(r -> r.group(1) + " " + r.group(2));
    var fields =
        connector(gateway).accountFields().stream()
            .filter(field -> !field.name().startsWith("development_"))
            .map(EveryGatewayTest::row);

    assertThat(listed).containsExactlyInAnyOrderElementsOf(fields.toList());
  }

  private static String row(AccountField field) {
    var fallback = field.fallback().map(f -> f.isEmpty() ? "none" : "`" + f + "`");
    var secret = field.kind() == AccountField.Kind.SECRET ? ", secret" : "";
    return "`" + field.name() + "` " + fallback.orElse("required") + secret;
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void the_main_flow_works_on_it(String gateway) {
    assumeTrue(connector(gateway).traits().linkMode() == Traits.LinkMode.OTP, "links by consent");
    configure(gateway);
    var api = shop.api();
    var customer = shop.customer(Shop.newPhone());
    var wallets = "/customers/" + customer + "/wallets";
    var wallet = api.post(wallets).form("gateway", gateway).ok().path("id").asString();
    shop.linked(wallet);
    var token = api.get(wallets).ok().at("/list/0/token").asString();
    var order = Till.newOrderId();
    api.post("/orders").form("order_id", order, "amount", "100", "customer_id", customer).ok();

    var paid = Till.payment(api, gateway, order, token).ok();
    assertThat(paid.path("status").asString()).isEqualTo("CHARGED");
    api.post("/orders/" + order + "/refunds").form("unique_request_id", "r1", "amount", "40").ok();
    assertThat(refunded(order)).isEqualTo("SUCCESS");
    assertThat(shop.command(wallet, "delink").ok().path("linked").asBoolean(true)).isFalse();
  }

  private void configure(String gateway) {
    for (var account : SimulatedAccounts.at(GATEWAY.simulatorUrl())) {
      if (account.gateway().code().equals(gateway)) {
        GATEWAY
            .gateway()
            .accounts()
            .put(shop.id(), connector(gateway), Optional.empty(), account.values());
      }
    }
  }

  /// The refund's state, once it has one.
  private String refunded(String order) {
    return Stream.generate(() -> shop.api().get("/orders/" + order).ok())
        .map(answer -> answer.at("/refunds/0/status").asString())
        .peek(_ -> LockSupport.parkNanos(POLL.toNanos()))
        .limit(PATIENCE.dividedBy(POLL))
        .filter(state -> !state.equals("PENDING"))
        .findFirst()
        .orElse("PENDING");
  }
}
