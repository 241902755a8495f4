package org.batua.gateway.connector.freecharge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.ConnectorContract;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderBench;
import org.batua.gateway.connector.Refunding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Payments on FreeCharge's page, and what its answers prove.
class FreechargePaymentsTest extends ConnectorContract {
  private static final Money OPENING = Money.inr(10_000_00);
  private static final Money FIFTY = Money.inr(50_00);
  private static final HostedPayments PAYMENTS = new FreechargePayments();

  FreechargePaymentsTest() {
    super(FreechargeContractTest.WIRING);
  }

  private static HostedPayments.Order order(MobileNumber mobile, Money amount) {
    var back = URI.create("https://batua.example/pay/return/1");
    return new HostedPayments.Order(newReference(), amount, mobile, back);
  }

  private CustomerPage.Form page(HostedPayments.Order order) {
    return switch (PAYMENTS.start(call(), order)) {
      case Outcome.NeedsCustomer(CustomerPage.Form form, _, _) -> form;
      case Outcome other -> throw new AssertionError(other);
    };
  }

  private Map<String, String> visit(HostedPayments.Order order, String decision) {
    return bench().visit(page(order), decision);
  }

  @ParameterizedTest
  @CsvSource({
    "approve, Succeeded, 5000",
    "decline, Declined DECLINED_OTHER, 0",
    "cancel, Declined USER_DECLINED, 0"
  })
  void what_the_customer_decides_is_told_by_the_inquiry(
      String decision, String result, long paidPaise) {
    var mobile = anyone();
    var order = order(mobile, FIFTY);

    assertThat(PAYMENTS.isGenuine(call(), order, visit(order, decision))).isTrue();
    assertThat(name(PAYMENTS.inquire(call(), order))).isEqualTo(result);
    assertThat(bench().balance(mobile)).isEqualTo(OPENING.minus(Money.inr(paidPaise)));
  }

  @Test
  void a_page_that_nobody_opened_is_not_found() {
    assertThat(name(PAYMENTS.inquire(call(), order(anyone(), FIFTY)))).isEqualTo("NotFound");
  }

  @Test
  void a_return_with_a_wrong_checksum_is_not_genuine_and_the_inquiry_decides() {
    var order = order(anyone(), ProviderBench.rupees("7205.00"));

    assertThat(PAYMENTS.isGenuine(call(), order, visit(order, "approve"))).isFalse();
    assertThat(name(PAYMENTS.inquire(call(), order))).startsWith("Declined");
  }

  @Test
  void the_return_of_another_payment_is_not_genuine() {
    var order = order(anyone(), FIFTY);
    var other = order(anyone(), FIFTY);

    assertThat(PAYMENTS.isGenuine(call(), other, visit(order, "approve"))).isFalse();
  }

  @Test
  void our_own_signed_form_sent_back_is_no_return() {
    var order = order(anyone(), FIFTY);

    assertThat(PAYMENTS.isGenuine(call(), order, page(order).fields())).isFalse();
  }

  @Test
  void a_form_changed_in_the_browser_opens_no_page() {
    var order = order(anyone(), FIFTY);
    var form = page(order);
    var cheaper = new HashMap<>(form.fields());
    cheaper.put("amount", "1.00");

    assertThat(opens(new CustomerPage.Form(form.url(), cheaper))).isFalse();
    assertThat(name(PAYMENTS.inquire(call(), order))).isEqualTo("NotFound");
  }

  private boolean opens(CustomerPage page) {
    try {
      bench().visit(page, "approve");
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  @Test
  void a_payment_on_the_page_can_be_refunded() {
    var mobile = anyone();
    var order = order(mobile, FIFTY);
    visit(order, "approve");
    var paid = (Outcome.Succeeded) ((Inquiry.Found) PAYMENTS.inquire(call(), order)).outcome();
    var refund =
        new Refunding.Order(
            newReference(),
            order.reference(),
            paid.providerReference(),
            FIFTY,
            FIFTY,
            Money.inr(0));

    assertThat(name(new FreechargeRefunds().refund(call(), refund))).isEqualTo("Succeeded");
    assertThat(bench().balance(mobile)).isEqualTo(OPENING);
  }
}
