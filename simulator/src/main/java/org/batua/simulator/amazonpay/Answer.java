package org.batua.simulator.amazonpay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Reply;

/// An answer's fields in the order in which they are sent.
///
/// @param status the HTTP status, unless the delivery has one of its own
record Answer(int status, Map<String, Object> fields, Delivery delivery) {
  static Answer ok(Delivery delivery) {
    return new Answer(200, new LinkedHashMap<>(), delivery);
  }

  static Answer of(Code code, Delivery delivery) {
    return new Answer(code.status(), new LinkedHashMap<>(), delivery)
        .with("code", code.word())
        .with("message", delivery.words(code.message()));
  }

  static Answer of(Code code) {
    return of(code, Delivery.PROMPT);
  }

  static Answer refused(Reply.Refused<?> refused, CallKind kind) {
    return of(Code.of(refused.refusal().reason(), kind), refused.delivery());
  }

  static Answer invalid(String field) {
    Answer answer = of(Code.INVALID_ARGUMENTS);
    return answer.with("message", field + " is invalid");
  }

  Answer with(String name, Object value) {
    fields.put(name, value);
    return this;
  }
}
