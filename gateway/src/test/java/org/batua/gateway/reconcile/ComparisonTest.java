package org.batua.gateway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.resolution.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A side is written as `moved 100`, with `!` behind it when it lies outside of the period and
/// `@name` for the provider's own name of it; several are parted by `+`.
class ComparisonTest {
  private static final Instant AT = Instant.parse("2026-02-11T04:30:09Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // one name, one movement
        "moved 100            | moved 100              | ''",
        "moved 100            | moved 90               | OTHER_AMOUNT",
        "moved 100            | open 100               | OPEN_THERE",
        "moved 100            | not_moved 100          | OTHER_STATUS",
        "moved 100            | ''                     | MISSING_THERE",
        "open 100             | moved 100              | OPEN_HERE",
        "open 100             | moved 90               | OPEN_HERE OTHER_AMOUNT",
        "open 100             | open 100               | ''",
        "open 100             | not_moved 100          | OPEN_HERE",
        "open 100             | ''                     | ''",
        "not_moved 100        | moved 100              | OTHER_STATUS",
        "not_moved 100        | open 100               | OPEN_THERE",
        "not_moved 100        | not_moved 90           | ''",
        "not_moved 100        | ''                     | ''",
        "''                   | moved 100              | MISSING_HERE",
        "''                   | open 100               | MISSING_HERE",
        "''                   | not_moved 100          | ''",
        // several lines tell of one movement
        "moved 100            | open 100+moved 100     | ''",
        "open 100             | open 100+moved 100     | OPEN_HERE",
        "open 100             | open 100+not_moved 100 | OPEN_HERE",
        "moved 100            | moved 100+moved 100    | TWICE_THERE",
        "moved 100            | moved 90+moved 100     | TWICE_THERE",
        "not_moved 100        | not_moved 100+moved 100| OTHER_STATUS",
        // outside of the period nothing is a difference of its own
        "moved 100!           | moved 90!              | ''",
        "moved 100!           | ''                     | ''",
        "''                   | moved 100!             | ''",
        "moved 100!           | moved 90               | OTHER_AMOUNT",
        "moved 100            | moved 90!              | OTHER_AMOUNT",
        "moved 100            | moved 100!             | ''",
      })
  void movements_with_a_name_of_their_own(String ours, String theirs, String differences) {
    assertThat(differences(MatchGroup.Naming.OWN, ours, theirs)).isEqualTo(differences);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "moved 50+moved 50          | moved 50+moved 50          | ''",
        "moved 50+moved 60          | moved 60+moved 50          | ''",
        "moved 50+moved 60          | moved 60                   | MISSING_THERE",
        "moved 50                   | moved 50+moved 50          | MISSING_HERE",
        "moved 50+moved 60          | moved 50+moved 61          | OTHER_AMOUNT",
        "not_moved 50+moved 50      | not_moved 50+moved 50      | ''",
        "moved 50+not_moved 50      | moved 50                   | ''",
        "open 50+moved 50           | moved 50+moved 50          | OPEN_HERE",
        "moved 50@a+moved 60@b      | moved 70@b+moved 50@a      | OTHER_AMOUNT",
        // both sides name it, and it is the other one whose amount is wrong
        "moved 50@a+moved 60@b      | moved 60@a+moved 60@b      | OTHER_AMOUNT",
        "moved 50+moved 60+moved 70 | moved 51+moved 61+moved 70 | "
            + "MISSING_THERE MISSING_THERE MISSING_HERE MISSING_HERE",
        "open 50                    | ''                         | ''",
        "''                         | moved 50                   | MISSING_HERE",
      })
  void refunds_that_share_the_name_of_their_debit(String ours, String theirs, String differences) {
    assertThat(differences(MatchGroup.Naming.OF_ITS_DEBIT, ours, theirs)).isEqualTo(differences);
  }

  @Test
  void what_is_at_stake_is_the_gap_between_two_amounts_or_the_one_there_is() {
    assertThat(first("moved 100", "moved 90").atStake()).isEqualTo(Money.inr(10));
    assertThat(first("moved 90", "moved 100").atStake()).isEqualTo(Money.inr(10));
    assertThat(first("moved 90", "").atStake()).isEqualTo(Money.inr(90));
    assertThat(first("", "moved 80").atStake()).isEqualTo(Money.inr(80));
  }

  private static Difference first(String ours, String theirs) {
    return found(MatchGroup.Naming.OWN, ours, theirs).getFirst();
  }

  private static String differences(MatchGroup.Naming naming, String ours, String theirs) {
    return String.join(
        " ",
        found(naming, ours, theirs).stream().map(difference -> difference.kind().name()).toList());
  }

  private static List<Difference> found(MatchGroup.Naming naming, String ours, String theirs) {
    List<BookEntry> here = new ArrayList<>();
    List<StatementEntry> there = new ArrayList<>();
    sides(ours).forEach(side -> here.add(side.ours(here.size())));
    sides(theirs).forEach(side -> there.add(side.theirs(there.size())));
    return Comparison.differences(
        new MatchGroup(Transaction.Kind.DEBIT, "name", naming, here, there));
  }

  private static List<Side> sides(String text) {
    return text.isBlank()
        ? List.of()
        : List.of(text.split("\\+", -1)).stream().map(Side::of).toList();
  }

  private record Side(MoneyState state, Money amount, String name, Time time) {
    static Side of(String text) {
      var words = text.strip().replace("!", "").split("[ @]", -1);
      return new Side(
          MoneyState.valueOf(words[0].toUpperCase(Locale.ROOT)),
          Money.inr(Long.parseLong(words[1])),
          words.length > 2 ? words[2] : "",
          text.contains("!") ? Time.OUTSIDE : Time.WITHIN);
    }

    BookEntry ours(int index) {
      var reference = new Reference("01KJY45838WBWYGM18KGERV6R6");
      return new BookEntry(
          "id" + index, "o", reference, name, amount, state, "", Optional.of(AT), time);
    }

    StatementEntry theirs(int index) {
      return new StatementEntry(index, name, amount, state, AT, time);
    }
  }
}
