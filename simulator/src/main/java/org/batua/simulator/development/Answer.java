package org.batua.simulator.development;

import java.util.LinkedHashMap;
import java.util.Map;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Reason;
import org.batua.simulator.engine.Refusal;
import org.batua.simulator.engine.Reply;
import tools.jackson.databind.json.JsonMapper;

/// An answer's members in the order they are sent.
final class Answer {
  private final Map<String, Object> members = new LinkedHashMap<>();
  private final Delivery delivery;

  private Answer(Delivery delivery) {
    this.delivery = delivery;
  }

  static Answer done(Delivery delivery) {
    return new Answer(delivery).with("result", "OK");
  }

  static Answer refused(String code, Delivery delivery) {
    return new Answer(delivery).with("result", "REFUSED").with("code", code);
  }

  static Answer refused(Reply.Refused<?> refused) {
    Refusal refusal = refused.refusal();
    Answer answer = refused(word(refusal.reason()), refused.delivery());
    return switch (refusal) {
      case Refusal.WrongOtp(int left) -> answer.with("attempts_left", left);
      case Refusal.TooManyOtps(var wait) -> answer.with("retry_after_seconds", wait.toSeconds());
      case Refusal.Because _ -> answer;
    };
  }

  /// A debit never waits for its customer here, and there is no cap that could be passed.
  private static String word(Reason reason) {
    return switch (reason) {
      case CUSTOMER_NEEDED -> Reason.INSUFFICIENT_BALANCE.name();
      case OVER_CAP -> Reason.LIMIT_EXCEEDED.name();
      default -> reason.name();
    };
  }

  Answer with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  Delivery delivery() {
    return delivery;
  }

  String json() {
    return JsonMapper.shared().writeValueAsString(members);
  }
}
