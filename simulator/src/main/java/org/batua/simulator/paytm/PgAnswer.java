package org.batua.simulator.paytm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Status;

/// The body of an answer with what became of the request in `resultInfo`, not yet signed.
record PgAnswer(Map<String, Object> body, Delivery delivery) {

  static PgAnswer of(String status, PgCode code, Delivery delivery) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("resultStatus", status);
    result.put("resultCode", code.code());
    result.put("resultMsg", delivery.words(code.message()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("resultInfo", result);
    return new PgAnswer(body, delivery);
  }

  static PgAnswer refused(PgCode code, Delivery delivery) {
    // A system error refuses nothing: its status is U, unknown.
    return of(code == PgCode.SYSTEM_ERROR ? "U" : "TXN_FAILURE", code, delivery);
  }

  static String word(Status status) {
    return switch (status) {
      case SUCCEEDED -> "TXN_SUCCESS";
      case PENDING -> "PENDING";
      case FAILED, CANCELLED -> "TXN_FAILURE";
    };
  }

  PgAnswer with(String name, Object value) {
    body.put(name, value);
    return this;
  }
}
