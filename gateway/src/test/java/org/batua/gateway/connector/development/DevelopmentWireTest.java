package org.batua.gateway.connector.development;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import org.batua.gateway.connector.answer.ParsedStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevelopmentWireTest extends DevelopmentPlayback {
  private DevelopmentReply ask(int status, String body) {
    return DevelopmentWire.of(signed("balance", status, body)).ask("balance", Map.of("a", "b"));
  }

  private ParsedAnswer moved(String body) {
    var answered = new Answered(200, signature("debit", body), body);
    return DevelopmentWire.of(signed("debit", 200, body)).moved("debit", answered);
  }

  private ParsedAnswer told(String body) {
    var answered = new Answered(200, signature("status", body), body);
    return DevelopmentWire.of(signed("status", 200, body)).told("status", answered);
  }

  @Test
  void a_call_is_signed_for_its_name() {
    assertThat(ask(200, "{\"result\":\"OK\"}")).isInstanceOf(DevelopmentReply.Accepted.class);
    var request = sent.getFirst();
    assertThat(request.url()).hasToString("https://wallet.example/d/balance");
    assertThat(request.headers())
        .containsEntry("Batua-Merchant", "M1")
        .containsEntry("Batua-Signature", DevelopmentSignature.of("balance", "{\"a\":\"b\"}", KEY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"result\":\"REFUSED\",\"code\":\"OTP_INVALID\"} | Refused",
        "200 | {\"result\":\"REFUSED\",\"code\":\"MERCHANT_UNKNOWN\"} | Refused",
        "200 | {\"result\":\"REFUSED\",\"code\":\"TIMEOUT\"} | PerhapsTaken",
        "200 | {\"result\":\"REFUSED\",\"code\":\"NEW\"} | PerhapsTaken",
        "503 | {\"result\":\"REFUSED\",\"code\":\"X\"} | NotTaken",
        "429 | {\"result\":\"REFUSED\",\"code\":\"X\"} | NotTaken",
        "200 | {\"code\":\"OTP_INVALID\"} | PerhapsTaken",
        "200 | {\"result\":\"OK\",\"result\":\"OK\"} | PerhapsTaken",
        "200 | [] | PerhapsTaken",
        "502 | <html> | PerhapsTaken",
      })
  void what_an_answer_is_worth_depends_on_its_code(int status, String body, String result) {
    assertThat(ask(status, body).getClass().getSimpleName()).isEqualTo(result);
  }

  @Test
  void an_answer_with_the_signature_of_another_call_is_not_believed() {
    var body = "{\"result\":\"OK\"}";
    var call = signed("debit", 200, body);

    assertThat(DevelopmentWire.of(call).ask("balance", Map.of()))
        .isInstanceOfSatisfying(
            DevelopmentReply.PerhapsTaken.class,
            it -> assertThat(it.failure().cause()).isEqualTo(Cause.INTEGRITY));
    var answered = new Answered(200, signature("status", body), body);
    assertThat(DevelopmentWire.of(call).moved("debit", answered).signature())
        .isEqualTo(Signature.WRONG);
  }

  @Test
  void a_refusal_brings_attempts_and_the_wait() {
    var body =
        "{\"result\":\"REFUSED\",\"code\":\"OTP_INVALID\",\"attempts_left\":2,"
            + "\"retry_after_seconds\":30}";

    assertThat(ask(200, body))
        .isInstanceOfSatisfying(
            DevelopmentReply.Refused.class,
            it -> {
              assertThat(it.refusal().error()).isEqualTo(ProviderError.OTP_INVALID);
              assertThat(it.refusal().attemptsLeft()).contains(2);
              assertThat(it.refusal().retryAfter().orElseThrow()).hasSeconds(30);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, 1.00, Moved",
    "PENDING, 1.00, Processing",
    "FAILED, 1.00, Refused",
    "OTHER, 1.00, Unclear",
    "SUCCEEDED, 1, Unclear",
    "SUCCEEDED, 1.0, Unclear",
    "SUCCEEDED, -1.00, Unclear",
  })
  void a_movement_is_told_by_its_status_and_a_plain_amount(
      String status, String amount, String result) {
    var answer =
        moved(
            "{\"result\":\"OK\",\"status\":\"%s\",\"amount\":\"%s\",\"transaction_id\":\"t1\"}"
                .formatted(status, amount));

    assertThat(answer.status().getClass().getSimpleName()).isEqualTo(result);
  }

  @Test
  void a_question_that_is_refused_tells_nothing_but_not_found() {
    assertThat(told("{\"result\":\"REFUSED\",\"code\":\"NOT_FOUND\"}").status())
        .isEqualTo(new ParsedStatus.NotKnown());
    assertThat(told("{\"result\":\"REFUSED\",\"code\":\"INSUFFICIENT_BALANCE\"}").status())
        .isInstanceOf(ParsedStatus.Unclear.class);
    assertThat(moved("{\"result\":\"REFUSED\",\"code\":\"INSUFFICIENT_BALANCE\"}").status())
        .isInstanceOf(ParsedStatus.Refused.class);
    assertThat(moved("{\"result\":\"OK\",\"reference\":\"r\"}").reference())
        .isEqualTo(Optional.of("r"));
  }
}
