package org.batua.gateway.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.lookup.Hit;
import org.batua.gateway.lookup.OrderStory;

/// What happened to an order, in one word: a key of the sentences that tell a customer's support
/// what happened and what is to be done.
final class Meaning {
  private static final Set<String> ENDED_WITHOUT_MONEY =
      Set.of("DECLINED", "NOT_SENT", "PRESUMED_FAILED");

  private Meaning() {}

  static String of(OrderStory story) {
    if (story.payments().isEmpty()) {
      return story.status();
    }
    return ofRefund(story)
        .or(() -> ofSecondCharge(story))
        .or(() -> ofLateTruth(story))
        .orElseGet(() -> ofPayment(story));
  }

  /// The latest refund says more than the payment that it gives back.
  private static Optional<String> ofRefund(OrderStory story) {
    if (story.refunds().isEmpty()) {
      return Optional.empty();
    }
    var latest = story.refunds().getLast();
    boolean ofSecond =
        story.payments().stream()
            .anyMatch(it -> it.isDuplicate() && it.id().equals(latest.paymentOf()));
    return Optional.of(
        switch (latest.status()) {
          case "SUCCEEDED" ->
              ofSecond
                  ? "SECOND_CHARGE_RETURNED"
                  : (story.left().isZero() ? "REFUNDED" : "REFUNDED_IN_PART");
          case "MANUAL_REVIEW" -> "REFUND_REVIEW";
          case "DECLINED" -> "REFUND_FAILED";
          default -> "REFUND_OPEN";
        });
  }

  private static Optional<String> ofSecondCharge(OrderStory story) {
    boolean second =
        story.payments().stream().anyMatch(it -> it.isDuplicate() && it.status().equals("CHARGED"));
    return second ? Optional.of("SECOND_CHARGE") : Optional.empty();
  }

  /// Paid after it had counted as failed.
  private static Optional<String> ofLateTruth(OrderStory story) {
    boolean late =
        story.moves().stream()
            .filter(it -> it.kind() == Hit.Kind.PAYMENT)
            .anyMatch(it -> it.to().equals("CHARGED") && ENDED_WITHOUT_MONEY.contains(it.from()));
    return late && story.status().equals("CHARGED") ? Optional.of("LATE") : Optional.empty();
  }

  /// The payment that paid the order, else the last one.
  private static String ofPayment(OrderStory story) {
    List<OrderStory.Part> payments = story.payments();
    return payments.stream()
        .map(OrderStory.Part::status)
        .filter(it -> it.equals("CHARGED"))
        .findFirst()
        .orElseGet(() -> payments.getLast().status());
  }
}
