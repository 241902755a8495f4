package org.batua.simulator.mobikwik;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.batua.simulator.engine.CallKind;

/// One path of the API: what a request must carry, how it is signed and who answers it.
///
/// `messageCodes` is empty where the request has none.
record Endpoint(
    CallKind kind,
    Set<String> messageCodes,
    Signing signing,
    List<Field> required,
    Handler handler) {

  /// Answers a request whose merchant, checksum and fields are right.
  @FunctionalInterface
  interface Handler {
    Answer answer(Request request);
  }

  /// Which values the request's checksum covers, and in which order.
  enum Signing {
    BY_NAME,
    STATUS,
    REFUND;

    String sign(Map<String, String> fields, String key) {
      return switch (this) {
        case BY_NAME -> Checksum.byName(fields, key);
        case STATUS -> Checksum.inOrder(fields, List.of("mid", "orderid"), key);
        case REFUND -> Checksum.inOrder(fields, List.of("mid", "txid", "amount", "email"), key);
      };
    }
  }
}
