package org.batua.simulator.engine;

import static org.batua.simulator.engine.Script.moves;
import static org.batua.simulator.engine.Script.notRecorded;
import static org.batua.simulator.engine.Script.refuses;
import static org.batua.simulator.engine.Script.with;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.batua.simulator.engine.Script.Effect;

/// The magic debit amounts: each is one way in which a debit can go wrong.
public enum DebitScenario {
  INSUFFICIENT(7001_00, "refused: insufficient balance", refuses(Reason.INSUFFICIENT_BALANCE)),
  NOT_SENT(
      7002_00,
      "refused before anything happened; not found later",
      notRecorded(Reason.NOT_ACCEPTED, Delivery.DOWN)),
  ERROR_NOT_DEBITED(
      7003_00,
      "HTTP 500, nothing debited; failed later",
      refuses(Reason.PROVIDER_DOWN, Delivery.FAULTY)),
  SLOW(7004_00, "debited, slow answer", moves(Delivery.SLOW)),
  TIMEOUT_DEBITED(7005_00, "debited, no answer; success at once", moves(Delivery.LOST)),
  TIMEOUT_PENDING_DEBITED(
      7006_00,
      "debited, no answer; pending twice, then success",
      moves(Delivery.LOST).seenAs(Disguise.PENDING, 2)),
  TIMEOUT_PENDING_FAILED(
      7007_00,
      "not debited, no answer; pending once, then failed",
      refuses(Reason.DECLINED_OTHER, Delivery.LOST).seenAs(Disguise.PENDING, 1)),
  NEVER_ARRIVED(
      7008_00,
      "not debited, no answer; never found",
      notRecorded(Reason.PROVIDER_DOWN, Delivery.LOST)),
  TIMEOUT_INQUIRY_DOWN(
      7009_00,
      "debited, no answer; inquiry down three times, then success",
      moves(Delivery.LOST).seenAs(Disguise.DOWN, 3)),
  UNDECIDED(
      7010_00,
      "no answer; pending until the control API resolves it",
      with(Effect.UNDECIDED, Delivery.LOST)),
  DUPLICATE(
      7011_00,
      "debited once, answered as a duplicate; success later",
      moves(Delivery.PROMPT).saying(Reason.DUPLICATE_REFERENCE)),
  LIMIT(7012_00, "refused: limit exceeded", refuses(Reason.LIMIT_EXCEEDED)),
  BLOCKED(7013_00, "refused: account blocked", refuses(Reason.ACCOUNT_BLOCKED)),
  REVOKED(7014_00, "refused: the token is revoked", refuses(Reason.TOKEN_INVALID)),
  BAD_SIGNATURE(7015_00, "debited, wrongly signed answer", moves(Delivery.FORGED)),
  ANOTHER_AMOUNT(
      7016_00,
      "one rupee less is debited and answered",
      with(Effect.MOVES_ANOTHER_AMOUNT, Delivery.PROMPT)),
  NOISY_NOTIFICATIONS(
      7017_00, "debited; notifications are repeated and late", moves(Delivery.PROMPT)),
  LATE_SUCCESS(
      7018_00,
      "no answer; not found three times, then debited",
      with(Effect.MOVES_LATE, Delivery.LOST).seenAs(Disguise.NOT_FOUND, 3)),
  CUSTOMER_NEEDED(7019_00, "the customer has to act first", refuses(Reason.CUSTOMER_NEEDED)),
  DECLINED(7020_00, "refused: declined", refuses(Reason.DECLINED_OTHER)),
  THROTTLED(
      7021_00,
      "HTTP 429, nothing happened; not found later",
      notRecorded(Reason.PROVIDER_DOWN, Delivery.THROTTLED)),
  GARBAGE(7022_00, "debited, answered with an HTML error page", moves(Delivery.GARBAGE));

  private static final Map<Paise, DebitScenario> BY_AMOUNT =
      Arrays.stream(values()).collect(Collectors.toMap(s -> s.amount, Function.identity()));

  private final Paise amount;
  private final String meaning;
  private final Script script;

  DebitScenario(long paise, String meaning, Script script) {
    this.amount = new Paise(paise);
    this.meaning = meaning;
    this.script = script;
  }

  static Optional<DebitScenario> of(Paise amount) {
    return Optional.ofNullable(BY_AMOUNT.get(amount));
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
