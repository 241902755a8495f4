package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProviderPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);
  private final String at = "/dashboard/m/" + till.shop().id();

  private OperatorBrowser signedIn(Role role) {
    var browser = OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), role);
    browser.get("/dashboard/me");
    return browser;
  }

  private String account() {
    return GATEWAY.gateway().accounts().of(till.shop().id()).getFirst().account().id();
  }

  @Test
  void a_closed_account_moves_no_money_and_an_opened_one_does_again() {
    var finance = signedIn(Role.FINANCE);
    var path = at + "/accounts/" + account();
    assertThat(finance.post(path + "/close", "reason", "provider's notice").statusCode())
        .isEqualTo(303);
    var page = finance.get(at + "/providers").body();
    assertThat(page).contains("Closed by hand", "provider's notice", finance.login());
    var refused = till.order("20");
    assertThat(till.pay(refused).path("status").asString()).isNotEqualTo("CHARGED");
    assertThat(till.api().get("/outages").ok().path("outages").size()).isEqualTo(1);
    assertThat(finance.post(path + "/open").statusCode()).isEqualTo(303);
    assertThat(till.api().get("/orders/" + till.paid("20")).ok().path("status").asString())
        .isEqualTo("CHARGED");
  }

  @Test
  void closing_needs_a_reason_and_an_account_of_the_merchant() {
    var finance = signedIn(Role.FINANCE);
    assertThat(finance.post(at + "/accounts/" + account() + "/close").statusCode()).isEqualTo(422);
    var other = Till.open(GATEWAY);
    var foreign = GATEWAY.gateway().accounts().of(other.shop().id()).getFirst().account().id();
    assertThat(finance.post(at + "/accounts/" + foreign + "/close", "reason", "x").statusCode())
        .isEqualTo(404);
    assertThat(signedIn(Role.SUPPORT).get(at + "/providers").body()).doesNotContain("/close\"");
  }
}
