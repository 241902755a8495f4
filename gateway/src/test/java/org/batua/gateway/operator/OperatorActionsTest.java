package org.batua.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.operator.OperatorActions.RefundWish;
import org.batua.gateway.operator.OperatorActions.Result;
import org.batua.gateway.operator.OperatorActions.Settlement;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OperatorActionsTest {
  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("dashboard.refund_limit", "100");

  private final OperatorActions actions = GATEWAY.gateway().dashboard().actions();
  private final Till till = Till.open(GATEWAY);
  private final MerchantId merchant = till.shop().id();
  private final Actor asha = person("asha");
  private final Actor ravi = person("ravi");

  private static Actor person(String name) {
    return new Actor(Actor.Kind.PERSON, name, "192.0.2.1", "req_1");
  }

  @Test
  void a_refund_up_to_the_limit_is_made_at_once_and_once_per_request() {
    var order = till.paid("500");

    assertThat(actions.refund(asha, merchant, refund(order, "100"))).isEqualTo(new Result.Done());
    assertThat(actions.refund(asha, merchant, refund(order, "100"))).isEqualTo(new Result.Done());

    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
    assertThat(till.balance()).isEqualByComparingTo("9600");
    assertThat(audit("refund")).startsWith("DONE", "INTENDED");
  }

  @Test
  void a_refund_that_is_not_possible_says_why_and_is_written_as_refused() {
    var order = till.paid("50");

    assertThat(actions.refund(asha, merchant, refund(order, "60")))
        .isInstanceOfSatisfying(
            Result.Refused.class, it -> assertThat(it.why()).containsIgnoringCase("amount"));
    assertThat(actions.refund(asha, merchant, refund("nobody", "1")))
        .isInstanceOf(Result.Refused.class);
    assertThat(audit("refund")).containsExactly("REFUSED", "INTENDED", "REFUSED", "INTENDED");
    assertThat(till.balance()).isEqualByComparingTo("9950");
  }

  @Test
  void a_refund_above_the_limit_is_made_when_another_person_approves_it() {
    var order = till.paid("500");
    var proposal = proposed(actions.refund(asha, merchant, refund(order, "100.01")));
    assertThat(till.refundMoves(order)).isEmpty();

    assertThat(actions.approve(asha, proposal)).isEqualTo(new Result.Refused("OWN_PROPOSAL"));
    assertThat(till.refundMoves(order)).isEmpty();
    assertThat(actions.approve(ravi, proposal)).isEqualTo(new Result.Done());
    assertThat(actions.approve(ravi, proposal)).isEqualTo(new Result.Refused("DECIDED_ALREADY"));

    assertThat(till.refundSent(order)).isEqualTo("SUCCEEDED");
    assertThat(till.balance()).isEqualByComparingTo("9600.01");
  }

  @Test
  void one_thing_is_proposed_once_at_a_time_and_again_after_it_was_turned_down() {
    var order = till.paid("500");
    var proposal = proposed(actions.refund(asha, merchant, refund(order, "200")));

    assertThat(actions.refund(ravi, merchant, refund(order, "300")))
        .isEqualTo(new Result.Refused("PROPOSED_ALREADY"));
    assertThat(actions.turnDown(ravi, proposal)).isEqualTo(new Result.Done());
    assertThat(actions.approve(ravi, proposal)).isEqualTo(new Result.Refused("DECIDED_ALREADY"));
    assertThat(actions.refund(ravi, merchant, refund(order, "300")))
        .isInstanceOf(Result.Proposed.class);
    assertThat(till.refundMoves(order)).isEmpty();
  }

  @Test
  void an_approved_refund_that_has_become_impossible_is_overtaken() {
    var order = till.paid("500");
    var proposal = proposed(actions.refund(asha, merchant, refund(order, "400")));
    till.refund(order, "meanwhile", "200").ok();
    till.refundSent(order);

    assertThat(actions.approve(ravi, proposal)).isInstanceOf(Result.Refused.class);
    assertThat(state(proposal)).isEqualTo("OVERTAKEN");
    assertThat(till.balance()).isEqualByComparingTo("9700");
  }

  @Test
  void what_waits_for_a_person_is_settled_by_two() {
    var order = till.order("7016.00");
    till.pay(order);
    till.settle(order);
    assertThat(till.moves(order)).endsWith("MANUAL_REVIEW");
    var word = new Settlement(payment(order), ManualReview.Ending.MOVED, "MBK1", "their statement");

    var proposal = proposed(actions.settle(asha, merchant, word));
    assertThat(till.moves(order)).endsWith("MANUAL_REVIEW");
    assertThat(actions.approve(ravi, proposal)).isEqualTo(new Result.Done());

    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(audit("settled")).containsExactly("DONE", "INTENDED");
  }

  @Test
  void what_no_person_need_settle_is_written_as_refused() {
    var order = till.paid("50");
    var word = new Settlement(payment(order), ManualReview.Ending.NOT_MOVED, "", "a mistake");

    var proposal = proposed(actions.settle(asha, merchant, word));
    assertThat(actions.approve(ravi, proposal)).isEqualTo(new Result.Refused("NOT_WAITING"));

    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(audit("settled")).containsExactly("REFUSED", "INTENDED");
    assertThat(state(proposal)).isEqualTo("OVERTAKEN");
  }

  @Test
  void asking_refreshing_and_delinking_reach_the_provider_and_the_audit() {
    var order = till.order("7005.00");
    till.pay(order);
    GATEWAY.clock().advance(Duration.ofSeconds(5));
    var wallet = new WalletId(till.wallet());

    assertThat(actions.ask(asha, merchant, "ref", order)).isEqualTo(new Result.Done());
    assertThat(till.stored(order)).isEqualTo("CHARGED 21");
    assertThat(actions.refresh(asha, merchant, wallet)).isEqualTo(new Result.Done());
    assertThat(actions.delink(asha, merchant, wallet, "lost phone")).isEqualTo(new Result.Done());
    assertThat(till.shop().read(till.wallet()).path("linked").asBoolean()).isFalse();
    assertThat(audit("wallet delinked")).containsExactly("DONE", "INTENDED");
  }

  @Test
  void a_wallet_of_another_merchant_is_not_known() {
    var other = Till.open(GATEWAY);

    assertThat(actions.delink(asha, merchant, new WalletId(other.wallet()), "mistaken"))
        .isEqualTo(new Result.Refused("NO_SUCH_MOVEMENT"));
    assertThat(other.shop().read(other.wallet()).path("linked").asBoolean()).isTrue();
  }

  private RefundWish refund(String order, String rupees) {
    var amount = Money.parse(rupees, Money.INR).orElseThrow();
    return new RefundWish("ref_" + order, order, "r" + rupees, amount, "came back broken");
  }

  private static Proposal proposed(Result result) {
    assertThat(result).isInstanceOf(Result.Proposed.class);
    return ((Result.Proposed) result).proposal();
  }

  /// The outcomes of an action at this merchant, newest first.
  private List<String> audit(String action) {
    var none = Optional.<String>empty();
    var query =
        new AuditQuery(merchant.value(), none, none, Optional.of(action), Long.MAX_VALUE, 20);
    return GATEWAY.gateway().dashboard().audit().find(query).rows().stream()
        .map(line -> line.outcome().name())
        .toList();
  }

  private static String state(Proposal proposal) {
    return text("select state from operator_proposal where id = ?", proposal.id());
  }

  private String payment(String order) {
    return text(
        "select t.id from txn t join merchant_order o on o.id = t.order_ref"
            + " where o.order_id = ?",
        order);
  }

  private static String text(String sql, String value) {
    return GATEWAY
        .tables()
        .withHandle(handle -> handle.select(sql, value).mapTo(String.class).one());
  }
}
