package org.batua.gateway.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What each answer of a provider is worth, by the age of the transaction that was asked about.
class StatusCheckerTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final ProviderResponse RESPONSE = ProviderResponse.of("7", "said so", 200);
  private static final Inquiry NOT_FOUND = new Inquiry.NotFound(RESPONSE);
  private static final InquiryPolicy POLICY =
      new InquiryPolicy(
          Duration.ofMinutes(15), Duration.ofDays(8), InquiryPolicy.NotFound.PRESUMED_NOT_MOVED);
  private static final InquiryPolicy NAMELESS =
      new InquiryPolicy(
          Duration.ofMinutes(15), Duration.ofDays(8), InquiryPolicy.NotFound.NEEDS_PERSON);

  private final String account =
      GATEWAY.gateway().accounts().of(GATEWAY.newShop().id()).getFirst().account().id();
  private final Instant now = GATEWAY.clock().instant();
  private final StatusChecker checker =
      new StatusChecker(GATEWAY.gateway().providers(), GATEWAY.clock(), InquiryPace.USUAL);

  /// An open payment, as far as a question needs it.
  private record Open(At at, Instant openSince, Inquiries inquiries)
      implements OpenTransaction<PaymentStatus> {
    @Override
    public String id() {
      return "txn_1";
    }

    @Override
    public Reference reference() {
      return new Reference("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    }

    @Override
    public PaymentStatus status() {
      return PaymentStatus.UNKNOWN;
    }

    @Override
    public Optional<Instant> customerUntil() {
      return Optional.empty();
    }
  }

  private Open open(Duration age, int checks, int notFound) {
    return new Open(
        new OpenTransaction.At(new GatewayCode("MOBIKWIK"), account, ""),
        now.minus(age),
        new OpenTransaction.Inquiries(checks, notFound));
  }

  private Resolution ask(Open transaction, InquiryPolicy policy, Inquiry... answers) {
    Queue<Inquiry> left = new ArrayDeque<>(List.of(answers));
    var resolution =
        checker.ask(
            transaction,
            (_, _, target) -> {
              assertThat(target.account().id()).isEqualTo(account);
              return Optional.of(left.remove());
            },
            _ -> policy);
    assertThat(left).as("questions that were not asked").isEmpty();
    return resolution;
  }

  private Resolution ask(Open transaction, Inquiry... answers) {
    return ask(transaction, POLICY, answers);
  }

  private static Inquiry found(Outcome outcome) {
    return new Inquiry.Found(outcome);
  }

  private static Inquiry unknown(TransportFailure.Cause cause) {
    return found(new Outcome.Unknown(new TransportFailure(cause, RESPONSE)));
  }

  @Test
  void a_definite_answer_ends_it_at_any_age() {
    var succeeded = new Outcome.Succeeded("P1", Money.inr(100), Optional.empty(), RESPONSE);
    var declined = new Outcome.Declined(Refusal.of(ProviderError.USER_DECLINED, RESPONSE));

    for (var age : List.of(Duration.ZERO, Duration.ofDays(9))) {
      assertThat(ask(open(age, 3, 0), found(succeeded)))
          .isEqualTo(new Resolution.Moved("P1", RESPONSE));
      assertThat(ask(open(age, 3, 0), found(declined)))
          .isInstanceOfSatisfying(
              Resolution.NotMoved.class,
              it -> assertThat(it.reason()).isEqualTo(FailureReason.USER_DECLINED));
    }
  }

  @Test
  void what_the_provider_has_not_decided_is_asked_again_by_the_schedule() {
    var pending = found(new Outcome.Pending(Optional.of("P1"), RESPONSE));

    assertThat(ask(open(Duration.ofMinutes(1), 0, 0), pending))
        .isEqualTo(new Resolution.Undecided(RESPONSE, now.plusSeconds(5)));
    assertThat(ask(open(Duration.ofDays(3), 50, 0), pending))
        .isEqualTo(new Resolution.Undecided(RESPONSE, now.plus(Duration.ofDays(1))));
  }

  @Test
  void what_says_nothing_leaves_everything_as_it_was() {
    var page = new CustomerPage.Link(URI.create("https://provider.example/p"));
    var failure = new TransportFailure(TransportFailure.Cause.TIMEOUT, RESPONSE);

    for (var answer :
        List.of(
            unknown(TransportFailure.Cause.UNREADABLE),
            found(new Outcome.NeedsCustomer(page, Optional.empty(), RESPONSE)),
            found(new Outcome.NotSent(failure)))) {
      assertThat(ask(open(Duration.ofMinutes(1), 1, 2), answer))
          .isEqualTo(new Resolution.Nothing(now.plusSeconds(15), 0));
    }
    assertThat(ask(open(Duration.ofMinutes(1), 1, 2), new Inquiry.CannotTell(failure)))
        .as("a question that was not answered keeps the count of not found")
        .isEqualTo(new Resolution.Nothing(now.plusSeconds(15), 2));
  }

  @Test
  void not_found_counts_only_late_and_often_enough() {
    assertThat(ask(open(Duration.ofMinutes(14), 9, 9), NOT_FOUND))
        .as("too early")
        .isEqualTo(new Resolution.Nothing(now.plus(Duration.ofHours(12)), 10));
    assertThat(ask(open(Duration.ofHours(1), 1, 1), NOT_FOUND))
        .as("not often enough")
        .isEqualTo(new Resolution.Nothing(now.plusSeconds(15), 2));
    assertThat(ask(open(Duration.ofMinutes(15), 2, 2), NOT_FOUND))
        .isInstanceOfSatisfying(
            Resolution.PresumedNotMoved.class,
            it -> assertThat(it.next()).contains(now.plusSeconds(45)));
  }

  @Test
  void what_is_presumed_is_asked_about_no_more_once_the_provider_may_take_no_longer() {
    assertThat(ask(open(Duration.ofDays(9), 20, 20), NOT_FOUND))
        .isInstanceOfSatisfying(
            Resolution.PresumedNotMoved.class, it -> assertThat(it.next()).isEmpty());
  }

  /// The answer was given a minute after the sending, whenever a process that was paused reads it.
  @Test
  void an_answer_counts_for_the_age_at_which_its_question_was_asked() {
    var resolution =
        checker.ask(
            open(Duration.ofMinutes(1), 2, 2),
            (_, _, _) -> {
              GATEWAY.clock().advance(Duration.ofDays(4));
              return Optional.of(NOT_FOUND);
            },
            _ -> POLICY);

    assertThat(resolution).isInstanceOf(Resolution.Nothing.class);
  }

  @Test
  void not_found_says_nothing_of_what_has_no_name_of_its_own() {
    assertThat(ask(open(Duration.ofMinutes(15), 2, 2), NAMELESS, NOT_FOUND))
        .isInstanceOfSatisfying(
            Resolution.NeedsPerson.class,
            it -> assertThat(it.reason()).isEqualTo(FailureReason.NOT_FOUND));
  }

  @Test
  void another_amount_is_asked_about_twice_before_a_person_is_needed() {
    var wrong = unknown(TransportFailure.Cause.INTEGRITY);
    var right = found(new Outcome.Succeeded("P1", Money.inr(1), Optional.empty(), RESPONSE));

    assertThat(ask(open(Duration.ZERO, 0, 0), wrong, right)).isInstanceOf(Resolution.Moved.class);
    assertThat(ask(open(Duration.ZERO, 0, 0), wrong, wrong))
        .isInstanceOfSatisfying(
            Resolution.NeedsPerson.class,
            it -> assertThat(it.reason()).isEqualTo(FailureReason.INTEGRITY));
  }

  @ParameterizedTest
  @EnumSource(
      value = TransportFailure.Cause.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "INTEGRITY")
  void what_is_open_for_too_long_needs_a_person(TransportFailure.Cause cause) {
    var old = open(Duration.ofDays(8).plusSeconds(1), 12, 0);

    for (var answer :
        List.of(
            unknown(cause),
            found(new Outcome.Pending(Optional.empty(), RESPONSE)),
            new Inquiry.CannotTell(new TransportFailure(cause, RESPONSE)))) {
      assertThat(ask(old, answer))
          .isInstanceOfSatisfying(
              Resolution.NeedsPerson.class,
              it -> assertThat(it.reason()).isEqualTo(FailureReason.UNDECIDED));
    }
  }

  @Test
  void a_kind_that_the_provider_has_nothing_to_do_with_stays_as_it_is() {
    Resolution resolution =
        checker.ask(open(Duration.ofDays(9), 0, 2), (_, _, _) -> Optional.empty(), _ -> POLICY);

    assertThat(resolution).isEqualTo(new Resolution.Nothing(now.plusSeconds(5), 0));
  }
}
