package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How refunds must end, at once and when asked about later.
public abstract class RefundContract extends ConnectorContract {
  private static final Money OPENING = Money.inr(10_000_00);
  private static final Money DEBITED = Money.inr(500_00);
  private static final Money NONE = Money.inr(0);

  protected RefundContract(Wiring wiring) {
    super(wiring);
  }

  private RefundOrder refundOf(MobileNumber mobile, Money amount, Money before) {
    var order = order(mobile, linked(mobile), DEBITED);
    return refundOf(order, ((Outcome.Succeeded) debit(order)), amount, before);
  }

  private static RefundOrder refundOf(
      DebitOrder order, Outcome.Succeeded debited, Money amount, Money before) {
    return new RefundOrder(
        newReference(), order.reference(), debited.providerReference(), amount, DEBITED, before);
  }

  private Outcome refund(RefundOrder order) {
    return connector().refunds().orElseThrow().refund(call(), order);
  }

  private Inquiry inquireRefund(RefundOrder order) {
    return connector().refunds().orElseThrow().inquire(call(), order);
  }

  @Test
  void a_whole_refund_gives_all_back() {
    var mobile = anyone();
    var refund = refundOf(mobile, DEBITED, NONE);

    assertThat(name(refund(refund))).isEqualTo("Succeeded");
    assertThat(name(inquireRefund(refund))).isEqualTo("Succeeded");
    assertThat(bench().balance(mobile)).isEqualTo(OPENING);
  }

  @Test
  void partial_refunds_give_back_their_amounts() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), DEBITED);
    var debited = (Outcome.Succeeded) debit(order);
    var first = Money.inr(200_00);
    var second = DEBITED.minus(first);

    assertThat(name(refund(refundOf(order, debited, first, NONE)))).isEqualTo("Succeeded");
    assertThat(bench().balance(mobile)).isEqualTo(OPENING.minus(second));
    assertThat(name(refund(refundOf(order, debited, second, first)))).isEqualTo("Succeeded");
    assertThat(bench().balance(mobile)).isEqualTo(OPENING);
  }

  @Test
  void more_than_the_debit_cannot_be_refunded() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), DEBITED);
    var debited = (Outcome.Succeeded) debit(order);
    var first = Money.inr(400_00);
    refund(refundOf(order, debited, first, NONE));

    assertThat(name(refund(refundOf(order, debited, Money.inr(101_00), first))))
        .isEqualTo(Wording.said("Declined REFUND_EXCEEDS", wording().refund()));
  }

  /// Where a refund has no name, only we keep it from being made twice.
  @Test
  void a_repeated_refund_is_made_once_where_it_has_a_name_of_its_own() {
    var mobile = anyone();
    var refund = refundOf(mobile, Money.inr(200_00), NONE);
    refund(refund);

    var again = name(refund(refund));

    switch (connector().traits().refundIdempotency()) {
      case OWN_REFERENCE -> {
        assertThat(again).isEqualTo("Declined DUPLICATE_REFERENCE");
        assertThat(bench().balance(mobile)).isEqualTo(OPENING.minus(Money.inr(300_00)));
      }
      case NONE -> {
        assertThat(again).isEqualTo("Succeeded");
        assertThat(bench().balance(mobile)).isEqualTo(OPENING.minus(Money.inr(100_00)));
      }
    }
    assertThat(name(inquireRefund(refund))).isEqualTo("Succeeded");
  }

  @Test
  void a_debit_with_a_refund_is_still_a_debit_that_succeeded() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), DEBITED);
    var debited = (Outcome.Succeeded) debit(order);
    refund(refundOf(order, debited, Money.inr(200_00), NONE));

    assertThat(name(inquire(order))).isEqualTo("Succeeded");
  }

  /// The first answer, then what each inquiry after it tells.
  @ParameterizedTest
  @CsvSource({
    "71.01, Pending, Pending Succeeded",
    "71.02, Pending, Pending Declined",
    "71.03, Unknown, Succeeded",
    "71.04, Unknown, NotFound NotFound",
    "71.05, Declined MERCHANT_FUNDS, NotFound",
    "71.06, Declined REFUND_NOT_ALLOWED, NotFound",
    "71.07, Declined DUPLICATE_REFERENCE, Succeeded"
  })
  void a_refund_that_goes_wrong_is_told_as_what_it_is(
      String amount, String answer, String inquiries) {
    var refund = refundOf(anyone(), ProviderBench.rupees(amount), NONE);

    assertThat(name(refund(refund))).startsWith(Wording.said(answer, wording().refund()));
    for (var expected : List.of(inquiries.split(" ", -1))) {
      assertThat(name(inquireRefund(refund))).startsWith(expected);
    }
  }

  @Test
  void a_refused_connection_refunds_nothing() {
    var mobile = anyone();
    var refund = refundOf(mobile, DEBITED, NONE);
    bench().refuseConnections();

    assertThat(name(refund(refund))).isEqualTo("NotSent");
    assertThat(bench().balance(mobile)).isEqualTo(OPENING.minus(DEBITED));
  }
}
