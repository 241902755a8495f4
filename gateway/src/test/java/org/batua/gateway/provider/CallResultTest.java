package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.junit.jupiter.api.Test;

class CallResultTest {
  private static final ProviderResponse RESPONSE = ProviderResponse.of("33", "words", 200);
  private static final Refusal REFUSAL = Refusal.of(ProviderError.INSUFFICIENT_BALANCE, RESPONSE);
  private static final TransportFailure FAILURE = new TransportFailure(Cause.TIMEOUT, RESPONSE);

  private static final CallResult REFUSED =
      new CallResult(CallOutcome.REFUSED, "INSUFFICIENT_BALANCE", "33");
  private static final CallResult UNAVAILABLE =
      new CallResult(CallOutcome.UNAVAILABLE, "TIMEOUT", "33");
  private static final CallResult UNKNOWN = new CallResult(CallOutcome.UNKNOWN, "TIMEOUT", "33");

  @Test
  void an_outcome_of_money_keeps_its_kind_its_error_and_the_providers_code() {
    var succeeded = new Outcome.Succeeded("t1", Money.inr(100), Optional.empty(), RESPONSE);
    assertThat(CallResult.of(succeeded)).isEqualTo(new CallResult(CallOutcome.SUCCEEDED, "", "33"));
    assertThat(CallResult.of(new Outcome.Declined(REFUSAL))).isEqualTo(REFUSED);
    assertThat(CallResult.of(new Outcome.NotSent(FAILURE)))
        .isEqualTo(new CallResult(CallOutcome.NOT_SENT, "TIMEOUT", "33"));
    assertThat(CallResult.of(new Outcome.Unknown(FAILURE))).isEqualTo(UNKNOWN);
  }

  @Test
  void an_inquiry_is_what_it_found_or_that_it_found_nothing() {
    assertThat(CallResult.of(new Inquiry.Found(new Outcome.Declined(REFUSAL)))).isEqualTo(REFUSED);
    assertThat(CallResult.of(new Inquiry.NotFound(RESPONSE)))
        .isEqualTo(new CallResult(CallOutcome.NOT_FOUND, "", "33"));
    assertThat(CallResult.of(new Inquiry.CannotTell(FAILURE))).isEqualTo(UNAVAILABLE);
  }

  @Test
  void a_refusal_is_one_whatever_was_asked_for() {
    assertThat(CallResult.of(new Linking.Start.Refused(REFUSAL))).isEqualTo(REFUSED);
    assertThat(CallResult.of(new Linking.Result.Refused(REFUSAL))).isEqualTo(REFUSED);
    assertThat(CallResult.of(new RedirectLinking.Start.Refused(REFUSAL))).isEqualTo(REFUSED);
    assertThat(CallResult.of(new RedirectLinking.Result.Refused(REFUSAL))).isEqualTo(REFUSED);
    assertThat(CallResult.of(new Balances.Result.Refused(REFUSAL))).isEqualTo(REFUSED);
    assertThat(CallResult.of(new Renewal.Result.Refused(REFUSAL))).isEqualTo(REFUSED);
    assertThat(CallResult.of(new Delinking.Result.Refused(REFUSAL))).isEqualTo(REFUSED);
    assertThat(CallResult.of(new HostedTopups.Start.Refused(REFUSAL))).isEqualTo(REFUSED);
  }

  /// Only where the call may have had its effect it is unknown.
  @Test
  void a_failure_without_effect_is_unavailable_and_one_with_perhaps_an_effect_unknown() {
    assertThat(CallResult.of(new Linking.Start.Unavailable(FAILURE))).isEqualTo(UNAVAILABLE);
    assertThat(CallResult.of(new Linking.Result.Unavailable(FAILURE))).isEqualTo(UNAVAILABLE);
    assertThat(CallResult.of(new Linking.Result.Unknown(FAILURE))).isEqualTo(UNKNOWN);
    assertThat(CallResult.of(new RedirectLinking.Result.Unknown(FAILURE))).isEqualTo(UNKNOWN);
    assertThat(CallResult.of(new Balances.Result.Unavailable(FAILURE))).isEqualTo(UNAVAILABLE);
    assertThat(CallResult.of(new Renewal.Result.Unavailable(FAILURE))).isEqualTo(UNAVAILABLE);
    assertThat(CallResult.of(new Delinking.Result.Unavailable(FAILURE))).isEqualTo(UNAVAILABLE);
    assertThat(CallResult.of(new HostedTopups.Start.Unavailable(FAILURE))).isEqualTo(UNAVAILABLE);
  }

  @Test
  void a_return_that_is_not_the_providers_is_forged() {
    assertThat(CallResult.ofReturn(true)).isEqualTo(CallResult.SUCCEEDED);
    assertThat(CallResult.ofReturn(false).outcome()).isEqualTo(CallOutcome.FORGED);
    assertThat(CallResult.of(new Balances.Result.Undisclosed())).isEqualTo(CallResult.SUCCEEDED);
  }
}
