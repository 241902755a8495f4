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

  protected RefundContract(Wiring wiring) {
    super(wiring);
  }

  private Money debited() {
    return money(500_00);
  }

  private Money none() {
    return money(0);
  }

  private Refunding.Order refundOf(MobileNumber mobile, Money amount, Money before) {
    var order = order(mobile, linked(mobile), debited());
    return refundOf(order, ((Outcome.Succeeded) debit(order)), amount, before);
  }

  private Refunding.Order refundOf(
      DirectDebit.Order order, Outcome.Succeeded done, Money amount, Money before) {
    return new Refunding.Order(
        newReference(), order.reference(), done.providerReference(), amount, debited(), before);
  }

  private Outcome refund(Refunding.Order order) {
    return connector().refunds().orElseThrow().refund(call(), order);
  }

  private Inquiry inquireRefund(Refunding.Order order) {
    return connector().refunds().orElseThrow().inquire(call(), order);
  }

  @Test
  void a_whole_refund_gives_all_back() {
    var mobile = anyone();
    var refund = refundOf(mobile, debited(), none());

    assertThat(name(refund(refund))).isEqualTo("Succeeded");
    assertThat(name(inquireRefund(refund))).isEqualTo("Succeeded");
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(opening());
  }

  @Test
  void partial_refunds_give_back_their_amounts() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), debited());
    var done = (Outcome.Succeeded) debit(order);
    var first = money(200_00);
    var second = debited().minus(first);

    assertThat(name(refund(refundOf(order, done, first, none())))).isEqualTo("Succeeded");
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(opening().minus(second));
    assertThat(name(refund(refundOf(order, done, second, first)))).isEqualTo("Succeeded");
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(opening());
  }

  @Test
  void more_than_the_debit_cannot_be_refunded() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), debited());
    var done = (Outcome.Succeeded) debit(order);
    var first = money(400_00);
    refund(refundOf(order, done, first, none()));

    assertThat(name(refund(refundOf(order, done, money(101_00), first))))
        .isEqualTo(Wording.said("Declined REFUND_EXCEEDS", wording().refund()));
  }

  /// Where a refund has no name, only we keep it from being made twice.
  @Test
  void a_repeated_refund_is_made_once_where_it_has_a_name_of_its_own() {
    var mobile = anyone();
    var refund = refundOf(mobile, money(200_00), none());
    refund(refund);

    var again = name(refund(refund));

    switch (connector().profile().refundIdempotency()) {
      case OWN_REFERENCE, OWN_REFERENCE_ONCE -> {
        assertThat(again).isIn("Declined DUPLICATE_REFERENCE", "Succeeded");
        assertThat(bench().balance(mobile, opening().currency()))
            .isEqualTo(opening().minus(money(300_00)));
      }
      case NONE -> {
        assertThat(again).isEqualTo("Succeeded");
        assertThat(bench().balance(mobile, opening().currency()))
            .isEqualTo(opening().minus(money(100_00)));
      }
    }
    assertThat(name(inquireRefund(refund))).isEqualTo("Succeeded");
  }

  @Test
  void a_debit_with_a_refund_is_still_a_debit_that_succeeded() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), debited());
    var done = (Outcome.Succeeded) debit(order);
    refund(refundOf(order, done, money(200_00), none()));

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
    var given = scenario(amount);
    var paid = given.compareTo(debited()) > 0 ? given.plus(debited()) : debited();
    var mobile = anyone();
    var order = order(mobile, linked(mobile), paid);
    var theirs = ((Outcome.Succeeded) debit(order)).providerReference();
    var refund =
        new Refunding.Order(newReference(), order.reference(), theirs, given, paid, none());

    assertThat(name(refund(refund))).startsWith(Wording.said(answer, wording().refund()));
    for (var expected : List.of(inquiries.split(" ", -1))) {
      var told =
          wording().isSilentAbout(Wording.Silence.FORGETS_FAILED_REFUNDS)
                  && expected.equals("Declined")
              ? "NotFound"
              : expected;
      assertThat(name(inquireRefund(refund))).startsWith(told);
    }
  }

  @Test
  void a_refused_connection_refunds_nothing() {
    var mobile = anyone();
    var refund = refundOf(mobile, debited(), none());
    bench().refuseConnections();

    assertThat(name(refund(refund))).isEqualTo("NotSent");
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(opening().minus(debited()));
  }
}
