package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyPagesTest {
  /// Debited; not found three times, found afterwards.
  private static final String FOUND_LATE = "7018.00";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);
  private final String at = "/dashboard/m/" + till.shop().id();

  private OperatorBrowser viewer() {
    return OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), Role.VIEWER);
  }

  @Test
  void the_address_keeps_the_filters_of_payments() {
    var order = till.paid("12.50");
    var viewer = viewer();
    var shown = viewer.get(at + "/payments?status=CHARGED&min=12&max=13").body();
    assertThat(shown)
        .contains(order)
        .contains("<option value=\"CHARGED\" selected>")
        .contains("name=\"min\" inputmode=\"decimal\" value=\"12\"");
    assertThat(viewer.get(at + "/payments?status=CHARGED&min=13").body()).doesNotContain(order);
    assertThat(viewer.get(at + "/payments?open=10").body()).doesNotContain(order);
    var account = GATEWAY.gateway().accounts().of(till.shop().id()).getFirst().account().id();
    assertThat(viewer.get(at + "/payments?account=" + account).body()).contains(order);
    assertThat(viewer.get(at + "/orders?account=" + account).body()).contains(order);
    assertThat(viewer.get(at + "/orders?account=pac_0000000000000000").body())
        .doesNotContain(order);
  }

  /// Less would be read as all there is, and an export of everything as what was asked for.
  @ParameterizedTest
  @CsvSource({"min,ten", "max,1.234", "from,yesterday", "to,2026-13-01", "open,an hour"})
  void a_filter_that_cannot_be_read_is_named_and_shows_nothing(String name, String value) {
    var order = till.paid("12.50");
    var admin = OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), Role.ADMIN);
    var query = "?" + name + "=" + value.replace(" ", "+");
    for (var page : List.of("/orders", "/payments", "/refunds", "/topups", "/orders.csv")) {
      var answer = admin.get(at + page + query);
      assertThat(answer.statusCode()).as(page).isEqualTo(422);
      assertThat(answer.body()).contains(name + ": must be ").doesNotContain(order);
    }
    var export = admin.post(at + "/exports", "kind", "PAYMENTS", name, value);
    assertThat(export.statusCode()).isEqualTo(422);
    assertThat(export.body()).contains(name + ": must be ");
  }

  @Test
  void a_view_of_payments_is_kept_beside_those_of_orders() {
    var viewer = viewer();
    viewer.get(at + "/payments?status=UNKNOWN");
    var kept =
        viewer.post(
            at + "/views",
            "list",
            "payments",
            "name",
            "open ones",
            "status",
            "UNKNOWN",
            "open",
            "60");
    assertThat(kept.headers().firstValue("location").orElseThrow())
        .endsWith("/payments?status=UNKNOWN&open=60");
    assertThat(viewer.get(at + "/payments").body()).contains("open ones");
    assertThat(viewer.get(at + "/orders").body()).doesNotContain("open ones");
  }

  @Test
  void a_late_second_charge_is_on_both_pages_with_its_refund() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order(FOUND_LATE);
    till.pay(order);
    for (int i = 0; i < 4 && !till.stored(order).startsWith("AUTHORIZATION_FAILED"); i++) {
      GATEWAY.clock().advance(Duration.ofMinutes(5));
      GATEWAY.sweep();
    }
    till.pay(order);
    for (int hour = 0; hour < 12; hour++) {
      GATEWAY.clock().advance(Duration.ofHours(1));
      GATEWAY.sweep();
    }
    var viewer = viewer();
    var second = viewer.get(at + "/second-charges").body();
    assertThat(second).contains(order, "Succeeded");
    var late = viewer.get(at + "/late-successes").body();
    assertThat(late).contains(order, "Presumed failed", "Kept: it paid the order");
    var usual = till.paid("10");
    assertThat(viewer.get(at + "/second-charges").body()).doesNotContain(usual);
    assertThat(viewer.get(at + "/late-successes").body()).doesNotContain(usual);
  }
}
