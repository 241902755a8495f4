package org.batua.simulator.engine;

import static org.batua.simulator.engine.Script.moves;
import static org.batua.simulator.engine.Script.notRecorded;
import static org.batua.simulator.engine.Script.with;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.batua.simulator.engine.Script.Effect;

/// The magic refund amounts, small enough to be partial refunds of an ordinary debit.
public enum RefundScenario {
  PENDING_THEN_SUCCESS(
      71_01,
      "pending, then success",
      with(Effect.MOVES_LATE, Delivery.PROMPT).seenAs(Disguise.PENDING, 1)),
  PENDING_THEN_FAILED(
      71_02,
      "pending, then failed",
      with(Effect.REFUSED, Delivery.PROMPT).seenAs(Disguise.PENDING, 1)),
  TIMEOUT_REFUNDED(71_03, "refunded, no answer; success later", moves(Delivery.LOST)),
  NEVER_ARRIVED(
      71_04,
      "not refunded, no answer; never found",
      notRecorded(Reason.PROVIDER_DOWN, Delivery.LOST)),
  MERCHANT_FUNDS(
      71_05,
      "refused: the merchant has no funds",
      notRecorded(Reason.MERCHANT_FUNDS, Delivery.PROMPT)),
  NOT_ALLOWED(
      71_06,
      "refused: the refund window is over",
      notRecorded(Reason.REFUND_NOT_ALLOWED, Delivery.PROMPT)),
  DUPLICATE(
      71_07,
      "refunded once, answered as a duplicate; success later",
      moves(Delivery.PROMPT).saying(Reason.DUPLICATE_REFERENCE)),
  FOUND_LATE(
      71_08,
      "no answer; not found three times, then refunded",
      with(Effect.MOVES_LATE, Delivery.LOST).seenAs(Disguise.NOT_FOUND, 3));

  private static final Map<Paise, RefundScenario> BY_AMOUNT =
      Arrays.stream(values()).collect(Collectors.toMap(s -> s.amount, Function.identity()));

  private final Paise amount;
  private final String meaning;
  private final Script script;

  RefundScenario(long paise, String meaning, Script script) {
    this.amount = new Paise(paise);
    this.meaning = meaning;
    this.script = script;
  }

  /// A hundred times as much means the same, for currencies without decimals.
  static Optional<RefundScenario> of(Paise amount) {
    Paise hundredth = new Paise(amount.value() % 100 == 0 ? amount.value() / 100 : 0);
    return Optional.ofNullable(BY_AMOUNT.get(amount))
        .or(() -> Optional.ofNullable(BY_AMOUNT.get(hundredth)));
  }

  public Paise amount() {
    return amount;
  }

  public String meaning() {
    return meaning;
  }

  Script script() {
    return script;
  }
}
