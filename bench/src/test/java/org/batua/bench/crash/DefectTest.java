package org.batua.bench.crash;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.batua.bench.process.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The defects that `./batua crash-test --prove` plants stay plantable.
class DefectTest {
  private static final int DEFECTS_MIN = 12;

  /// What a run says besides the names of its checks.
  private static final Set<String> OF_THE_RUN = Set.of("WEBHOOKS", "QUIET", "ALIVE");

  private static final Path HOME = Installation.ofThisProgram().home();

  static Stream<Defect> defects() {
    return Defect.in(HOME.resolve("bench/defects")).stream();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void its_patch_applies(Defect defect) throws Exception {
    var git =
        new ProcessBuilder("git", "apply", "--check", defect.patch().toString())
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).as(said).isZero();
  }

  @ParameterizedTest
  @MethodSource("defects")
  void it_says_what_is_wrong_and_which_checks_see_it(Defect defect) {
    var checks = Arrays.stream(Check.values()).map(Enum::name).collect(toSet());
    checks.addAll(OF_THE_RUN);
    assertThat(defect.what()).isNotEmpty();
    assertThat(checks).containsAll(defect.seenBy());
  }

  @Test
  void there_are_enough_of_them() {
    assertThat(defects()).hasSizeGreaterThanOrEqualTo(DEFECTS_MIN);
  }

  @Test
  void it_is_seen_in_what_its_checks_say_and_in_nothing_else() {
    var defect = defects().findFirst().orElseThrow();
    var check = defect.seenBy().getFirst();
    assertThat(defect.isSeenIn(List.of("BALANCES_AGREE: x", check + ": y"))).isTrue();
    assertThat(defect.isSeenIn(List.of("BALANCES_AGREE: x"))).isFalse();
  }
}
