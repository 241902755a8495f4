package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How linking by OTP, renewing and reading a balance must end.
public abstract class LinkingContract extends ConnectorContract {
  protected LinkingContract(Wiring wiring) {
    super(wiring);
  }

  private Balances.Result balance(MobileNumber mobile, Credentials credentials) {
    return connector().balances().orElseThrow().balance(call(), mobile, credentials);
  }

  private static ProviderError error(Linking.Result result) {
    return switch (result) {
      case Linking.Result.Refused(var refusal) -> refusal.error();
      case Linking.Result other -> throw new AssertionError(other);
    };
  }

  private ProviderError said(ProviderError error) {
    return wording().linking().getOrDefault(error, error);
  }

  @Test
  void a_right_otp_links_and_the_balance_shows() {
    var mobile = anyone();

    assertThat(balance(mobile, linked(mobile)))
        .isEqualTo(new Balances.Result.Spendable(Money.inr(10_000_00), Optional.empty()));
  }

  @Test
  void a_wrong_otp_is_refused_until_the_attempts_are_used_up() {
    var state = started(anyone());

    assertThat(error(enter(state, "999999"))).isEqualTo(ProviderError.OTP_INVALID);
    assertThat(error(enter(state, "999999"))).isEqualTo(ProviderError.OTP_INVALID);
    assertThat(error(enter(state, "999999"))).isEqualTo(said(ProviderError.OTP_ATTEMPTS_EXCEEDED));
  }

  @ParameterizedTest
  @CsvSource({
    "000002, OTP_EXPIRED",
    "000003, OTP_ATTEMPTS_EXCEEDED",
    "000004, OTP_ALREADY_USED",
    "000008, ACCOUNT_BLOCKED",
    "000009, AUTH_SESSION_INVALID"
  })
  void an_otp_that_is_refused_says_why(String otp, ProviderError error) {
    assertThat(error(enter(started(anyone()), otp))).isEqualTo(said(error));
  }

  @Test
  void an_otp_dies_of_old_age() {
    var state = started(mobile("9000000023"));
    bench().advanceClock(Duration.ofSeconds(6));

    assertThat(error(enter(state, RIGHT_OTP))).isEqualTo(said(ProviderError.OTP_EXPIRED));
  }

  @Test
  void a_resent_otp_links() {
    var mobile = anyone();
    var first = started(mobile);

    var second = linking().start(call(), mobile, Optional.of(first));

    assertThat(second)
        .isInstanceOfSatisfying(
            Linking.Start.OtpSent.class,
            sent ->
                assertThat(enter(sent.state(), RIGHT_OTP))
                    .isInstanceOf(Linking.Result.Linked.class));
  }

  @Test
  void an_otp_links_once() {
    var state = started(anyone());
    assertThat(enter(state, RIGHT_OTP)).isInstanceOf(Linking.Result.Linked.class);

    assertThat(error(enter(state, RIGHT_OTP))).isEqualTo(said(ProviderError.OTP_ALREADY_USED));
  }

  @Test
  void a_newer_otp_ends_the_session_of_the_older_one() {
    var mobile = anyone();
    var first = started(mobile);
    var second = started(mobile);

    if (wording().isSilentAbout(Wording.Silence.SESSION)) {
      assertThat(first).isEqualTo(second);
    } else {
      assertThat(error(enter(first, RIGHT_OTP)))
          .isEqualTo(said(ProviderError.AUTH_SESSION_INVALID));
    }
    assertThat(enter(second, RIGHT_OTP)).isInstanceOf(Linking.Result.Linked.class);
  }

  @Test
  void another_device_cannot_use_the_otp() {
    var state = started(anyone());
    var otp = Secret.of(RIGHT_OTP);

    var result = linking().complete(call(bench().transport(), "device-2"), state, otp);

    if (wording().isSilentAbout(Wording.Silence.DEVICE)) {
      assertThat(result).isInstanceOf(Linking.Result.Linked.class);
    } else {
      assertThat(result).isInstanceOf(Linking.Result.Refused.class);
      assertThat(enter(state, RIGHT_OTP)).isInstanceOf(Linking.Result.Linked.class);
    }
  }

  @Test
  void too_many_otps_are_refused_with_the_time_to_wait() {
    var mobile = mobile("9000000022");
    for (var i = 0; i < 3; i++) {
      assertThat(start(mobile)).isInstanceOf(Linking.Start.OtpSent.class);
    }

    assertThat(start(mobile))
        .isInstanceOfSatisfying(
            Linking.Start.Refused.class,
            r -> {
              assertThat(r.refusal().error()).isEqualTo(ProviderError.OTP_RATE_LIMITED);
              assertThat(r.refusal().retryAfter().isPresent())
                  .isNotEqualTo(wording().isSilentAbout(Wording.Silence.TIME_TO_WAIT));
            });
  }

  @Test
  void an_otp_whose_sending_got_no_answer_can_be_asked_for_again() {
    assertThat(start(mobile("9000000052"))).isInstanceOf(Linking.Start.Unavailable.class);
  }

  @Test
  void a_provider_that_is_down_links_nobody() {
    assertThat(start(mobile("9000000050"))).isInstanceOf(Linking.Start.Unavailable.class);
    assertThat(enter(started(anyone()), "000005")).isInstanceOf(Linking.Result.Unavailable.class);
  }

  @Test
  void an_otp_whose_answer_is_lost_leaves_the_link_unknown() {
    assertThat(enter(started(anyone()), "000007")).isInstanceOf(Linking.Result.Unknown.class);
  }

  @Test
  void a_refused_connection_takes_no_otp() {
    var state = started(anyone());
    bench().refuseConnections();

    assertThat(enter(state, RIGHT_OTP)).isInstanceOf(Linking.Result.Unavailable.class);
    bench().goUp();
    assertThat(enter(state, RIGHT_OTP)).isInstanceOf(Linking.Result.Linked.class);
  }

  @Test
  void a_revoked_wallet_is_told_by_its_balance() {
    var mobile = anyone();
    var credentials = linked(mobile);
    bench().revoke(mobile);

    isDead(balance(mobile, credentials));
  }

  /// Empty exactly where the traits say that credentials are never renewed.
  private Optional<Renewal> renewal() {
    var renewal = connector().renewal();
    assertThat(renewal.isPresent())
        .isEqualTo(connector().profile().renewing() != ProviderProfile.Renewing.NONE);
    return renewal;
  }

  private void isDead(Balances.Result balance) {
    assertThat(balance)
        .isInstanceOfSatisfying(
            Balances.Result.Refused.class,
            r -> assertThat(r.refusal().error()).isEqualTo(ProviderError.TOKEN_INVALID));
  }

  @Test
  void a_dying_token_is_renewed_or_needs_a_new_link() {
    var mobile = mobile("9000000041");
    var old = linked(mobile);
    bench().advanceClock(Duration.ofSeconds(61));
    isDead(balance(mobile, old));

    var alive =
        switch (renewal().map(renewal -> renewal.renew(call(), mobile, old)).orElse(null)) {
          case null -> linked(mobile);
          case Renewal.Result.Renewed(var credentials) -> credentials;
          case Renewal.Result other -> throw new AssertionError(other);
        };

    assertThat(balance(mobile, alive)).isInstanceOf(Balances.Result.Spendable.class);
  }

  @Test
  void a_renewal_kills_what_it_replaces() {
    var mobile = anyone();
    var old = linked(mobile);
    var renewal = renewal();
    if (renewal.isEmpty()) {
      assertThat(balance(mobile, old)).isInstanceOf(Balances.Result.Spendable.class);
      return;
    }
    assertThat(renewal.get().renew(call(), mobile, old)).isInstanceOf(Renewal.Result.Renewed.class);

    isDead(balance(mobile, old));
    assertThat(renewal.get().renew(call(), mobile, old)).isInstanceOf(Renewal.Result.Refused.class);
  }

  @Test
  void a_renewal_that_is_refused_leaves_the_token_dead() {
    var mobile = mobile("9000000042");
    var old = linked(mobile);
    bench().advanceClock(Duration.ofSeconds(61));

    assertThat(renewal().map(renewal -> renewal.renew(call(), mobile, old)).stream())
        .allSatisfy(result -> assertThat(result).isInstanceOf(Renewal.Result.Refused.class));
    isDead(balance(mobile, old));
  }

  /// Empty exactly where the traits say that a link is ended with us only.
  private Optional<Delinking> delinking() {
    var delinking = connector().delinking();
    assertThat(delinking.isPresent())
        .isEqualTo(connector().profile().delink() == ProviderProfile.Delink.REMOTE);
    return delinking;
  }

  @Test
  void a_link_is_ended_at_the_provider_where_that_can_be_done() {
    var mobile = anyone();
    var credentials = linked(mobile);
    var delinking = delinking();
    if (delinking.isEmpty()) {
      assertThat(balance(mobile, credentials)).isInstanceOf(Balances.Result.Spendable.class);
      return;
    }

    assertThat(delinking.get().delink(call(), credentials))
        .isInstanceOf(Delinking.Result.Done.class);

    isDead(balance(mobile, credentials));
    assertThat(delinking.get().delink(call(), credentials))
        .isInstanceOf(Delinking.Result.Done.class);
  }

  @Test
  void a_link_is_not_ended_while_the_provider_cannot_be_reached() {
    var mobile = anyone();
    var credentials = linked(mobile);
    bench().refuseConnections();

    assertThat(delinking().map(delinking -> delinking.delink(call(), credentials)).stream())
        .allSatisfy(result -> assertThat(result).isInstanceOf(Delinking.Result.Unavailable.class));
    bench().goUp();
    assertThat(balance(mobile, credentials)).isInstanceOf(Balances.Result.Spendable.class);
  }

  @Test
  void a_balance_that_is_not_told_is_no_refusal() {
    var mobile = mobile("9000000012");

    assertThat(balance(mobile, linked(mobile))).isInstanceOf(Balances.Result.Undisclosed.class);
  }

  @Test
  void nothing_of_a_link_prints_its_secrets() {
    var mobile = anyone();
    var state = started(mobile);
    var result = enter(state, RIGHT_OTP);

    var printed = state.toString() + result + Secret.of(RIGHT_OTP) + call();
    assertThat(printed).doesNotContain(RIGHT_OTP, mobile.national());
    ((Linking.Result.Linked) result)
        .credentials()
        .values()
        .values()
        .forEach(secret -> assertThat(printed).doesNotContain(secret.reveal()));
    secrets().forEach(secret -> assertThat(printed).doesNotContain(secret.reveal()));
  }
}
