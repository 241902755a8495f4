package org.batua.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is open and yet in order; that the checks see what is not is in [ChecksBiteTest].
class ProgressChecksTest {
  @Test
  void a_refund_without_a_trace_may_wait_for_a_person() {
    var facts = new Agreement();
    facts.refunds.add(
        new Facts.Refund(
            "refund-lost",
            "ref-of-paid",
            "txn-paid",
            "lost",
            Agreement.mobikwik("lost"),
            /* isNamed= */ false,
            200,
            "MANUAL_REVIEW",
            Agreement.NOW,
            null));
    facts.history("refund-lost", "QUEUED", "SENDING", "UNKNOWN", "MANUAL_REVIEW");
    facts.orders.set(
        0, new Facts.Order("ref-of-paid", "paid", 1000, "CHARGED", 500, Agreement.NOW));
    assertThat(Check.runAll(facts.facts())).isEmpty();
  }

  @Test
  void a_top_up_that_waits_for_its_customer_may_be_with_a_person() {
    var facts = new Agreement();
    facts.asked.put("slow", 700L);
    facts.topups.add(
        new Facts.Topup(
            "topup-slow",
            "slow",
            "wallet",
            Agreement.paytm("slow"),
            700,
            "MANUAL_REVIEW",
            Agreement.NOW,
            null));
    facts.history("topup-slow", "NEW", "OPENED", "MANUAL_REVIEW");
    facts.additions.add(new Facts.Addition(Agreement.paytm("slow"), "0001", 700, "PENDING"));
    assertThat(Check.runAll(facts.facts())).isEmpty();
  }
}
