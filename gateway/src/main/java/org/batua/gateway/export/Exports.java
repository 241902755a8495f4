package org.batua.gateway.export;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.lookup.ListFilter;
import org.batua.gateway.lookup.ListStore;
import org.batua.gateway.lookup.LookupStore;
import org.batua.gateway.lookup.Slice;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.Audit;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Permission;

/// Large lists as CSV: requested, written by a job part by part, fetched for some days. A part is
/// stored with the place at which the next one begins, so that a crash repeats no line.
public final class Exports {
  private static final int PART_LINES = 50_000;
  private static final int LINES_MAX = 1_000_000;
  private static final int SLICE = 1_000;

  /// A filter that matches little looks at many rows; then what there is becomes the part.
  private static final int SLICES_MAX = 200;

  private static final int RUNNING_MAX = 5;
  private static final int LISTED_MAX = 50;
  private static final int FORGOTTEN_AT_ONCE = 20;

  private final ExportStore store;
  private final Lists lists;
  private final Audit audit;
  private final Duration kept;
  private final Ids ids;
  private final InstantSource clock;

  /// What is exported.
  public record Lists(LookupStore orders, ListStore money) {}

  public Exports(
      ExportStore store, Lists lists, Audit audit, Duration kept, Ids ids, InstantSource clock) {
    this.store = store;
    this.lists = lists;
    this.audit = audit;
    this.kept = kept;
    this.ids = ids;
    this.clock = clock;
  }

  /// Lets an export be written.
  ///
  /// @return empty when too many of the merchant are under way
  public Optional<Export> request(
      Actor actor, MerchantId merchant, Export.Kind kind, ListFilter filter) {
    var export =
        new Export(
            "exp_" + ids.hex(8),
            merchant,
            kind,
            filter,
            actor.name(),
            clock.instant(),
            Optional.empty(),
            Slice.Place.TOP,
            0,
            0,
            /* cut= */ false);
    boolean made = store.insert(export, RUNNING_MAX);
    written(
        actor,
        export,
        "export requested",
        kind.name(),
        made ? AuditEntry.Outcome.DONE : AuditEntry.Outcome.REFUSED);
    return made ? Optional.of(export) : Optional.empty();
  }

  /// The latest ones of a merchant, newest first.
  public List<Export> latest(MerchantId merchant) {
    return store.latest(merchant, LISTED_MAX);
  }

  public Optional<Export> find(MerchantId merchant, String id) {
    return store.find(merchant, id);
  }

  /// Hands out a part, and writes down who took it.
  ///
  /// @param number from 1
  public Optional<String> fetch(Actor actor, Export export, int number) {
    var part = store.part(export, number);
    if (part.isPresent()) {
      var detail = "part " + number + " of " + export.parts();
      written(actor, export, "export downloaded", detail, AuditEntry.Outcome.DONE);
    }
    return part;
  }

  private void written(
      Actor actor, Export export, String action, String detail, AuditEntry.Outcome outcome) {
    audit.write(
        AuditEntry.Draft.of(actor, action, export.merchant().value(), export.id())
            .by(Permission.BOOKS_READ)
            .detail(detail),
        outcome);
  }

  /// Writes one part of each export that is not through.
  public void sweep() {
    for (var export : store.running(RUNNING_MAX)) {
      boolean _ = store.extend(export, part(export), clock.instant());
    }
  }

  /// Forgets exports that were kept long enough.
  public void forget() {
    var before = clock.instant().minus(kept);
    int gone;
    do {
      gone = store.forget(before, FORGOTTEN_AT_ONCE);
    } while (gone == FORGOTTEN_AT_ONCE);
  }

  private ExportStore.Addition part(Export export) {
    var merchant = export.merchant();
    var filter = export.filter();
    return switch (export.kind()) {
      case ORDERS ->
          part(
              export,
              Lines.ORDERS_HEADING,
              place -> lists.orders().orders(merchant, filter, place, SLICE),
              Lines::of);
      case PAYMENTS ->
          part(
              export,
              Lines.LISTED_HEADING,
              place -> lists.money().payments(merchant, filter, place, SLICE),
              Lines::of);
      case REFUNDS ->
          part(
              export,
              Lines.LISTED_HEADING,
              place -> lists.money().refunds(merchant, filter, place, SLICE),
              Lines::of);
      case TOPUPS ->
          part(
              export,
              Lines.LISTED_HEADING,
              place -> lists.money().topups(merchant, filter, place, SLICE),
              Lines::of);
    };
  }

  private static <T> ExportStore.Addition part(
      Export export,
      String heading,
      Function<Slice.Place, Slice<T>> read,
      Function<T, String> line) {
    var text = new StringBuilder(heading);
    int lines = 0;
    var next = Optional.of(export.next());
    for (int i = 0; i < SLICES_MAX && lines < PART_LINES && next.isPresent(); i++) {
      var slice = read.apply(next.get());
      slice.rows().forEach(it -> text.append(line.apply(it)));
      lines += slice.rows().size();
      next = slice.next();
    }
    boolean full = export.lines() + lines >= LINES_MAX;
    return new ExportStore.Addition(
        lines,
        text.toString(),
        full ? Optional.empty() : next,
        /* cut= */ full && next.isPresent());
  }
}
