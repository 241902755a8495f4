package org.batua.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.batua.gateway.testkit.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class AlertsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String DECLINED = "7012.00";

  private final WebhookReceiver receiver = WebhookReceiver.open();
  private final Till till = Till.open(GATEWAY);
  private final String page = "/dashboard/m/" + till.shop().id() + "/settings/alerts";
  private final OperatorBrowser developer = signedIn(Role.DEVELOPER);

  @AfterEach
  void close() {
    receiver.close();
    // the next test's clock goes on: its sweeps must not call a receiver that is gone
    signedIn(Role.DEVELOPER).post(page + "/remove");
  }

  private OperatorBrowser signedIn(Role role) {
    var browser = OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), role);
    browser.get("/dashboard/me");
    return browser;
  }

  private void set() {
    // anew: a test may have let its session end
    var browser = signedIn(Role.DEVELOPER);
    assertThat(browser.post(page, "receiver", receiver.url()).statusCode()).isEqualTo(303);
  }

  private static void pass(Duration time) {
    GATEWAY.clock().advance(time);
    GATEWAY.sweep();
  }

  private List<JsonNode> calls() {
    return receiver.received().stream().map(WebhookReceiver.Received::json).toList();
  }

  private List<String> kinds() {
    return calls().stream()
        .map(it -> it.path("status").asString() + " " + it.path("kind").asString())
        .toList();
  }

  @Test
  void low_success_is_told_once_and_again_when_it_is_over() {
    set();
    for (int i = 0; i < 20; i++) {
      till.pay(till.order(DECLINED));
    }
    pass(Duration.ofSeconds(30));
    pass(Duration.ofSeconds(30));
    assertThat(kinds()).containsExactly("firing SUCCESS_LOW");
    assertThat(calls().getFirst().path("text").asString()).contains("0 % of 20 payments");
    pass(Duration.ofMinutes(17));
    assertThat(kinds()).containsExactly("firing SUCCESS_LOW", "resolved SUCCESS_LOW");
    assertThat(calls().getLast().path("id")).isEqualTo(calls().getFirst().path("id"));
    assertThat(signedIn(Role.VIEWER).get(page).body()).contains("Few payments succeed");
  }

  @Test
  void an_address_is_guarded_and_shown_as_its_host() {
    assertThat(developer.post(page, "receiver", "ftp://example.com/x").statusCode()).isEqualTo(422);
    assertThat(developer.post(page, "receiver", "").statusCode()).isEqualTo(422);
    assertThat(developer.post(page, "receiver", receiver.url(), "open_minutes", "1").statusCode())
        .isEqualTo(422);
    assertThat(developer.post(page + "/test").statusCode()).isEqualTo(422);
    set();
    assertThat(developer.get(page).body())
        .contains("http://127.0.0.1")
        .doesNotContain(receiver.url());
    assertThat(developer.post(page + "/test").statusCode()).isEqualTo(303);
    assertThat(kinds()).containsExactly("test TEST");
    assertThat(signedIn(Role.SUPPORT).post(page, "receiver", receiver.url()).statusCode())
        .isEqualTo(403);
  }
}
