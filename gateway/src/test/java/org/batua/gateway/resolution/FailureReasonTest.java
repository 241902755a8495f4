package org.batua.gateway.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureReasonTest {
  @ParameterizedTest
  @EnumSource
  void a_refusal_of_a_provider_keeps_its_name(ProviderError error) {
    assertThat(FailureReason.of(error).code()).isEqualTo(error.name());
  }

  @ParameterizedTest
  @EnumSource
  void what_is_stored_is_read_again(FailureReason reason) {
    assertThat(FailureReason.parse(reason.code())).contains(reason);
    assertThat(FailureReason.parse("")).isEqualTo(Optional.empty());
  }
}
