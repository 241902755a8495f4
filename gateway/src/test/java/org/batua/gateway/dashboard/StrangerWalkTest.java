package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.Chromium;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody who has never seen Batua has a customer on the phone: "money left my wallet, and the
/// shop says unpaid". In Chromium, from the home page, by what the customer says, with every click
/// counted. [MeaningTest] asks the same of the pages alone; what only repeats it here is a proof.
@Tag(Chromium.TAG)
class StrangerWalkTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();
  @RegisterExtension static final Chromium CHROMIUM = new Chromium();

  private static final Optional<String> PICTURES =
      Optional.ofNullable(System.getProperty("batua.screenshots"));
  private static final int CLICKS_MAX = 4;

  private final Till till = Till.open(GATEWAY);
  private BrowserContext context;
  private Page page;
  private int clicks;

  @BeforeEach
  void openBrowser() {
    context = CHROMIUM.newBrowser();
    page = context.newPage();
    page.setViewportSize(1280, 900);
  }

  @AfterEach
  void closeBrowser() {
    context.close();
    assertThat(clicks).isLessThanOrEqualTo(CLICKS_MAX);
  }

  @Test
  void unknown() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order("7010.00");
    till.payment(order, till.token()).send();
    assertThat(told("unknown", order)).contains("not known yet", "Ask the provider now");
    click("button:has-text('Ask the provider now')");
    page.waitForURL("**done=asked");
    seen("unknown-asked");
    assertThat(page.content()).contains("Provider asked");
  }

  @Test
  @Tag("proof")
  void late() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order("7018.00");
    till.pay(order);
    pass(960, 960, 960, 15, 45, 120, 300, 900, 3600, 10_800);
    assertThat(told("late", order)).contains("only after the payment had counted as failed");
  }

  @Test
  @Tag("proof")
  void declined() {
    var order = till.order("7012.00");
    till.payment(order, till.token()).send();
    assertThat(told("declined", order)).contains("No money moved", "paying again is safe");
  }

  @Test
  @Tag("proof")
  void second_charge() {
    GATEWAY.provider().setBalance(till.phone(), "20000");
    var order = till.order("7018.00");
    till.pay(order);
    pass(960, 960, 960);
    till.pay(order);
    pass(120, 15, 45, 120, 300, 900, 3600);
    till.refundSent(order);
    assertThat(told("second-charge", order)).contains("paid twice", "Second charge");
  }

  @Test
  void refund_lost_and_settled_by_two_people() {
    var order = till.paid("100");
    till.refund(order, "r1", "71.04").ok();
    till.settle(order);
    assertThat(told("refund-lost", order)).contains("could not tell whether it arrived");
    click(".meaning a");
    page.waitForURL("**/review?open=**");
    seen("refund-lost-review");
    page.selectOption("details[open] select[name=ending]", "MOVED");
    page.fill("details[open] input[name=reason]", "in the provider's statement of 11 February");
    click("details[open] button[type=submit]");
    page.waitForURL("**done=proposed");
    seen("refund-lost-proposed");
    approve();
    assertThat(till.refundState(order)).isEqualTo("SUCCEEDED");
  }

  private void approve() {
    try (var other = CHROMIUM.newBrowser()) {
      signIn(other, Role.FINANCE);
      var second = other.newPage();
      second.navigate(base() + "/dashboard/m/" + till.shop().id() + "/review");
      second.click("button:has-text('Approve')");
      second.waitForURL("**done=approved");
    }
  }

  /// From the home page by the number, as she says it, to what the order's page says.
  private String told(String name, String order) {
    signIn(context, Role.SUPPORT);
    page.navigate(base() + "/dashboard");
    seen(name + "-home");
    var number = till.phone();
    page.fill("#q", number.substring(0, 5) + " " + number.substring(5));
    click(".find button");
    page.waitForURL("**/customers/**");
    seen(name + "-found");
    click("a:has-text('" + order + "')");
    page.waitForURL("**/orders/ordeh_*");
    seen(name);
    assertThat(page.content()).contains(order, "What now?");
    return page.innerText("main");
  }

  private void click(String what) {
    clicks++;
    page.click(what);
  }

  private void signIn(BrowserContext browser, Role role) {
    var person = OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), role);
    browser.addCookies(List.of(new Cookie("batua_dashboard", person.cookie()).setUrl(base())));
  }

  private void seen(String name) {
    PICTURES
        .map(directory -> Path.of(directory, "walk-" + name + ".png"))
        .ifPresent(
            file -> page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true)));
  }

  private static void pass(Integer... seconds) {
    for (int step : List.of(seconds)) {
      GATEWAY.clock().advance(Duration.ofSeconds(step));
      GATEWAY.sweep();
    }
  }

  private static String base() {
    return "http://localhost:" + GATEWAY.gateway().dashboard().port();
  }
}
