package org.batua.gateway.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.batua.gateway.lookup.OrderStory;
import org.batua.gateway.lookup.Signal;
import org.batua.gateway.operator.AuditEntry;

/// One line of an order's timeline, wherever it comes from.
///
/// @param source `move`, `action`, `call`, `notification`, `webhook`
/// @param subject what it happened to, as `PAYMENT`
/// @param part of which part of the order; of a webhook its delivery
/// @param from empty where it has none
/// @param note what else is to be said
/// @param wire what went over the wire, redacted; empty where there is none
public record TimelineRow(
    Instant at,
    String source,
    String subject,
    String part,
    String from,
    String to,
    String actor,
    String note,
    String provider,
    List<Signal.Exchange> wire) {
  public TimelineRow {
    wire = List.copyOf(wire);
  }

  static List<TimelineRow> of(
      OrderStory story, List<AuditEntry> actions, List<? extends Signal> signals) {
    List<TimelineRow> rows = new ArrayList<>();
    story.moves().forEach(it -> rows.add(of(it)));
    actions.forEach(it -> rows.add(of(it)));
    signals.forEach(it -> rows.add(of(it)));
    rows.sort(Comparator.comparing(TimelineRow::at));
    return List.copyOf(rows);
  }

  private static TimelineRow of(OrderStory.Move move) {
    return new TimelineRow(
        move.at(),
        "move",
        move.kind().name(),
        move.part(),
        move.from(),
        move.to(),
        move.actor(),
        move.cause(),
        (move.providerCode() + " " + move.providerMessage()).strip(),
        List.of());
  }

  private static TimelineRow of(AuditEntry action) {
    return new TimelineRow(
        action.at(),
        "action",
        action.action(),
        "",
        "",
        action.outcome().name(),
        action.actor().name(),
        (action.reason() + " " + action.detail()).strip(),
        "",
        List.of());
  }

  static TimelineRow of(Signal signal) {
    return switch (signal) {
      case Signal.Called call ->
          new TimelineRow(
              call.at(),
              "call",
              call.operation(),
              "",
              "",
              call.outcome(),
              call.gateway(),
              took(call.httpStatus(), call.error(), call.tookMs()),
              call.providerCode(),
              call.exchanges());
      case Signal.Notified it ->
          new TimelineRow(
              it.at(),
              "notification",
              "notification",
              "",
              "",
              it.status(),
              it.account(),
              "",
              "",
              List.of());
      case Signal.Delivered it -> of(it);
    };
  }

  private static TimelineRow of(Signal.Delivered it) {
    boolean tried = it.attempt() > 0;
    return new TimelineRow(
        it.at(),
        "webhook",
        it.event(),
        it.delivery(),
        "",
        tried ? (it.error().isEmpty() ? "DELIVERED" : "FAILED") : it.status(),
        it.endpoint(),
        tried
            ? "#" + it.attempt() + " · " + took(it.httpStatus(), it.error(), it.tookMs())
            : it.error(),
        "",
        List.of());
  }

  private static String took(int httpStatus, String error, int tookMs) {
    var answer = httpStatus == 0 ? "" : "HTTP " + httpStatus + " · ";
    return answer + tookMs + " ms" + (error.isEmpty() ? "" : " · " + error);
  }
}
