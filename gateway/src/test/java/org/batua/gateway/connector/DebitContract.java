package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.base.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How debits must end, at once and when asked about later.
public abstract class DebitContract extends ConnectorContract {

  protected DebitContract(Wiring wiring) {
    super(wiring);
  }

  private Money hundred() {
    return money(100_00);
  }

  @Test
  void a_debit_moves_the_money_once() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), hundred());

    assertThat(debit(order))
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            s -> {
              assertThat(s.amount()).isEqualTo(hundred());
              assertThat(s.providerReference()).isNotEmpty();
            });
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(opening().minus(hundred()));
    assertThat(name(inquire(order))).isEqualTo("Succeeded");
    assertThat(bench().calls("debit", order.reference())).isEqualTo(1);
  }

  @Test
  void a_repeated_reference_moves_nothing_again() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), hundred());
    debit(order);

    var again =
        connector().profile().debitIdempotency() == ProviderProfile.DebitIdempotency.REPLAYS_RESULT
            ? "Succeeded"
            : "Declined DUPLICATE_REFERENCE";
    assertThat(name(debit(order))).isEqualTo(again);
    assertThat(name(inquire(order))).isEqualTo("Succeeded");
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(opening().minus(hundred()));
  }

  @Test
  void a_short_balance_declines() {
    var mobile = mobile("9000000011");

    assertThat(name(debit(order(mobile, linked(mobile), hundred())))).isEqualTo(shortOfMoney());
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(money(50_00));
  }

  private String shortOfMoney() {
    return wording().isSilentAbout(Wording.Silence.ASKS_FOR_MONEY)
        ? "NeedsCustomer"
        : "Declined INSUFFICIENT_BALANCE";
  }

  @Test
  void a_debit_beyond_the_balance_completes_when_its_customer_adds_money() {
    var mobile = mobile("9000000011");
    var order = order(mobile, linked(mobile), hundred());
    var outcome = debit(order);
    assertThat(name(outcome)).isEqualTo(shortOfMoney());
    if (!(outcome instanceof Outcome.NeedsCustomer waiting)) {
      return;
    }
    assertThat(name(inquire(order))).isEqualTo("Pending");

    var back = bench().visit(waiting.page(), "approve");

    assertThat(back).isNotEmpty();
    assertThat(name(inquire(order))).isEqualTo("Succeeded");
    assertThat(bench().balance(mobile, opening().currency()).isZero()).isTrue();
  }

  @Test
  void a_debit_beyond_the_balance_fails_when_its_customer_does_not() {
    var mobile = mobile("9000000011");
    var order = order(mobile, linked(mobile), hundred());
    if (debit(order) instanceof Outcome.NeedsCustomer waiting) {
      bench().visit(waiting.page(), "decline");
    }

    assertThat(name(inquire(order))).startsWith("Declined");
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(money(50_00));
  }

  @Test
  void a_revoked_wallet_declines() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), hundred());
    bench().revoke(mobile);

    assertThat(name(debit(order))).isEqualTo("Declined TOKEN_INVALID");
  }

  @Test
  void a_refused_connection_is_not_sent_and_nobody_knows_the_reference() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), hundred());
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
    var order = order(mobile, linked(mobile), scenario(amount));

    assertThat(name(debit(order))).startsWith(Wording.said(answer, wording().debit()));
    for (var expected : List.of(inquiries.split(" ", -1))) {
      assertThat(name(inquire(order))).startsWith(expected);
    }
    assertThat(bench().calls("debit", order.reference())).isEqualTo(1);
  }

  @Test
  void a_debit_that_the_provider_says_is_beyond_the_balance_is_told_so() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), scenario("7001.00"));

    assertThat(name(debit(order))).isEqualTo(shortOfMoney());
    assertThat(name(inquire(order)))
        .startsWith(
            wording().isSilentAbout(Wording.Silence.ASKS_FOR_MONEY) ? "Pending" : "Declined");
  }

  @Test
  void a_provider_that_is_down_moves_nothing_and_says_so_when_asked() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), scenario("7002.00"));

    assertThat(name(debit(order))).isNotIn("Succeeded", "Pending", "NeedsCustomer");
    assertThat(name(inquire(order)))
        .satisfiesAnyOf(
            told -> assertThat(told).isEqualTo("NotFound"),
            told -> assertThat(told).startsWith("Declined"));
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(opening());
  }

  @Test
  void a_debit_that_needs_its_customer_moves_nothing_by_itself() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), scenario("7019.00"));

    var outcome = name(debit(order));

    assertThat(outcome).isIn("NeedsCustomer", "Declined INSUFFICIENT_BALANCE");
    assertThat(name(inquire(order)))
        .startsWith(outcome.equals("NeedsCustomer") ? "Pending" : "Declined");
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(opening());
  }

  @Test
  void an_unknown_reference_is_not_found() {
    var mobile = anyone();

    assertThat(name(inquire(order(mobile, linked(mobile), hundred())))).isEqualTo("NotFound");
  }

  @Test
  void a_request_changed_on_its_way_moves_nothing() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), hundred());
    var changing = Tampering.requests(bench().transport(), order.reference(), newReference());

    var outcome = connector().directDebit().orElseThrow().debit(call(changing), order);

    if (wording().isSilentAbout(Wording.Silence.UNSIGNED_REQUESTS)) {
      assertThat(name(outcome)).isEqualTo("Unknown INTEGRITY");
      return;
    }
    assertThat(name(outcome))
        .isIn("Declined PROVIDER_CONFIG", "Declined SIGNATURE_REJECTED", "Unknown INTEGRITY");
    assertThat(bench().balance(mobile, opening().currency())).isEqualTo(opening());
  }

  @Test
  void an_answer_changed_on_its_way_is_unknown() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), hundred());
    var changing = Tampering.answers(bench().transport(), order.reference(), newReference());

    var outcome = connector().directDebit().orElseThrow().debit(call(changing), order);

    assertThat(name(outcome)).isEqualTo("Unknown INTEGRITY");
    assertThat(name(inquire(order))).isEqualTo("Succeeded");
  }
}
