package org.batua.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.topup.TopupStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `docs/states.md`, its diagrams, the enums and the database's checks say the same.
class StatusDocumentTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|.*\\|([^|]*)\\|$");
  private static final Pattern EDGE = Pattern.compile("(?m)^ {2}([A-Z_]+) --> ([A-Z_]+)$");
  private static final Pattern WORD = Pattern.compile("[A-Z_]{3,}");
  private static final Pattern QUOTED = Pattern.compile("status (?:in|= ANY) \\((.*?)\\)");

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @Test
  void payments() throws IOException {
    var next = moves(PaymentStatus.values(), PaymentStatus::next);
    assertSame("PaymentStatus", next, "select pg_get_functiondef('is_sound_txn'::regproc)");
  }

  @Test
  void refunds() throws IOException {
    var next = moves(RefundStatus.values(), RefundStatus::next);
    assertSame("RefundStatus", next, check("refund_status_check"));
  }

  @Test
  void topups() throws IOException {
    var next = moves(TopupStatus.values(), TopupStatus::next);
    assertSame("TopupStatus", next, check("topup_status_check"));
  }

  private static void assertSame(String heading, Map<String, Set<String>> next, String constraint)
      throws IOException {
    var section = section(heading);
    Map<String, Set<String>> table = new TreeMap<>();
    Map<String, Set<String>> diagram = new TreeMap<>();
    next.keySet().forEach(status -> diagram.put(status, new TreeSet<>()));
    ROW.matcher(section).results().forEach(it -> table.put(it.group(1), words(it.group(2))));
    EDGE.matcher(section)
        .results()
        .forEach(it -> diagram.computeIfAbsent(it.group(1), _ -> new TreeSet<>()).add(it.group(2)));
    assertThat(table).as("table").isEqualTo(next);
    assertThat(diagram).as("diagram").isEqualTo(next);
    assertThat(allowed(constraint)).as("check").isEqualTo(next.keySet());
  }

  private static <S extends Enum<S>> Map<String, Set<String>> moves(
      S[] statuses, Function<S, Set<S>> next) {
    Map<String, Set<String>> moves = new TreeMap<>();
    Arrays.stream(statuses).forEach(it -> moves.put(it.name(), names(next.apply(it).stream())));
    return moves;
  }

  private static Set<String> names(Stream<? extends Enum<?>> statuses) {
    var names = new TreeSet<String>();
    statuses.forEach(it -> names.add(it.name()));
    return names;
  }

  private static Set<String> words(String text) {
    var words = new TreeSet<String>();
    WORD.matcher(text).results().forEach(it -> words.add(it.group()));
    return words;
  }

  /// The longest list of statuses that a constraint has: the one of all that there are.
  private static Set<String> allowed(String constraint) {
    var text =
        GATEWAY
            .tables()
            .withHandle(handle -> handle.select(constraint).mapTo(String.class).one())
            .replaceAll("\\s+", " ");
    return QUOTED
        .matcher(text)
        .results()
        .map(it -> words(it.group(1).replace("ARRAY", "").replace("ANY", "")))
        .max((one, other) -> Integer.compare(one.size(), other.size()))
        .orElseThrow();
  }

  private static String check(String name) {
    return "select replace(pg_get_constraintdef(oid), '(status', 'status') from pg_constraint"
        + " where conname = '"
        + name
        + "'";
  }

  private static String section(String heading) throws IOException {
    // tests run in the module's folder
    var text = Files.readString(Path.of("../docs/states.md"));
    var from = text.indexOf("## " + heading);
    var end = text.indexOf("\n## ", from + 1);
    return text.substring(from, end < 0 ? text.length() : end);
  }
}
