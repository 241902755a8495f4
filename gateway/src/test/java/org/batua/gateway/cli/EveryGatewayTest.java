package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.DebitContract;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.KeyContract;
import org.batua.gateway.connector.LinkingContract;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.ProviderProfile.Balance;
import org.batua.gateway.connector.ProviderProfile.Delink;
import org.batua.gateway.connector.ProviderProfile.LinkMode;
import org.batua.gateway.connector.ProviderProfile.Renewing;
import org.batua.gateway.connector.RedirectLinkingContract;
import org.batua.gateway.connector.RefundContract;
import org.batua.gateway.connector.TopupContract;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What each gateway must have, and the main flow on each through the public API: who adds one is
/// done when this is green. `docs/adding-a-gateway.md` leads there. `./batua test --gateway NAME`
/// runs the main flow of that one alone.
class EveryGatewayTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final Path PAGES = Path.of("..", "docs", "gateways");
  private static final Path CONNECTORS = Path.of("src/main/java/org/batua/gateway/connector");
  private static final Path TESTS = Path.of("src/test/java/org/batua/gateway/connector");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z_]+`) \\| ([^|]*) \\|");
  private static final Set<ProviderProfile.Topup> ADDS_MONEY =
      EnumSet.of(ProviderProfile.Topup.HOSTED, ProviderProfile.Topup.DEEPLINK);

  static List<String> gateways() {
    var only = System.getProperty("batua.gateway");
    return only == null ? all() : all().stream().filter(only::equals).toList();
  }

  private static List<String> all() {
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

    assertThat(all()).containsExactlyInAnyOrderElementsOf(known.toList());
  }

  @Test
  void each_connector_passes_the_contracts() throws IOException {
    try (var packages = Files.list(CONNECTORS)) {
      assertThat(packages.filter(Files::isDirectory).filter(one -> !isShared(one)))
          .allSatisfy(
              one -> {
                try (var tests = Files.list(TESTS.resolve(one.getFileName()))) {
                  assertThat(tests.map(Path::toString))
                      .anyMatch(name -> name.endsWith("ContractTest.java"));
                }
              });
    }
  }

  /// Packages that belong to every connector.
  private static boolean isShared(Path folder) {
    return Set.of("transport", "answer").contains(folder.getFileName().toString());
  }

  /// What a simulated account holds after somebody paid from it.
  private static BigDecimal left(String gateway, long paid) {
    return BigDecimal.valueOf((gateway.equals("GOPAY") ? 1_000_000 : 10_000) - paid);
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void it_passes_a_contract_for_each_thing_that_it_offers(String gateway) throws Exception {
    var connector = connector(gateway);
    Set<Class<?>> wanted =
        new HashSet<>(Set.of(DebitContract.class, RefundContract.class, KeyContract.class));
    connector.linking().ifPresent(_ -> wanted.add(LinkingContract.class));
    connector.redirectLinking().ifPresent(_ -> wanted.add(RedirectLinkingContract.class));
    connector.topups().ifPresent(_ -> wanted.add(TopupContract.class));

    assertThat(contracts(connector)).containsAll(wanted);
  }

  /// Those that are nested in the contract test of a connector's package; of a connector that the
  /// development protocol completes, in that of its own.
  private static List<Class<?>> contracts(Connector connector) throws Exception {
    var name = connector.gateway().code().toLowerCase(Locale.ROOT);
    var parent = Connector.class.getPackageName();
    var folder =
        Files.isDirectory(TESTS.resolve(name))
            ? name
            : connector.getClass().getPackageName().substring(parent.length() + 1);
    try (var tests = Files.list(TESTS.resolve(folder))) {
      var file =
          tests
              .map(test -> test.getFileName().toString())
              .filter(test -> test.endsWith("ContractTest.java"))
              .findFirst()
              .orElseThrow();
      var test = Class.forName(parent + "." + folder + "." + file.replace(".java", ""));
      return Arrays.stream(test.getDeclaredClasses()).<Class<?>>map(Class::getSuperclass).toList();
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

  /// What a connector offers is what its traits say, so that nobody has to try.
  @ParameterizedTest
  @MethodSource("gateways")
  void it_offers_what_its_traits_say(String gateway) {
    var connector = connector(gateway);
    var profile = connector.profile();

    assertThat(connector.linking().isPresent()).isEqualTo(profile.linkMode() == LinkMode.OTP);
    assertThat(connector.redirectLinking().isPresent())
        .isEqualTo(profile.linkMode() == LinkMode.REDIRECT);
    assertThat(connector.renewal().isPresent()).isEqualTo(profile.renewing() != Renewing.NONE);
    assertThat(connector.balances().isPresent()).isEqualTo(profile.balance() != Balance.NO);
    assertThat(connector.topups().isPresent()).isEqualTo(ADDS_MONEY.contains(profile.topup()));
    assertThat(connector.delinking().isPresent()).isEqualTo(profile.delink() == Delink.REMOTE);
    assertThat(connector.directDebit()).isPresent();
    assertThat(connector.refunds()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void a_wallet_is_linked_listed_debited_refunded_topped_up_and_delinked(String gateway) {
    var till = till(gateway);
    var wallets = "/customers/" + till.customer() + "/wallets";
    var listed = till.api().get(wallets).ok().path("list").get(0);
    assertThat(listed.path("id").asString()).isEqualTo(till.wallet());
    assertThat(listed.path("wallet").asString()).isEqualTo(gateway);
    assertThat(listed.path("linked").asBoolean()).isTrue();

    var order = till.paid("500");
    till.refund(order, "part-" + order, "200").ok();
    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
    assertThat(balance(till)).isEqualByComparingTo(left(gateway, 300));
    toppedUp(till, connector(gateway).profile().topup());

    var delinked = till.shop().command(till.wallet(), "delink").ok();
    assertThat(delinked.path("linked").asBoolean(true)).isFalse();
    assertThat(delinked.path("token").isNull()).isTrue();
  }

  private void toppedUp(Till till, ProviderProfile.Topup kind) {
    var path = "/wallets/" + till.wallet() + "/topup";
    var begun = till.api().post(path).form("amount", "250", "topup_txn_id", "t1");
    switch (kind) {
      case HOSTED -> {
        approve(begun.ok());
        assertThat(till.api().get(path + "/t1").ok().path("status").asString())
            .isEqualTo("SUCCESS");
        assertThat(balance(till)).isEqualByComparingTo("9950");
      }
      // only the balance shows it: nobody can be asked about this one
      case DEEPLINK -> {
        approve(begun.ok());
        assertThat(till.api().get(path + "/t1").ok().path("status").asString())
            .isEqualTo("PENDING");
        assertThat(balance(till)).isEqualByComparingTo("9950");
      }
      case WITHIN_DEBIT, NONE -> begun.refused(400, "TOPUP_NOT_SUPPORTED");
    }
  }

  private static void approve(JsonNode begun) {
    var browser = GATEWAY.browserAtProviders().open(begun.path("payment_url").asString());
    if (!browser.at().getPath().contains("/page/")) {
      browser.submit();
    }
    browser.decide("approve");
  }

  private static BigDecimal balance(Till till) {
    GATEWAY.clock().advance(Duration.ofMinutes(1));
    return till.shop()
        .command(till.wallet(), "refresh")
        .ok()
        .path("current_balance")
        .decimalValue();
  }

  /// What a timeout hides is found out.
  @ParameterizedTest
  @MethodSource("gateways")
  void a_debit_whose_answer_is_lost_is_charged_once_it_is_known(String gateway) {
    var till = till(gateway);
    var order = till.order("7005");

    assertThat(till.pay(order).path("status").asString()).isEqualTo("AUTHORIZING");
    till.settle(order);

    assertThat(till.status(order).path("status").asString()).isEqualTo("CHARGED");
    assertThat(balance(till)).isEqualByComparingTo(left(gateway, 7005));
    assertThat(till.debits()).isEqualTo(1);
  }

  /// The customer ends the link in the provider's app; the next call finds out.
  @ParameterizedTest
  @MethodSource("gateways")
  void a_link_that_the_customer_ended_is_noticed_by_the_next_call(String gateway) {
    var till = till(gateway);
    GATEWAY.provider(gateway).revoke(till.phone());

    assertThat(till.shop().command(till.wallet(), "refresh").ok().path("linked").asBoolean(true))
        .isFalse();
  }

  /// A customer with a linked wallet there.
  private static Till till(String gateway) {
    var shop = GATEWAY.newShopWithoutAccount(gateway);
    var values =
        SimulatedAccounts.at(GATEWAY.simulatorUrl()).stream()
            .filter(account -> account.gateway().code().equals(gateway))
            .findFirst()
            .orElseThrow()
            .values();
    GATEWAY.gateway().accounts().put(shop.id(), connector(gateway), Optional.empty(), values);
    return Till.at(GATEWAY, shop, Shop.newPhone());
  }
}
