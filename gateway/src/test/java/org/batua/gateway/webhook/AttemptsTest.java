package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.http.Answer;
import org.batua.gateway.testkit.WebhookReceiver;
import org.batua.gateway.trace.UnkeptSpans;
import org.batua.gateway.webhook.transport.EndpointGuard;
import org.batua.gateway.webhook.transport.WebhookClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a receiver's answer makes of one attempt.
class AttemptsTest {
  private static final Instant NOW = Instant.parse("2026-02-11T04:30:09Z");
  private static final WebhookBody BODY =
      WebhookBody.of(
          new Event(
              7,
              "evt_1",
              new MerchantId("shop"),
              EventName.WALLET_LINKED,
              new Event.OfWallet(new WalletId("wlt_0000000000000000")),
              NOW),
          Answer.object().put("id", "wlt_0000000000000000"));

  private final WebhookReceiver receiver = WebhookReceiver.open();
  private final WebhookClient client =
      new WebhookClient(
          new EndpointGuard(
              new EndpointGuard.Rules(
                  EndpointGuard.Rules.Plaintext.ALLOWED,
                  EndpointGuard.Rules.Loopback.ALLOWED,
                  EndpointGuard.Rules.Ports.HIGH,
                  List.of())),
          new WebhookClient.Limits(Duration.ofSeconds(10), Duration.ofSeconds(30)));
  private final Attempts attempts =
      new Attempts(client, InstantSource.fixed(NOW), new UnkeptSpans());

  @AfterEach
  void close() {
    client.close();
    receiver.close();
  }

  // answer | what counts | error | verdict | sign of health
  @ParameterizedTest
  @CsvSource({
    "200, ONLY_200, '',         TAKEN,     SUCCESS",
    "201, ONLY_200, HTTP_201,   NOT_TAKEN, FAILURE",
    "204, ANY_2XX,  '',         TAKEN,     SUCCESS",
    "301, ANY_2XX,  REDIRECTED, NOT_TAKEN, FAILURE",
    "404, ONLY_200, HTTP_404,   NOT_TAKEN, FAILURE",
    "410, ANY_2XX,  HTTP_410,   GONE,      FAILURE",
    "429, ONLY_200, HTTP_429,   NOT_TAKEN, OVERLOAD",
    "503, ONLY_200, HTTP_503,   NOT_TAKEN, FAILURE",
  })
  void each_status_has_its_verdict(
      int status,
      WebhookEndpoint.Success success,
      String error,
      Attempts.Verdict verdict,
      SendQueue.Sign sign) {
    receiver.answers(WebhookReceiver.status(status));

    var made = make(success);

    assertThat(made.attempt().httpStatus()).contains(status);
    assertThat(made.attempt().error()).isEqualTo(error);
    assertThat(made.verdict()).isEqualTo(verdict);
    assertThat(made.isTaken()).isEqualTo(verdict == Attempts.Verdict.TAKEN);
    assertThat(made.sign()).isEqualTo(sign);
  }

  @ParameterizedTest
  @CsvSource({"429, true", "503, true", "500, false", "200, false"})
  void a_pause_is_asked_for_by_those_only_who_have_too_much_to_do(int status, boolean counts) {
    receiver.answers(WebhookReceiver.withHeader(status, "Retry-After", "120"));

    assertThat(make(WebhookEndpoint.Success.ONLY_200).retryAfter())
        .isEqualTo(counts ? Optional.of(Duration.ofMinutes(2)) : Optional.empty());
  }

  @Test
  void a_receiver_that_is_not_there_is_no_sign_of_overload() {
    receiver.close();

    var made = make(WebhookEndpoint.Success.ONLY_200);

    assertThat(made.attempt().httpStatus()).isEmpty();
    assertThat(made.attempt().error()).isNotEmpty();
    assertThat(made.verdict()).isEqualTo(Attempts.Verdict.NOT_TAKEN);
    assertThat(made.sign()).isEqualTo(SendQueue.Sign.FAILURE);
  }

  @Test
  void an_attempt_keeps_its_number_its_time_and_what_was_sent() {
    var made = make(WebhookEndpoint.Success.ONLY_200);
    var got = receiver.received().getFirst();

    assertThat(made.attempt().number()).isEqualTo(3);
    assertThat(made.attempt().at()).isEqualTo(NOW);
    assertThat(got.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(BODY.bytes());
    assertThat(got.header("webhook-id")).isEqualTo("evt_1");
    assertThat(got.header("webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
    assertThat(got.header("webhook-signature")).startsWith("v1,");
    assertThat(got.header("x-more")).isEqualTo("1");
  }

  @Test
  void a_body_of_the_answer_is_kept_from_its_start() {
    receiver.answers(WebhookReceiver.text(500, "no room"));

    assertThat(make(WebhookEndpoint.Success.ONLY_200).attempt().answer()).isEqualTo("no room");
  }

  private Attempts.Made make(WebhookEndpoint.Success success) {
    var endpoint = EndpointSamples.at(receiver.url(), success);
    return attempts.make(endpoint, receiver.url(), "evt_1", 3, BODY, Map.of("X-More", "1"));
  }
}
