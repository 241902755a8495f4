package org.batua.gateway.connector.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignedReturnTest {
  private static final Set<String> KNOWN = Set.of("a", "sig");

  @Test
  void what_others_added_does_not_make_it_forged() {
    var signed = Map.of("a", "1", "sig", "s");
    assertThat(new SignedReturn(signed).isSigned(KNOWN, signed::equals)).isTrue();
    var added = Map.of("a", "1", "sig", "s", "fbclid", "x", "utm_source", "");
    assertThat(new SignedReturn(added).isSigned(KNOWN, signed::equals)).isTrue();
  }

  @Test
  void a_field_that_the_provider_added_counts() {
    var signed = Map.of("a", "1", "new", "2", "sig", "s");
    assertThat(new SignedReturn(signed).isSigned(KNOWN, signed::equals)).isTrue();
  }

  @Test
  void what_is_not_signed_is_forged() {
    var given = Map.of("a", "2", "sig", "s");
    assertThat(new SignedReturn(given).isSigned(KNOWN, Map.of("a", "1")::equals)).isFalse();
  }
}
