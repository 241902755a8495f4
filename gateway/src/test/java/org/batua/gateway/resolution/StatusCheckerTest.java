package org.batua.gateway.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Transport.Exchange;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.mobikwik.MobikwikConnector;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.payment.Payment;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.testkit.MovableClock;
import org.junit.jupiter.api.Test;

/// What an answer about an open transaction is worth.
class StatusCheckerTest {
  private static final Instant SENT = Instant.parse("2026-02-11T04:30:09Z");
  private static final GatewayCode GATEWAY = new GatewayCode("MOBIKWIK");
  private static final Duration SECONDS = Duration.ofSeconds(5);
  private static final Money AMOUNT = new Money(10_00, Currency.getInstance("INR"));
  private static final InquiryPolicy POLICY =
      new InquiryPolicy(
          Duration.ofMinutes(15), Duration.ofDays(3), InquiryPolicy.NotFound.PRESUMED_NOT_MOVED);

  private final MovableClock clock = new MovableClock(SENT);
  private final Providers providers =
      new Providers(
          new Connectors(List.of(new MobikwikConnector(clock))),
          id -> new ProviderAccount(id, GATEWAY, Map.of(), Map.of()),
          (_, _, _, _) -> new Exchange.Answered(503, Map.of(), ""),
          new Providers.Timeouts(SECONDS, SECONDS, SECONDS, SECONDS, SECONDS),
          clock,
          List.of());
  private final StatusChecker checker = new StatusChecker(providers, clock, InquiryPace.USUAL);
  private final Deque<Inquiry> answers = new ArrayDeque<>();

  @Test
  void one_wrong_amount_is_asked_again_before_a_person_is_called() {
    answers.add(wrongAmount());
    answers.add(charged());
    assertThat(ask(0)).isInstanceOf(Resolution.Moved.class);
    assertThat(answers).isEmpty();
  }

  @Test
  void a_wrong_amount_that_is_repeated_comes_before_a_person_at_once() {
    answers.add(wrongAmount());
    answers.add(wrongAmount());
    answers.add(charged());
    assertThat(ask(0))
        .isInstanceOfSatisfying(
            Resolution.NeedsPerson.class,
            it -> assertThat(it.reason()).isEqualTo(FailureReason.INTEGRITY));
    assertThat(answers).hasSize(1);
  }

  @Test
  void not_found_counts_once_it_is_said_often_and_late_enough() {
    answers.add(notFound());
    clock.advance(Duration.ofMinutes(16));
    assertThat(ask(1)).isInstanceOf(Resolution.Nothing.class);
    answers.add(notFound());
    assertThat(ask(2)).isInstanceOf(Resolution.PresumedNotMoved.class);
  }

  /// The answer was given a minute after the sending, whenever a process that was paused reads it.
  @Test
  void an_answer_counts_for_the_age_at_which_its_question_was_asked() {
    answers.add(notFound());
    clock.advance(Duration.ofMinutes(1));
    assertThat(askAndPause(Duration.ofDays(4))).isInstanceOf(Resolution.Nothing.class);
  }

  private Resolution askAndPause(Duration pause) {
    return checker.ask(
        payment(2),
        (_, _, _) -> {
          clock.advance(pause);
          return Optional.of(answers.remove());
        },
        _ -> POLICY);
  }

  private Resolution ask(int notFoundBefore) {
    return checker.ask(
        payment(notFoundBefore), (_, _, _) -> Optional.of(answers.remove()), _ -> POLICY);
  }

  private static Payment payment(int notFound) {
    return new Payment(
        "txn_1",
        new OrderRef("ordeh_0123456789abcdef0123456789abcdef"),
        new Reference("01JKSXE1R8000000000000000A"),
        new OpenTransaction.At(GATEWAY, "pac_1", ""),
        AMOUNT,
        PaymentStatus.UNKNOWN,
        new Payment.Payer("cth_1", Optional.empty()),
        SENT,
        new OpenTransaction.Inquiries(0, notFound),
        "",
        Optional.empty());
  }

  private static Inquiry charged() {
    return new Inquiry.Found(
        new Outcome.Succeeded("MBK1", AMOUNT, Optional.empty(), ProviderResponse.NONE));
  }

  private static Inquiry wrongAmount() {
    return new Inquiry.Found(
        new Outcome.Unknown(
            new TransportFailure(TransportFailure.Cause.INTEGRITY, ProviderResponse.NONE)));
  }

  private static Inquiry notFound() {
    return new Inquiry.NotFound(ProviderResponse.NONE);
  }
}
