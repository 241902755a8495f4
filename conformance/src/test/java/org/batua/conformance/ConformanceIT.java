package org.batua.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.batua.conformance.checks.Checks;
import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.Check;
import org.batua.conformance.kit.Needs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Batua passes the whole suite, and the suite finds each of the mistakes that are made on purpose.
@Tag("proof")
class ConformanceIT {
  @TempDir static Path place;
  private static OwnServer server;

  @BeforeAll
  static void start() throws IOException {
    server = OwnServer.start(place);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void our_own_server_passes_every_check() {
    var account = new Account(server.target(server.url()), "own");

    var results = new Runner(account, EnumSet.allOf(Needs.class)).run(Checks.all(), _ -> {});

    assertThat(results).hasSizeGreaterThanOrEqualTo(150);
    assertThat(results)
        .allSatisfy(
            it -> assertThat(it.verdict()).as(Report.line(it)).isEqualTo(Result.Verdict.PASSED));
  }

  @ParameterizedTest
  @EnumSource
  void a_seeded_deviation_is_found_by_its_check(SeededDeviation deviation) throws IOException {
    try (var proxy = new DeviatingProxy(server.url(), server.apiKey(), deviation)) {
      var run = deviation.name().toLowerCase(Locale.ROOT);
      var account = new Account(server.target(proxy.url()), run.substring(0, 8));

      var result = run(account, deviation.check());

      assertThat(result.verdict()).as(Report.line(result)).isEqualTo(Result.Verdict.FAILED);
    }
  }

  private static Result run(Account account, String name) {
    List<Check> named = Checks.all().stream().filter(it -> it.name().equals(name)).toList();
    assertThat(named).as(name).hasSize(1);
    return new Runner(account, EnumSet.allOf(Needs.class)).run(named, _ -> {}).getFirst();
  }
}
