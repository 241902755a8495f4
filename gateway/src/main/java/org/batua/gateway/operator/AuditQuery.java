package org.batua.gateway.operator;

import java.util.Optional;
import java.util.stream.Stream;

/// Which lines are asked for.
///
/// @param merchant whose lines; empty for those that concern no single merchant
/// @param before only lines with a smaller id
/// @param limit how many lines at most
public record AuditQuery(
    String merchant,
    Optional<String> actor,
    Optional<String> object,
    Optional<String> action,
    long before,
    int limit) {
  /// The one filter that an index answers.
  String by() {
    if (object.isPresent()) {
      return "OBJECT";
    }
    if (actor.isPresent()) {
      return "ACTOR";
    }
    return action.isPresent() ? "ACTION" : "";
  }

  boolean hasOneFilterAtMost() {
    return Stream.of(actor, object, action).filter(Optional::isPresent).count() <= 1;
  }
}
