package org.batua.gateway.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.batua.gateway.lookup.OrderStory;
import org.batua.gateway.operator.AuditEntry;

/// One line of an order's timeline, wherever it comes from.
///
/// @param source `move`, `action`, `call`, `webhook`
/// @param subject what it happened to, as `PAYMENT`
/// @param from empty where it has none
/// @param note what else is to be said
public record TimelineRow(
    Instant at,
    String source,
    String subject,
    String part,
    String from,
    String to,
    String actor,
    String note,
    String provider) {
  static List<TimelineRow> of(OrderStory story, List<AuditEntry> actions) {
    List<TimelineRow> rows = new ArrayList<>();
    for (var move : story.moves()) {
      rows.add(
          new TimelineRow(
              move.at(),
              "move",
              move.kind().name(),
              move.part(),
              move.from(),
              move.to(),
              move.actor(),
              move.cause(),
              (move.providerCode() + " " + move.providerMessage()).strip()));
    }
    for (var action : actions) {
      rows.add(
          new TimelineRow(
              action.at(),
              "action",
              action.action(),
              "",
              "",
              action.outcome().name(),
              action.actor().name(),
              (action.reason() + " " + action.detail()).strip(),
              ""));
    }
    rows.sort(Comparator.comparing(TimelineRow::at));
    return List.copyOf(rows);
  }
}
