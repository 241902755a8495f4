package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads what all tests of this module made the gateway log, after the last of them has ended: of
/// the quick ones and of the proofs.
@Tag("log")
class RunLogIT {
  private static final Path LOG = Path.of("target/test-run.log");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key_[0-9a-f]{64}",
        "tkn_[0-9a-f]{32}",
        "tok_[a-z2-7]{60}",
        "ordeh_[0-9a-f]{32}",
        "wtpup_[0-9a-z]{16}",
        "whsec_[A-Za-z0-9+/]{24}",
        "Basic [A-Za-z0-9+/]{8,}",
        "password=",
        GatewayFixture.PROVIDER_KEY,
      })
  void nothing_of_the_form_of_a_secret_is_logged_by_any_test(String form) throws IOException {
    var log = Files.readString(LOG);
    assertThat(log).contains("\"message\":\"request\"");
    var found = Pattern.compile(form).matcher(log);
    assertThat(found.find()).as(form).isFalse();
  }
}
