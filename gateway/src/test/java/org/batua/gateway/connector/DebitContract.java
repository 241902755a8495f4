package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.base.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How debits must end, at once and when asked about later.
public abstract class DebitContract extends ConnectorContract {
  private static final Money OPENING = Money.inr(10_000_00);
  private static final Money HUNDRED = Money.inr(100_00);

  protected DebitContract(Wiring wiring) {
    super(wiring);
  }

  @Test
  void a_debit_moves_the_money_once() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), HUNDRED);

    assertThat(debit(order))
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            s -> {
              assertThat(s.amount()).isEqualTo(HUNDRED);
              assertThat(s.providerReference()).isNotEmpty();
            });
    assertThat(bench().balance(mobile)).isEqualTo(OPENING.minus(HUNDRED));
    assertThat(name(inquire(order))).isEqualTo("Succeeded");
    assertThat(bench().calls("debit", order.reference())).isEqualTo(1);
  }

  @Test
  void a_repeated_reference_moves_nothing_again() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), HUNDRED);
    debit(order);

    var again =
        connector().traits().debitIdempotency() == Traits.DebitIdempotency.REPLAYS_RESULT
            ? "Succeeded"
            : "Declined DUPLICATE_REFERENCE";
    assertThat(name(debit(order))).isEqualTo(again);
    assertThat(name(inquire(order))).isEqualTo("Succeeded");
    assertThat(bench().balance(mobile)).isEqualTo(OPENING.minus(HUNDRED));
  }

  @Test
  void a_short_balance_declines() {
    var mobile = mobile("9000000011");

    assertThat(name(debit(order(mobile, linked(mobile), HUNDRED))))
        .isEqualTo("Declined INSUFFICIENT_BALANCE");
    assertThat(bench().balance(mobile)).isEqualTo(Money.inr(50_00));
  }

  @Test
  void a_revoked_wallet_declines() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), HUNDRED);
    bench().revoke(mobile);

    assertThat(name(debit(order))).isEqualTo("Declined TOKEN_INVALID");
  }

  @Test
  void a_refused_connection_is_not_sent_and_nobody_knows_the_reference() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), HUNDRED);
    bench().refuseConnections();

    assertThat(name(debit(order))).isEqualTo("NotSent");
    assertThat(name(inquire(order))).isEqualTo("CannotTell");
    bench().goUp();
    assertThat(name(inquire(order))).isEqualTo("NotFound");
    assertThat(bench().calls("debit", order.reference())).isZero();
  }

  /// The first answer, then what each inquiry after it tells.
  @ParameterizedTest
  @CsvSource({
    "7001.00, Declined INSUFFICIENT_BALANCE, Declined",
    "7003.00, Unknown, Declined",
    "7004.00, Succeeded, Succeeded",
    "7005.00, Unknown, Succeeded",
    "7006.00, Unknown, Pending Pending Succeeded",
    "7007.00, Unknown, Pending Declined",
    "7008.00, Unknown, NotFound NotFound NotFound NotFound",
    "7009.00, Unknown, CannotTell CannotTell CannotTell Succeeded",
    "7010.00, Unknown, Pending Pending Pending",
    "7011.00, Declined DUPLICATE_REFERENCE, Succeeded",
    "7012.00, Declined LIMIT_EXCEEDED, Declined",
    "7013.00, Declined ACCOUNT_BLOCKED, Declined",
    "7014.00, Declined TOKEN_INVALID, Declined",
    "7015.00, Unknown INTEGRITY, Succeeded",
    "7016.00, Unknown INTEGRITY, Unknown",
    "7017.00, Succeeded, Succeeded",
    "7018.00, Unknown, NotFound NotFound NotFound Succeeded",
    "7020.00, Declined DECLINED_OTHER, Declined",
    "7021.00, Unknown RATE_LIMITED, NotFound",
    "7022.00, Unknown, Succeeded"
  })
  void a_debit_that_goes_wrong_is_told_as_what_it_is(
      String amount, String answer, String inquiries) {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), ProviderBench.rupees(amount));

    assertThat(name(debit(order))).startsWith(Wording.said(answer, wording().debit()));
    for (var expected : List.of(inquiries.split(" ", -1))) {
      assertThat(name(inquire(order))).startsWith(expected);
    }
    assertThat(bench().calls("debit", order.reference())).isEqualTo(1);
  }

  @Test
  void an_unknown_reference_is_not_found() {
    var mobile = anyone();

    assertThat(name(inquire(order(mobile, linked(mobile), HUNDRED)))).isEqualTo("NotFound");
  }

  @Test
  void a_request_changed_on_its_way_moves_nothing() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), HUNDRED);
    var changing = Tampering.requests(bench().transport(), order.reference(), newReference());

    var outcome = connector().directDebit().orElseThrow().debit(call(changing), order);

    assertThat(name(outcome))
        .isIn("Declined PROVIDER_CONFIG", "Declined SIGNATURE_REJECTED", "Unknown INTEGRITY");
    assertThat(bench().balance(mobile)).isEqualTo(OPENING);
  }

  @Test
  void an_answer_changed_on_its_way_is_unknown() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), HUNDRED);
    var changing = Tampering.answers(bench().transport(), order.reference(), newReference());

    var outcome = connector().directDebit().orElseThrow().debit(call(changing), order);

    assertThat(name(outcome)).isEqualTo("Unknown INTEGRITY");
    assertThat(name(inquire(order))).isEqualTo("Succeeded");
  }
}
