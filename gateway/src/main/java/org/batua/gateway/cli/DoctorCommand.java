package org.batua.gateway.cli;

import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Checks this machine, the configuration, the database and the providers.
@Command(
    name = "doctor",
    description = {
      "Check this machine, the configuration, the database and the providers.",
      "Changes nothing, but starts the PostgreSQL of the data directory if it has one to itself."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:all is well", "1:something is to be done"})
public final class DoctorCommand implements Callable<Integer> {
  private static final int SOMETHING_TO_DO = 1;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Override
  public Integer call() {
    var findings = new Doctor(options::read, InstantSource.system()).examine();
    for (var finding : findings) {
      Output.of(spec)
          .println(
              "%-8s %-16s %s"
                  .formatted(
                      finding.grade().name().toLowerCase(Locale.ROOT),
                      finding.what(),
                      finding.text()));
    }
    long wrong =
        findings.stream().filter(finding -> finding.grade() == Finding.Grade.WRONG).count();
    Output.of(spec).println(wrong == 0 ? "all is well" : wrong + " to be done");
    return wrong == 0 ? 0 : SOMETHING_TO_DO;
  }
}
