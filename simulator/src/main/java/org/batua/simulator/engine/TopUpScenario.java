package org.batua.simulator.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The magic top-up amounts: the hosted page acts by itself instead of asking the customer.
public enum TopUpScenario {
  CANCELLED(7201_00, "the customer cancels"),
  FAILED(7202_00, "the top-up fails"),
  PENDING_THEN_SUCCESS(7203_00, "pending, then success"),
  NEVER_RETURNS(7204_00, "succeeds, but the browser never returns"),
  FORGED_RETURN(7205_00, "fails, but the browser returns with a forged success");

  private static final Map<Paise, TopUpScenario> BY_AMOUNT =
      Arrays.stream(values()).collect(Collectors.toMap(s -> s.amount, Function.identity()));

  private final Paise amount;
  private final String meaning;

  TopUpScenario(long paise, String meaning) {
    this.amount = new Paise(paise);
    this.meaning = meaning;
  }

  public static Optional<TopUpScenario> of(Paise amount) {
    return Optional.ofNullable(BY_AMOUNT.get(amount));
  }

  public Paise amount() {
    return amount;
  }

  public String meaning() {
    return meaning;
  }
}
