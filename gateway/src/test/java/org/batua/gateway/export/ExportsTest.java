package org.batua.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExportsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final Pattern PART =
      Pattern.compile("href=\"([^\"]+/exports/exp_[0-9a-f]{16}/1)\"");

  private final Till till = Till.open(GATEWAY);
  private final String at = "/dashboard/m/" + till.shop().id();

  private OperatorBrowser signedIn(Role role) {
    var browser = OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), role);
    browser.get("/dashboard/me");
    return browser;
  }

  private static String firstPart(OperatorBrowser browser, String at) {
    var found = PART.matcher(browser.get(at + "/exports").body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void a_job_writes_what_the_filters_say_and_each_download_is_in_the_audit() {
    var paid = till.paid("10");
    var open = till.order("20");
    var finance = signedIn(Role.FINANCE);
    var requested = finance.post(at + "/exports", "kind", "ORDERS", "status", "CHARGED");
    assertThat(requested.statusCode()).isEqualTo(303);
    assertThat(finance.get(at + "/exports").body()).contains("Running");
    GATEWAY.sweep();
    var part = firstPart(finance, at);
    var answer = finance.get(part);
    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
    assertThat(answer.body()).startsWith("order_id,").contains(paid).doesNotContain(open);
    assertThat(finance.get(at + "/audit").body())
        .contains("Export requested", "Export downloaded", "part 1 of 1");
  }

  @Test
  void whoever_lost_the_permission_and_another_merchant_cannot_fetch_it() {
    till.paid("10");
    var finance = signedIn(Role.FINANCE);
    finance.post(at + "/exports", "kind", "ORDERS");
    GATEWAY.sweep();
    var part = firstPart(finance, at);
    assertThat(signedIn(Role.SUPPORT).get(part).statusCode()).isEqualTo(403);
    var other = Till.open(GATEWAY);
    var there = "/dashboard/m/" + other.shop().id();
    var foreign = OperatorBrowser.signedIn(GATEWAY, other.shop().id().value(), Role.FINANCE);
    assertThat(foreign.get(part).statusCode()).isEqualTo(404);
    assertThat(foreign.get(part.replace(at, there)).statusCode()).isEqualTo(404);
  }

  @Test
  void refunds_and_top_ups_are_exported_and_no_more_than_five_run() {
    var paid = till.paid("10");
    till.refund(paid, "req_" + paid, "4").ok();
    till.refundSent(paid);
    var finance = signedIn(Role.FINANCE);
    for (var kind : List.of("REFUNDS", "TOPUPS", "ORDERS", "ORDERS", "ORDERS")) {
      assertThat(finance.post(at + "/exports", "kind", kind).statusCode()).isEqualTo(303);
    }
    assertThat(finance.post(at + "/exports", "kind", "ORDERS").statusCode()).isEqualTo(422);
    assertThat(finance.post(at + "/exports", "kind", "SECRETS").statusCode()).isEqualTo(422);
    GATEWAY.sweep();
    var parts = PART.matcher(finance.get(at + "/exports").body()).results().toList();
    assertThat(parts).hasSize(5);
    assertThat(parts).anyMatch(it -> finance.get(it.group(1)).body().contains("req_" + paid));
  }

  @Test
  void an_export_is_forgotten_when_it_was_kept_long_enough() {
    var finance = signedIn(Role.FINANCE);
    finance.post(at + "/exports", "kind", "ORDERS");
    GATEWAY.sweep();
    GATEWAY.clock().advance(Duration.ofDays(8));
    GATEWAY.sweep();
    assertThat(signedIn(Role.FINANCE).get(at + "/exports").body()).contains("No export yet.");
  }
}
