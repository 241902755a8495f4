package org.batua.simulator.freecharge;

import java.util.LinkedHashMap;
import java.util.Map;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Reply;
import org.batua.simulator.engine.Status;
import org.batua.simulator.http.Body;
import tools.jackson.databind.json.JsonMapper;

/// An answer's members in the order they are sent, not yet signed.
final class Answer {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Map<String, String> members = new LinkedHashMap<>();
  private final Delivery delivery;

  private Answer(Delivery delivery) {
    this.delivery = delivery;
  }

  static Answer of(String status, Delivery delivery) {
    return new Answer(delivery).with("status", status);
  }

  static Answer failed(Code code, Delivery delivery) {
    return of("FAILED", delivery)
        .with("errorCode", code.name())
        .with("errorMessage", delivery.words(code.message()));
  }

  static Answer refused(Reply.Refused<?> refused) {
    return failed(Code.of(refused.refusal().reason()), refused.delivery());
  }

  static String word(Status status) {
    return switch (status) {
      case PENDING -> "PENDING";
      case SUCCEEDED -> "SUCCESS";
      case FAILED, CANCELLED -> "FAILED";
    };
  }

  Answer with(String name, String value) {
    members.put(name, value);
    return this;
  }

  Delivery delivery() {
    return delivery;
  }

  /// The members with their checksum, which is wrong where the delivery says so.
  Map<String, String> signed(String merchantKey) {
    String key = delivery == Delivery.FORGED ? merchantKey + "-forged" : merchantKey;
    Map<String, String> all = new LinkedHashMap<>(members);
    all.put("checksum", Checksum.of(members, key));
    return all;
  }

  Body body(String merchantKey) {
    return json(signed(merchantKey));
  }

  /// For a caller who has no key in common with us.
  Body unsigned() {
    return json(members);
  }

  private static Body json(Map<String, String> members) {
    return new Body("application/json", MAPPER.writeValueAsString(members));
  }
}
