package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.resolution.ReviewDecision;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class UnresolvedCommandTest {
  /// The provider takes one rupee less than it was asked for.
  private static final String OTHER_AMOUNT = "7016.00";

  /// The provider does not decide.
  private static final String UNDECIDED = "7010.00";

  /// No answer, and nothing was given back.
  private static final String LOST_REFUND = "71.04";

  @RegisterExtension private static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory;
  private Operator operator;

  @BeforeEach
  void anOperator() {
    operator = new Operator(GATEWAY, directory);
  }

  @Test
  void what_waits_for_a_person_is_listed_with_the_reason() {
    var order = waitingTxn();
    assertThat(operator.run("unresolved", "list").exits(0).output().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(operator.txn(order), "debit", "NEEDS_PERSON", "7016.00 INR")
                    .contains(operator.shop().id() + "/" + order, operator.reference(order))
                    .contains("MOBIKWIK", "INTEGRITY: the provider tells of another amount"));
  }

  @Test
  void what_is_still_asked_about_is_listed_with_all_only() {
    var order = operator.pay(UNDECIDED);
    assertThat(operator.run("unresolved", "list").exits(0).output())
        .doesNotContain(operator.txn(order));
    assertThat(operator.run("unresolved", "list", "--all").exits(0).output().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(operator.txn(order), "UNKNOWN", "no clear answer", "next check"));
  }

  @Test
  void the_story_tells_every_move_with_what_the_provider_said() {
    var order = waitingTxn();
    var story = operator.run("unresolved", "show", operator.txn(order)).exits(0).output();
    assertThat(story)
        .contains("NEEDS_PERSON", operator.reference(order), "7016.00 INR")
        .containsPattern("Z +SENDING by MERCHANT: paid with a wallet token")
        .containsPattern("Z +SENDING -> UNKNOWN by CALL: no clear answer: INTEGRITY .provider: 0")
        .containsPattern("Z +UNKNOWN -> NEEDS_PERSON by MERCHANT: the provider tells of another");
  }

  @Test
  void a_txn_that_a_person_calls_charged_moves_order_books_and_history() {
    var order = waitingTxn();
    assertThat(operator.status(order)).isEqualTo("AUTHORIZING");
    settle(operator.txn(order), "charged", "--provider-reference", "MBK77").exits(0);
    assertThat(operator.status(order)).isEqualTo("CHARGED");
    assertThat(operator.books(order)).containsExactly("DEBIT 701600 MBK77");
    assertThat(operator.run("unresolved", "show", operator.txn(order)).output())
        .contains("NEEDS_PERSON -> CHARGED by Asha Rao: on their dashboard");
    assertThat(operator.run("unresolved", "list").output()).doesNotContain(operator.txn(order));
  }

  @Test
  void a_txn_that_a_person_calls_declined_lets_the_order_be_paid_again() {
    var order = waitingTxn();
    settle(operator.txn(order), "declined").exits(0);
    assertThat(operator.status(order)).isEqualTo("AUTHORIZATION_FAILED");
    assertThat(operator.books(order)).isEmpty();
    assertThat(operator.one("select error from txn where id = ?", operator.txn(order)))
        .isEqualTo("DECLINED_OTHER");
  }

  @Test
  void a_refund_that_a_person_calls_succeeded_goes_into_the_books() {
    var order = waitingRefund();
    settle(operator.refundId(order), "succeeded", "--provider-reference", "MBKR9").exits(0);
    assertThat(operator.refundStatus(order, "r1")).isEqualTo("SUCCEEDED");
    assertThat(operator.books(order)).last().isEqualTo("REFUND 7104 MBKR9");
    assertThat(refundedPaise(order)).isEqualTo("7104");
    assertThat(operator.run("unresolved", "show", operator.refundId(order)).output())
        .contains("refund ", "NEEDS_PERSON -> SUCCEEDED by Asha Rao: on their dashboard");
  }

  @Test
  void a_refund_that_a_person_calls_declined_may_be_asked_for_again() {
    var order = waitingRefund();
    assertThat(refundedPaise(order)).isEqualTo("7104");
    settle(operator.refundId(order), "declined").exits(0);
    assertThat(operator.refundStatus(order, "r1")).isEqualTo("DECLINED");
    assertThat(operator.books(order)).hasSize(1);
    assertThat(refundedPaise(order)).isEqualTo("0");
    operator.refund(order, "r2", "80.00");
    assertThat(operator.refundStatus(order, "r2")).isEqualTo("SUCCEEDED");
  }

  @Test
  void only_what_waits_for_a_person_is_settled_by_one() {
    var charged = operator.pay("10.00");
    assertThat(settle(operator.txn(charged), "declined").exits(2).output())
        .contains(operator.txn(charged) + ": CHARGED (expected: NEEDS_PERSON");
    assertThat(operator.status(charged)).isEqualTo("CHARGED");
    var open = operator.pay(UNDECIDED);
    assertThat(settle(operator.txn(open), "charged").exits(2).output()).contains(": UNKNOWN (");
    var settled = waitingTxn();
    settle(operator.txn(settled), "declined").exits(0);
    assertThat(settle(operator.txn(settled), "charged").exits(2).output()).contains(": DECLINED (");
    assertThat(operator.books(settled)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "settle ID charged --reason r | Missing required option: '--by=NAME'",
        "settle ID charged --by n | Missing required option: '--reason=TEXT'",
        "settle ID charged --by= --reason r | name: empty",
        "settle ID charged --by n --reason= | reason: empty",
        "settle ID charged --by resolver --reason r | name: resolver (expected: a person's)",
        "settle ID succeeded --by n --reason r | expected one of: [charged, declined]",
        "settle ID CHARGED --by n --reason r | expected one of: [charged, declined]",
        "settle txn_none charged --by n --reason r | txn_none: unknown",
        "show txn_none | txn_none: unknown",
      })
  void what_is_incomplete_or_wrong_is_refused_and_changes_nothing(String command, String message) {
    var order = waitingTxn();
    var words = ("unresolved " + command.replace("ID", operator.txn(order))).split(" ", -1);
    assertThat(operator.run(words).exits(2).output()).contains(message).doesNotContain("\tat ");
    assertThat(operator.one("select status from txn where id = ?", operator.txn(order)))
        .isEqualTo("MANUAL_REVIEW");
  }

  @Test
  void of_two_people_at_once_only_one_is_heard() throws Exception {
    for (int round = 0; round < 5; round++) {
      var order = waitingTxn();
      var id = operator.txn(order);
      var together = new CyclicBarrier(2);
      var people =
          List.of(ManualReview.Ending.values()).stream()
              .<Callable<ReviewDecision.Effect>>map(
                  ending ->
                      () -> {
                        together.await();
                        var ruling = new ReviewDecision("Person " + ending, "sure", "");
                        return GATEWAY.gateway().manualReview().settle(id, ending, ruling);
                      })
              .toList();
      try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(executor.invokeAll(people))
            .extracting(done -> done.resultNow() instanceof ReviewDecision.Effect.Settled)
            .containsExactlyInAnyOrder(true, false);
      }
      boolean charged = operator.status(order).equals("CHARGED");
      assertThat(operator.books(order)).hasSize(charged ? 1 : 0);
    }
  }

  private String waitingTxn() {
    var order = operator.pay(OTHER_AMOUNT);
    assertThat(operator.status(order)).isEqualTo("AUTHORIZING");
    assertThat(operator.one("select status from txn where id = ?", operator.txn(order)))
        .isEqualTo("MANUAL_REVIEW");
    return order;
  }

  private String waitingRefund() {
    var order = operator.pay("200.00");
    operator.refund(order, "r1", LOST_REFUND);
    GATEWAY.clock().advance(Duration.ofDays(11));
    operator.status(order);
    assertThat(operator.refundStatus(order, "r1")).isEqualTo("MANUAL_REVIEW");
    return order;
  }

  private String refundedPaise(String order) {
    return operator.one("select refunded_minor from merchant_order where order_id = ?", order);
  }

  private Operator.Outcome settle(String id, String ending, String... more) {
    var words = new ArrayList<>(List.of("unresolved", "settle", id, ending));
    words.addAll(List.of("--by", "Asha Rao", "--reason", "on their dashboard"));
    words.addAll(List.of(more));
    return operator.run(words.toArray(String[]::new));
  }
}
