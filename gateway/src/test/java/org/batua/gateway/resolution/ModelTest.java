package org.batua.gateway.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.order.RefundStatus;
import org.batua.gateway.topup.TopupStatus;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The protocol of a payment, its refund and a top-up, checked exhaustively by Spin;
/// `docs/model.md` explains it. The variants are the protocol with a mistake, which the checker has
/// to find.
@Tag("process")
@Order(3)
class ModelTest {
  private static final Path MODELS = Path.of("..", "model").toAbsolutePath().normalize();
  private static final int SECONDS_MAX = 240;
  private static final Pattern ARROW =
      Pattern.compile(
          "\\(a == (\\w+) && \\(((?:b == \\w+[ |\\\\\\s]*)+)\\)\\)|"
              + "\\(a == (\\w+) && b == (\\w+)\\)");
  private static final Pattern TARGET = Pattern.compile("b == (\\w+)");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"payment", "refund"})
  @Tag("proof")
  void the_books_end_with_what_the_provider_did(String model) throws Exception {
    assertHolds(model);
  }

  /// The smallest of the models, at every change.
  @Test
  void a_topup_ends_with_what_the_provider_did() throws Exception {
    assertHolds("topup");
  }

  private void assertHolds(String model) throws Exception {
    var said = check(model, "-O1");

    assertThat(said).contains("errors: 0").contains("Full statespace search");
    assertThat(said).doesNotContain("Search not completed");
  }

  @ParameterizedTest
  @CsvSource({
    "payment, CRACK_STALE_ANSWER",
    "payment, CRACK_NOT_FOUND_IS_THE_END",
    "payment, CRACK_AGE_WHEN_USED",
    "payment, CRACK_LATE_SENDER_DECIDES",
    "refund, CRACK_NOT_FOUND_FREES_THE_AMOUNT",
    "topup, CRACK_NOT_FOUND_IS_THE_END"
  })
  @Tag("proof")
  void a_mistake_in_the_protocol_is_found(String model, String variant) throws Exception {
    assertThat(check(model, "-O0", "-D" + variant)).contains("assertion violated");
  }

  @Test
  void payments_move_in_the_model_as_in_the_code() throws IOException {
    assertThat(arrows("payment")).isEqualTo(arrows(PaymentStatus.values(), PaymentStatus::next));
  }

  @Test
  void refunds_move_in_the_model_as_in_the_code() throws IOException {
    assertThat(arrows("refund")).isEqualTo(arrows(RefundStatus.values(), RefundStatus::next));
  }

  @Test
  void topups_move_in_the_model_as_in_the_code() throws IOException {
    assertThat(arrows("topup")).isEqualTo(arrows(TopupStatus.values(), TopupStatus::next));
  }

  /// What Spin says after looking at every state.
  ///
  /// @param optimization of the C compiler, which takes longer than a mistake that is found at once
  private String check(String model, String optimization, String... definitions) throws Exception {
    var generate = new ArrayList<>(List.of("spin", "-a"));
    generate.addAll(List.of(definitions));
    generate.add(MODELS.resolve(model + ".pml").toString());
    run(generate);
    run(List.of("gcc", "-w", optimization, "-DSAFETY", "-DMEMLIM=3000", "-o", "pan", "pan.c"));
    return run(List.of("./pan", "-m200000", "-w24"));
  }

  private String run(List<String> command) throws Exception {
    var log = folder.resolve("log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new AssertionError(
          command.getFirst() + ": not found (expected: apt-get install spin gcc)", e);
    }
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as(command + "").isTrue();
    var said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static Set<String> arrows(String model) throws IOException {
    var text = Files.readString(MODELS.resolve(model + ".pml"));
    int start = text.indexOf("#define MAY(");
    var table = text.substring(start, text.indexOf("\n\n", start));
    var arrows = new TreeSet<String>();
    ARROW
        .matcher(table)
        .results()
        .forEach(
            row -> {
              var from = row.group(1) == null ? row.group(3) : row.group(1);
              TARGET
                  .matcher(row.group())
                  .results()
                  .forEach(to -> arrows.add(from + " " + to.group(1)));
            });
    // how the first one comes to be is no move of the enum
    arrows.removeIf(it -> it.startsWith("NONE "));
    return arrows;
  }

  private static <S extends Enum<S>> Set<String> arrows(S[] values, Function<S, Set<S>> next) {
    var arrows = new TreeSet<String>();
    Stream.of(values)
        .forEach(from -> next.apply(from).forEach(to -> arrows.add(from.name() + " " + to.name())));
    return arrows;
  }
}
