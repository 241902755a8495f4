package org.batua.gateway.connector.freecharge;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Answers as FreeCharge signs them.
final class Signed {
  private Signed() {}

  /// The body with its checksum, if it is one that can have one.
  static String body(String text) {
    try {
      return JsonMapper.shared().readTree(text) instanceof ObjectNode json
          ? json.put(
                  FreechargeChecksum.NAME, FreechargeChecksum.of(json, FreechargeContractTest.KEY))
              .toString()
          : text;
    } catch (JacksonException _) {
      return text;
    }
  }
}
