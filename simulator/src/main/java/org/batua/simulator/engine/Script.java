package org.batua.simulator.engine;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/// What happens to one payment or refund: in the books, in the answer and at later inquiries.
///
/// `reason` is what the first answer says when it says no, which need not be the truth.
@Immutable
public record Script(
    Effect effect,
    Optional<Reason> reason,
    Delivery delivery,
    Disguise disguise,
    int disguisedInquiries) {

  public static final Script ORDINARY =
      new Script(Effect.MOVES, Optional.empty(), Delivery.PROMPT, Disguise.NONE, 0);

  /// What happens to the money.
  public enum Effect {
    MOVES,
    MOVES_ANOTHER_AMOUNT,
    /// Moves when the last disguised inquiry has been answered.
    MOVES_LATE,
    /// Waits until the control API decides.
    UNDECIDED,
    REFUSED,
    /// Nothing is kept: the provider will not know the reference.
    NOT_RECORDED
  }

  static Script moves(Delivery delivery) {
    return new Script(Effect.MOVES, Optional.empty(), delivery, Disguise.NONE, 0);
  }

  static Script with(Effect effect, Delivery delivery) {
    return new Script(effect, Optional.empty(), delivery, Disguise.NONE, 0);
  }

  static Script refuses(Reason reason) {
    return refuses(reason, Delivery.PROMPT);
  }

  static Script refuses(Reason reason, Delivery delivery) {
    return new Script(Effect.REFUSED, Optional.of(reason), delivery, Disguise.NONE, 0);
  }

  static Script notRecorded(Reason reason, Delivery delivery) {
    return new Script(Effect.NOT_RECORDED, Optional.of(reason), delivery, Disguise.NONE, 0);
  }

  Script saying(Reason lie) {
    return new Script(effect, Optional.of(lie), delivery, disguise, disguisedInquiries);
  }

  Script delivered(Delivery changed) {
    return new Script(effect, reason, changed, disguise, disguisedInquiries);
  }

  Script seenAs(Disguise mask, int inquiries) {
    return new Script(effect, reason, delivery, mask, inquiries);
  }
}
