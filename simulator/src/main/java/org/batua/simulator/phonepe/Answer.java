package org.batua.simulator.phonepe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Reason;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Status;
import org.batua.simulator.http.Body;
import tools.jackson.databind.json.JsonMapper;

/// An answer in the envelope that all calls have.
///
/// @param httpStatus what it comes with when it travels as it should
record Answer(Code code, Map<String, Object> data, int httpStatus, Delivery delivery) {

  static Answer of(Code code, Delivery delivery) {
    return new Answer(code, new LinkedHashMap<>(), code.httpStatus(), delivery);
  }

  static Answer refused(Reply.Refused<?> refused) {
    Reason reason = refused.refusal().reason();
    Code code = refused.delivery() == Delivery.THROTTLED ? Code.TOO_MANY_REQUESTS : Code.of(reason);
    Answer answer = of(code, refused.delivery());
    return reason == Reason.REFUND_EXCEEDS
        ? answer.with("payResponseCode", "EXCESS_REFUND_AMOUNT")
        : answer;
  }

  /// The answer to a status inquiry: the inquiry succeeded, also where the payment failed.
  static Answer told(Status status, Delivery delivery) {
    Answer answer = new Answer(Code.of(status), new LinkedHashMap<>(), 200, delivery);
    return answer.with("paymentState", Code.paymentState(status));
  }

  Answer with(String name, Object value) {
    data.put(name, value);
    return this;
  }

  /// Answers are not signed: a forged one is recognised by the transaction that it speaks of.
  Body body() {
    Map<String, Object> told = new LinkedHashMap<>(data);
    if (delivery == Delivery.FORGED) {
      Optional.ofNullable(told.get("transactionId"))
          .map(id -> new StringBuilder(id.toString()).reverse().toString())
          .ifPresent(other -> told.put("transactionId", other));
    }
    Map<String, Object> envelope = new LinkedHashMap<>();
    // A pending payment is a success of the call: a trap of the real API.
    envelope.put("success", code.httpStatus() == 200);
    envelope.put("code", code.name());
    envelope.put("message", delivery.words(code.message()));
    envelope.put("data", told);
    return new Body("application/json", JsonMapper.shared().writeValueAsString(envelope));
  }
}
