package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How top-ups on the provider's page must end.
public abstract class TopupContract extends ConnectorContract {
  private static final Money OPENING = Money.inr(10_000_00);
  private static final Money FIFTY = Money.inr(50_00);

  protected TopupContract(Wiring wiring) {
    super(wiring);
  }

  private HostedTopups topups() {
    return connector().topups().orElseThrow();
  }

  private HostedTopups.Order order(MobileNumber mobile, Money amount) {
    var back = URI.create("https://batua.example/topup/1");
    return new HostedTopups.Order(newReference(), amount, mobile, linked(mobile), back);
  }

  private Map<String, String> visit(HostedTopups.Order order, String decision) {
    return switch (topups().start(call(), order)) {
      case HostedTopups.Start.Page(var page) -> bench().visit(page, decision);
      case HostedTopups.Start other -> throw new AssertionError(other);
    };
  }

  /// Whether a top-up has a name to ask by and a way back; an app's deeplink has neither.
  private boolean isHosted() {
    return connector().profile().topup() == ProviderProfile.Topup.HOSTED;
  }

  private void told(HostedTopups.Order order, String result) {
    assertThat(name(topups().inquire(call(), order)))
        .startsWith(isHosted() ? result : "CannotTell");
  }

  private boolean isGenuine(HostedTopups.Order order, Map<String, String> parameters) {
    return topups().isGenuine(call(), order, parameters);
  }

  @ParameterizedTest
  @CsvSource({"approve, Succeeded, 5000", "decline, Declined, 0", "cancel, Declined, 0"})
  void what_the_customer_decides_is_told_by_the_inquiry(
      String decision, String result, long addedPaise) {
    var mobile = anyone();
    var order = order(mobile, FIFTY);

    boolean isGenuine = isGenuine(order, visit(order, decision));

    assertThat(isGenuine).isEqualTo(isHosted());
    told(order, result);
    assertThat(bench().balance(mobile)).isEqualTo(OPENING.plus(Money.inr(addedPaise)));
  }

  @ParameterizedTest
  @CsvSource({
    "7201.00, true, Declined",
    "7202.00, true, Declined",
    "7203.00, true, Pending",
    "7205.00, false, Declined"
  })
  void a_return_is_worth_its_signature_and_the_inquiry_decides(
      String amount, boolean isGenuine, String result) {
    var order = order(anyone(), ProviderBench.rupees(amount));

    assertThat(isGenuine(order, visit(order, "approve"))).isEqualTo(isHosted() && isGenuine);
    told(order, result);
  }

  @Test
  void a_topup_whose_browser_never_returns_is_found() {
    var order = order(anyone(), ProviderBench.rupees("7204.00"));

    visit(order, "approve");

    told(order, "Succeeded");
  }

  @Test
  void the_return_of_another_topup_is_forged() {
    var mobile = anyone();
    var back = visit(order(mobile, FIFTY), "approve");

    assertThat(isGenuine(order(mobile, FIFTY), back)).isFalse();
  }

  @Test
  void a_page_that_nobody_opened_is_not_found() {
    told(order(anyone(), FIFTY), "NotFound");
  }
}
