package org.batua.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.batua.gateway.operator.Role;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.resolution.ReviewDecision;
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

  /// Debited; asking never tells.
  private static final String NO_ANSWER_SETTLES_IT = "7016.00";

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

  /// What the calls about one kind say in a field: on a slow machine the provider may be in trouble
  /// besides.
  private List<String> calls(String kind, String field) {
    return calls().stream()
        .filter(it -> it.path("kind").asString().equals(kind))
        .map(it -> it.path(field).asString())
        .toList();
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
    assertThat(calls("SUCCESS_LOW", "status")).containsExactly("firing");
    assertThat(text("SUCCESS_LOW")).contains("0 % of 20 payments");
    pass(Duration.ofMinutes(17));
    assertThat(calls("SUCCESS_LOW", "status")).containsExactly("firing", "resolved");
    assertThat(Set.copyOf(calls("SUCCESS_LOW", "id"))).hasSize(1);
    assertThat(signedIn(Role.VIEWER).get(page).body()).contains("Few payments succeed");
  }

  @Test
  void money_that_is_open_for_long_is_told_once_and_again_when_it_has_ended() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var browser = signedIn(Role.DEVELOPER);
    assertThat(browser.post(page, "receiver", receiver.url(), "open_minutes", "30").statusCode())
        .isEqualTo(303);
    var order = till.order(NO_ANSWER_SETTLES_IT);
    till.pay(order);
    till.settle(order);
    assertThat(till.moves(order)).endsWith("MANUAL_REVIEW");
    pass(Duration.ofMinutes(31));
    pass(Duration.ofSeconds(30));
    assertThat(kinds()).containsOnlyOnce("firing OPEN_LONG").doesNotContain("resolved OPEN_LONG");
    assertThat(text("OPEN_LONG")).contains("1 open for more than 30 minutes");
    settledByHand(order);
    pass(Duration.ofSeconds(30));
    assertThat(kinds()).containsOnlyOnce("firing OPEN_LONG", "resolved OPEN_LONG");
  }

  /// Pauses of 30 s, 60 s, 120 s …: no call between, ten in all, and none afterwards.
  @Test
  void a_receiver_that_refuses_is_called_again_with_growing_pauses_ten_times() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    receiver.answers(WebhookReceiver.status(503));
    var order = till.order(NO_ANSWER_SETTLES_IT);
    till.pay(order);
    till.settle(order);
    GATEWAY.clock().advance(Duration.ofMinutes(61));
    set();
    GATEWAY.sweep();
    assertThat(firing()).isOne();
    for (int attempt = 1; attempt < 10; attempt++) {
      var pause = Duration.ofSeconds(30).multipliedBy(1L << (attempt - 1));
      pass(pause.minusSeconds(2));
      assertThat(firing()).as("before the pause ends").isEqualTo(attempt);
      pass(Duration.ofSeconds(3));
      assertThat(firing()).as("after the pause").isEqualTo(attempt + 1);
    }
    pass(Duration.ofDays(2));
    assertThat(firing()).isEqualTo(10);
    assertThat(
            calls().stream()
                .filter(it -> it.path("kind").asString().equals("OPEN_LONG"))
                .map(it -> it.path("id").asString())
                .distinct())
        .hasSize(1);
  }

  @Test
  void a_receiver_that_comes_back_gets_what_it_missed() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    receiver.answers(WebhookReceiver.status(500));
    var order = till.order(NO_ANSWER_SETTLES_IT);
    till.pay(order);
    till.settle(order);
    GATEWAY.clock().advance(Duration.ofMinutes(61));
    set();
    GATEWAY.sweep();
    assertThat(firing()).isOne();
    receiver.answers(WebhookReceiver.status(200));
    pass(Duration.ofSeconds(31));
    assertThat(firing()).isEqualTo(2);
    pass(Duration.ofHours(1));
    assertThat(firing()).isEqualTo(2);
  }

  private int firing() {
    return (int) kinds().stream().filter("firing OPEN_LONG"::equals).count();
  }

  private String text(String kind) {
    return calls().stream()
        .filter(it -> it.path("kind").asString().equals(kind))
        .findFirst()
        .orElseThrow()
        .path("text")
        .asString();
  }

  private void settledByHand(String order) {
    var payment =
        GATEWAY.gateway().dashboard().lookups().forAPerson(till.shop().id(), 10).getFirst().id();
    var settled =
        GATEWAY
            .gateway()
            .manualReview()
            .settle(
                payment,
                ManualReview.Ending.NOT_MOVED,
                new ReviewDecision("asha", "their statement", ""));
    assertThat(settled).as(order).isInstanceOf(ReviewDecision.Effect.Settled.class);
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
