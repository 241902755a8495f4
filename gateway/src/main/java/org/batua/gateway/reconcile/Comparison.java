package org.batua.gateway.reconcile;

import static org.batua.gateway.reconcile.MoneyState.MOVED;
import static org.batua.gateway.reconcile.MoneyState.NOT_MOVED;
import static org.batua.gateway.reconcile.MoneyState.OPEN;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.batua.gateway.reconcile.Difference.Kind;
import org.batua.gateway.reconcile.MatchGroup.Naming;

/// Compares what goes by one name on both sides. Pure: it knows neither file nor database.
final class Comparison {
  /// Which movements are the same one, from certain to likely. Refunds that share their debit's
  /// name can only be told apart by amount, unless both sides know the provider's own name.
  private static final List<BiPredicate<BookEntry, StatementEntry>> SAME =
      List.of(
          (here, there) -> sameReference(here, there) && sameAmount(here, there),
          (here, there) -> sameAmount(here, there) && here.state() == there.state(),
          Comparison::sameReference,
          Comparison::sameAmount);

  private static final List<MoneyState> FINAL_FIRST = List.of(MOVED, NOT_MOVED, OPEN);

  private final MatchGroup group;
  private final List<BookEntry> here;
  private final List<StatementEntry> there;
  private final List<Difference> found = new ArrayList<>();

  private Comparison(MatchGroup group) {
    this.group = group;
    this.here = new ArrayList<>(group.ours());
    this.there = new ArrayList<>(group.theirs());
    here.sort(Comparator.comparing(BookEntry::state));
    there.sort(Comparator.comparing(StatementEntry::state).thenComparingLong(StatementEntry::line));
  }

  static List<Difference> differences(MatchGroup group) {
    var comparison = new Comparison(group);
    switch (group.naming()) {
      case OWN -> comparison.pairByName();
      case OF_ITS_DEBIT -> comparison.pairByLikeness();
    }
    comparison.tellWhatIsAlone();
    return comparison.found;
  }

  private static boolean sameReference(BookEntry here, StatementEntry there) {
    return !here.providerReference().isEmpty()
        && here.providerReference().equals(there.providerReference());
  }

  private static boolean sameAmount(BookEntry here, StatementEntry there) {
    return here.amount().equals(there.amount());
  }

  private void pair(BiPredicate<BookEntry, StatementEntry> same) {
    for (var ours : List.copyOf(here)) {
      var match = there.stream().filter(it -> same.test(ours, it)).findFirst();
      match.ifPresent(theirs -> take(ours, theirs));
    }
  }

  /// A statement may tell several times of one movement; the line that is most final counts.
  private void pairByName() {
    if (!here.isEmpty()) {
      var ours = here.getFirst();
      there.stream()
          .min(
              Comparator.comparingInt((StatementEntry it) -> FINAL_FIRST.indexOf(it.state()))
                  .thenComparingInt(it -> sameAmount(ours, it) ? 0 : 1)
                  .thenComparingLong(StatementEntry::line))
          .ifPresent(theirs -> take(ours, theirs));
    }
  }

  private void pairByLikeness() {
    SAME.forEach(this::pair);
    if (here.size() == 1 && there.size() == 1) {
      take(here.getFirst(), there.getFirst());
    }
  }

  private void take(BookEntry ours, StatementEntry theirs) {
    here.remove(ours);
    there.remove(theirs);
    if (ours.time() == Time.OUTSIDE && theirs.time() == Time.OUTSIDE) {
      return;
    }
    state(ours.state(), theirs.state()).ifPresent(kind -> tell(kind, ours, theirs));
    if (theirs.state() == MOVED && ours.state() != NOT_MOVED && !sameAmount(ours, theirs)) {
      tell(Kind.OTHER_AMOUNT, ours, theirs);
    }
  }

  private static Optional<Kind> state(MoneyState here, MoneyState there) {
    if (here == there) {
      return Optional.empty();
    }
    if (here == OPEN) {
      return Optional.of(Kind.OPEN_HERE);
    }
    return Optional.of(there == OPEN ? Kind.OPEN_THERE : Kind.OTHER_STATUS);
  }

  /// What neither side moved needs no counterpart.
  private void tellWhatIsAlone() {
    here.stream()
        .filter(it -> it.time() == Time.WITHIN && it.state() == MOVED)
        .forEach(it -> tell(Kind.MISSING_THERE, Optional.of(it), Optional.empty()));
    there.stream()
        .filter(it -> it.time() == Time.WITHIN)
        .forEach(it -> alone(it.state()).ifPresent(kind -> tellAlone(kind, it)));
  }

  /// A statement may have several lines about one movement, but only one of them may move money.
  private Optional<Kind> alone(MoneyState state) {
    boolean known = group.naming() == Naming.OWN && !group.ours().isEmpty();
    return switch (state) {
      case MOVED -> Optional.of(known ? Kind.TWICE_THERE : Kind.MISSING_HERE);
      case OPEN -> known ? Optional.empty() : Optional.of(Kind.MISSING_HERE);
      case NOT_MOVED -> Optional.empty();
    };
  }

  private void tellAlone(Kind kind, StatementEntry theirs) {
    var known =
        kind == Kind.TWICE_THERE ? group.ours().stream().findFirst() : Optional.<BookEntry>empty();
    tell(kind, known, Optional.of(theirs));
  }

  private void tell(Kind kind, BookEntry ours, StatementEntry theirs) {
    tell(kind, Optional.of(ours), Optional.of(theirs));
  }

  private void tell(Kind kind, Optional<BookEntry> ours, Optional<StatementEntry> theirs) {
    found.add(new Difference(kind, group.kind(), group.name(), ours, theirs));
  }
}
