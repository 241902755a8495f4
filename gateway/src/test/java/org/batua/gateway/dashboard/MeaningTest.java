package org.batua.gateway.dashboard;

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

/// A customer calls: "money left my wallet, and the shop says unpaid". From her number alone to
/// what happened and what now, with the clicks counted.
class MeaningTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final Pattern ORDER = Pattern.compile("href=\"([^\"]*/orders/ordeh_[0-9a-f]+)\"");
  private static final int CLICKS_MAX = 4;

  private final Till till = Till.open(GATEWAY);
  private OperatorBrowser support = signedIn();
  private int clicks;

  @Test
  void an_unknown_outcome_is_asked_about() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order("7010.00");
    till.payment(order, till.token()).send();
    assertThat(answerTo(order)).contains("not known yet", "Ask the provider now");
    click(() -> support.post(page(order) + "/ask"));
    assertThat(support.get(page(order)).body()).contains("Provider asked");
    assertThat(clicks).isLessThanOrEqualTo(CLICKS_MAX);
  }

  @Test
  void a_late_success_counts() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order("7018.00");
    till.pay(order);
    pass(960, 960, 960);
    assertThat(till.stored(order)).startsWith("AUTHORIZATION_FAILED");
    assertThat(answerTo(order)).contains("Most likely nothing was taken");
    pass(15, 45, 120, 300, 900, 3600, 10_800);
    clicks = 0;
    assertThat(answerTo(order)).contains("only after the payment had counted as failed");
  }

  @Test
  void a_refusal_took_nothing() {
    var order = till.order("7012.00");
    till.payment(order, till.token()).send();
    assertThat(answerTo(order)).contains("No money moved", "paying again is safe");
  }

  @Test
  void a_second_charge_has_gone_back() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order("7018.00");
    till.pay(order);
    pass(960, 960, 960);
    till.pay(order);
    pass(120, 15, 45, 120, 300, 900, 3600);
    till.refundSent(order);
    assertThat(answerTo(order)).contains("paid twice", "Second charge");
  }

  @Test
  void a_lost_refund_needs_a_look_at_the_providers_records() {
    var order = till.paid("100");
    till.refund(order, "r1", "71.04").ok();
    till.settle(order);
    assertThat(answerTo(order)).contains("could not tell whether it arrived", "Needs a person");
    click(() -> support.get("/dashboard/m/" + till.shop().id() + "/review"));
    assertThat(support.page()).contains("Say how it ended", till.shop().id().value());
    assertThat(clicks).isLessThanOrEqualTo(CLICKS_MAX);
  }

  @Test
  void a_refund_tells_how_far_it_is() {
    var order = till.paid("100");
    till.refund(order, "r1", "40").ok();
    till.refundSent(order);
    assertThat(answerTo(order)).contains("A part of the money has gone back");
    GATEWAY.clock().advance(Duration.ofSeconds(3));
    till.refund(order, "r2", "60").ok();
    till.refundSent(order);
    assertThat(support.get(page(order)).body()).contains("All the money has gone back");
    var refused = till.paid("100");
    till.refund(refused, "r3", "71.05").ok();
    till.settle(refused);
    support = signedIn();
    assertThat(support.get(page(refused)).body()).contains("The provider refused the refund");
  }

  @Test
  void an_order_that_nobody_paid_says_so() {
    var order = till.order("5");
    assertThat(answerTo(order)).contains("Nobody has tried to pay yet");
  }

  private OperatorBrowser signedIn() {
    return OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), Role.SUPPORT);
  }

  /// From the home page by the number to the order: what its page says.
  private String answerTo(String order) {
    // a session lasts half an hour without a page
    support = signedIn();
    var home = "/dashboard/m/" + till.shop().id();
    support.get(home);
    var found = support.get(home + "/search?q=" + till.phone());
    click(() -> support.follow(found));
    var link = ORDER.matcher(support.page());
    assertThat(link.find()).as(support.page()).isTrue();
    var path = link.group(1);
    click(() -> support.get(path));
    assertThat(support.page()).contains(order, "What now?");
    assertThat(clicks).isLessThanOrEqualTo(2);
    return support.page();
  }

  private void click(Runnable what) {
    clicks++;
    what.run();
  }

  private String page(String order) {
    var operators = GATEWAY.gateway().dashboard();
    var ref = operators.finder().find(till.shop().id(), order).getFirst().order();
    return "/dashboard/m/" + till.shop().id() + "/orders/" + ref;
  }

  private static void pass(Integer... seconds) {
    for (int step : List.of(seconds)) {
      GATEWAY.clock().advance(Duration.ofSeconds(step));
      GATEWAY.sweep();
    }
  }
}
