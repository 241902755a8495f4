package org.batua.gateway.connector.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an exchange about money proves, whichever provider it was with.
class OutcomeClassifierTest {
  private static final Money ASKED = Money.inr(10_50);
  private static final ProviderResponse RAW = ProviderResponse.of("0", "said", 200);
  private static final TransportFailure TROUBLE =
      new TransportFailure(Cause.TIMEOUT, ProviderResponse.NONE);
  private static final ParsedStatus MOVED = new ParsedStatus.Moved("p1", Optional.empty());
  private static final ParsedStatus NO =
      new ParsedStatus.Refused(Refusal.of(ProviderError.INSUFFICIENT_BALANCE, RAW));
  private static final ParsedStatus PENDING = new ParsedStatus.Processing(Optional.of("p1"));
  private static final ParsedStatus UNKNOWN_CODE = new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
  private static final ParsedStatus UNREADABLE = new ParsedStatus.Unclear(Cause.UNREADABLE);

  private static ParsedAnswer answer(ParsedStatus parsed) {
    return answer(parsed, Signature.RIGHT, "REF", "10.5", "INR");
  }

  private static ParsedAnswer answer(
      ParsedStatus parsed, Signature signature, String reference, String amount, String currency) {
    return new ParsedAnswer(
        parsed,
        signature,
        Optional.of(reference),
        Optional.of(new BigDecimal(amount)),
        Optional.of(currency),
        RAW);
  }

  private static OutcomeClassifier answers(ParsedAnswer answer) {
    return new OutcomeClassifier("REF", ASKED, _ -> answer);
  }

  private static Transport.Exchange http(int status) {
    return new Transport.Exchange.Answered(status, Map.of(), "");
  }

  private static Outcome outcome(int status, ParsedStatus parsed) {
    return answers(answer(parsed)).outcome(http(status));
  }

  private static Inquiry inquiry(int status, ParsedStatus parsed) {
    return answers(answer(parsed)).inquiry(http(status));
  }

  private static Outcome unknown(Cause cause) {
    return new Outcome.Unknown(new TransportFailure(cause, RAW));
  }

  private static Inquiry cannotTell(Cause cause) {
    return new Inquiry.CannotTell(new TransportFailure(cause, RAW));
  }

  @Test
  void what_never_left_is_not_sent_and_what_got_lost_is_unknown() {
    var answers = answers(answer(MOVED));

    assertThat(answers.outcome(new Transport.Exchange.NotSent(TROUBLE)))
        .isEqualTo(new Outcome.NotSent(TROUBLE));
    assertThat(answers.outcome(new Transport.Exchange.Lost(TROUBLE)))
        .isEqualTo(new Outcome.Unknown(TROUBLE));
    assertThat(answers.inquiry(new Transport.Exchange.NotSent(TROUBLE)))
        .isEqualTo(new Inquiry.CannotTell(TROUBLE));
    assertThat(answers.inquiry(new Transport.Exchange.Lost(TROUBLE)))
        .isEqualTo(new Inquiry.CannotTell(TROUBLE));
  }

  @Test
  void a_success_that_repeats_what_was_asked_counts() {
    var succeeded = new Outcome.Succeeded("p1", ASKED, Optional.empty(), RAW);

    assertThat(outcome(200, MOVED)).isEqualTo(succeeded);
    assertThat(inquiry(200, MOVED)).isEqualTo(new Inquiry.Found(succeeded));
  }

  @Test
  void a_success_that_repeats_nothing_counts_too() {
    var answer =
        new ParsedAnswer(
            MOVED, Signature.NOT_NEEDED, Optional.empty(), Optional.empty(), Optional.empty(), RAW);

    assertThat(answers(answer).outcome(http(200))).isInstanceOf(Outcome.Succeeded.class);
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG, REF, 10.50, INR",
    "RIGHT, OTHER, 10.50, INR",
    "RIGHT, REF, 10.51, INR",
    "RIGHT, REF, 10.500001, INR",
    "RIGHT, REF, 1050, INR",
    "RIGHT, REF, -10.50, INR",
    "RIGHT, REF, 10.50, IDR"
  })
  void a_success_that_does_not_fit_is_unknown(
      Signature signature, String reference, String amount, String currency) {
    var answer = answer(MOVED, signature, reference, amount, currency);

    assertThat(answers(answer).outcome(http(200))).isEqualTo(unknown(Cause.INTEGRITY));
  }

  @Test
  void an_inquiry_about_another_amount_is_found_but_unknown() {
    var answer = answer(MOVED, Signature.RIGHT, "REF", "10.49", "INR");

    assertThat(answers(answer).inquiry(http(200)))
        .isEqualTo(new Inquiry.Found(unknown(Cause.INTEGRITY)));
  }

  @ParameterizedTest
  @CsvSource({"WRONG, REF", "RIGHT, OTHER"})
  void an_inquiry_whose_answer_is_not_about_ours_tells_nothing(
      Signature signature, String reference) {
    var answer = answer(NO, signature, reference, "10.50", "INR");

    assertThat(answers(answer).inquiry(http(200))).isEqualTo(cannotTell(Cause.INTEGRITY));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 400, 403, 429, 500, 503})
  void a_definite_refusal_counts_at_any_status(int status) {
    assertThat(outcome(status, NO)).isInstanceOf(Outcome.Declined.class);
  }

  @Test
  void a_refusal_with_a_wrong_signature_is_unknown() {
    var forged = answer(NO, Signature.WRONG, "REF", "10.50", "INR");

    assertThat(answers(forged).outcome(http(200))).isEqualTo(unknown(Cause.INTEGRITY));
  }

  @ParameterizedTest
  @CsvSource({
    "301, HTTP_ERROR",
    "404, HTTP_ERROR",
    "429, RATE_LIMITED",
    "500, HTTP_ERROR",
    "503, HTTP_ERROR"
  })
  void anything_but_a_refusal_is_unknown_with_an_error_status(int status, Cause cause) {
    assertThat(outcome(status, MOVED)).isEqualTo(unknown(cause));
    assertThat(outcome(status, PENDING)).isEqualTo(unknown(cause));
    assertThat(outcome(status, UNKNOWN_CODE)).isEqualTo(unknown(cause));
    assertThat(outcome(status, UNREADABLE)).isEqualTo(unknown(cause));
    assertThat(inquiry(status, MOVED)).isEqualTo(cannotTell(cause));
  }

  @Test
  void keys_that_are_refused_in_the_providers_own_form_decline() {
    assertThat(outcome(401, UNKNOWN_CODE))
        .isEqualTo(new Outcome.Declined(Refusal.of(ProviderError.PROVIDER_CONFIG, RAW)));
    assertThat(outcome(403, UNREADABLE)).isEqualTo(unknown(Cause.HTTP_ERROR));
  }

  @Test
  void unclear_answers_are_unknown_with_their_cause() {
    assertThat(outcome(200, UNKNOWN_CODE)).isEqualTo(unknown(Cause.UNKNOWN_CODE));
    assertThat(outcome(200, UNREADABLE)).isEqualTo(unknown(Cause.UNREADABLE));
    assertThat(outcome(200, new ParsedStatus.NotKnown())).isEqualTo(unknown(Cause.UNKNOWN_CODE));
    assertThat(inquiry(200, UNKNOWN_CODE)).isEqualTo(cannotTell(Cause.UNKNOWN_CODE));
  }

  @Test
  void pending_and_waiting_for_the_customer_are_passed_on() {
    var page = new CustomerPage.Link(URI.create("https://pay.example/1"));

    assertThat(outcome(200, PENDING)).isEqualTo(new Outcome.Pending(Optional.of("p1"), RAW));
    assertThat(outcome(202, new ParsedStatus.CustomerNeeded(page, Optional.empty())))
        .isEqualTo(new Outcome.NeedsCustomer(page, Optional.empty(), RAW));
  }

  @Test
  void an_unknown_reference_is_not_found_but_not_on_a_server_error() {
    assertThat(inquiry(200, new ParsedStatus.NotKnown())).isEqualTo(new Inquiry.NotFound(RAW));
    assertThat(inquiry(404, new ParsedStatus.NotKnown())).isEqualTo(new Inquiry.NotFound(RAW));
    assertThat(inquiry(429, new ParsedStatus.NotKnown())).isEqualTo(cannotTell(Cause.RATE_LIMITED));
    assertThat(inquiry(500, new ParsedStatus.NotKnown())).isEqualTo(cannotTell(Cause.HTTP_ERROR));
  }
}
