package org.batua.gateway.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How linking by the customer's consent, renewing and reading a balance must end.
public abstract class RedirectLinkingContract extends ConnectorContract {
  private static final Class<?> STILL_PENDING = RedirectLinking.Result.StillPending.class;

  protected RedirectLinkingContract(Wiring wiring) {
    super(wiring);
  }

  private Balances.Result balance(MobileNumber mobile, Credentials credentials) {
    return connector().balances().orElseThrow().balance(call(), mobile, credentials);
  }

  /// Whether the provider can be asked how far a linking is.
  private boolean isPolled() {
    return !wording().isSilentAbout(Wording.Silence.NO_LINK_POLL);
  }

  private RedirectLinking.Result poll(RedirectLinking.Start.Redirect redirect) {
    return redirectLinking().complete(call(), redirect.state(), new RedirectLinking.Proof.Poll());
  }

  private static ProviderError error(RedirectLinking.Result result) {
    return ((RedirectLinking.Result.Refused) result).refusal().error();
  }

  private static void isDead(Balances.Result result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            Balances.Result.Refused.class,
            r -> assertThat(r.refusal().error()).isEqualTo(ProviderError.TOKEN_INVALID));
  }

  @Test
  void a_customer_who_approves_links_and_the_balance_shows() {
    var mobile = anyone();

    assertThat(balance(mobile, linked(mobile)))
        .isInstanceOfSatisfying(
            Balances.Result.Spendable.class, b -> assertThat(b.amount()).isEqualTo(opening()));
  }

  @Test
  void a_poll_before_the_customer_decided_tells_nothing() {
    assertThat(poll(redirected(anyone()))).isInstanceOf(RedirectLinking.Result.StillPending.class);
  }

  @Test
  void a_customer_whose_browser_never_came_back_is_found_by_asking() {
    var mobile = anyone();
    var redirect = redirected(mobile);
    decided(mobile, redirect, "approve");

    assertThat(poll(redirect))
        .isInstanceOf(isPolled() ? RedirectLinking.Result.Linked.class : STILL_PENDING);
  }

  @Test
  void a_browser_that_comes_back_before_the_customer_decided_links_nothing() {
    var forged = Map.of("code", "forged", "account_status", "ENABLED");
    var redirect = redirected(anyone());

    var result =
        redirectLinking()
            .complete(call(), redirect.state(), new RedirectLinking.Proof.Callback(forged));

    assertThat(result).isNotInstanceOf(RedirectLinking.Result.Linked.class);
    if (result instanceof RedirectLinking.Result.Refused refused) {
      assertThat(refused.refusal().error())
          .isNotIn(ProviderError.USER_DECLINED, ProviderError.AUTH_SESSION_INVALID);
    }
  }

  @ParameterizedTest
  @CsvSource({"9000000061, approve", "9000000001, decline"})
  void a_customer_who_declines_is_told(String national, String decision) {
    var mobile = mobile(national);

    assertThat(error(decided(mobile, redirected(mobile), decision)))
        .isEqualTo(ProviderError.USER_DECLINED);
  }

  @Test
  void a_customer_who_accepts_by_nature_links() {
    var mobile = mobile("9000000060");

    assertThat(decided(mobile, redirected(mobile), "decline"))
        .isInstanceOf(RedirectLinking.Result.Linked.class);
  }

  @Test
  void a_customer_who_takes_too_long_has_to_start_again() {
    var redirect = redirected(anyone());
    bench().advanceClock(Duration.ofHours(2));

    var result = poll(redirect);

    if (isPolled()) {
      assertThat(error(result)).isEqualTo(ProviderError.AUTH_SESSION_INVALID);
    } else {
      assertThat(result).isInstanceOf(STILL_PENDING);
    }
  }

  @Test
  void a_provider_that_is_away_ends_no_linking() {
    var mobile = anyone();
    var redirect = redirected(mobile);
    bench().refuseConnections();

    assertThat(poll(redirect))
        .isInstanceOfAny(
            RedirectLinking.Result.Unavailable.class, RedirectLinking.Result.StillPending.class);
    bench().goUp();
    assertThat(decided(mobile, redirect, "approve"))
        .isInstanceOf(RedirectLinking.Result.Linked.class);
  }

  @Test
  void a_revoked_wallet_is_told_by_its_balance() {
    var mobile = anyone();
    var credentials = linked(mobile);
    bench().revoke(mobile);

    isDead(balance(mobile, credentials));
  }

  @Test
  void a_wallet_that_we_delinked_is_dead_at_the_provider() {
    var mobile = anyone();
    var credentials = linked(mobile);
    var delinking = connector().delinking();
    assertThat(delinking.isPresent())
        .isEqualTo(connector().profile().delink() == ProviderProfile.Delink.REMOTE);
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
  void a_dying_token_is_renewed() {
    var mobile = mobile("9000000041");
    var old = linked(mobile);
    bench().advanceClock(Duration.ofSeconds(61));

    assertThat(connector().renewal().orElseThrow().renew(call(), mobile, old))
        .isInstanceOfSatisfying(
            Renewal.Result.Renewed.class,
            r ->
                assertThat(name(debit(order(mobile, r.credentials(), money(100_00)))))
                    .isEqualTo("Succeeded"));
  }

  @Test
  void a_renewal_can_be_refused() {
    var mobile = mobile("9000000042");
    var old = linked(mobile);
    bench().advanceClock(Duration.ofSeconds(61));

    assertThat(connector().renewal().orElseThrow().renew(call(), mobile, old))
        .isInstanceOf(Renewal.Result.Refused.class);
  }

  @Test
  void a_reading_that_replaces_the_credentials_hands_the_new_ones_over() {
    var mobile = anyone();
    var old = linked(mobile);

    var rotated = ((Balances.Result.Spendable) balance(mobile, old)).rotated();

    assertThat(rotated.isPresent())
        .isEqualTo(connector().profile().renewing() == ProviderProfile.Renewing.ROTATES_ON_READ);
    if (rotated.isEmpty()) {
      return;
    }

    assertThat(name(debit(order(mobile, old, money(100_00))))).isEqualTo("Declined TOKEN_INVALID");
    assertThat(name(debit(order(mobile, rotated.orElseThrow(), money(100_00)))))
        .isEqualTo("Succeeded");
  }

  @Test
  void a_balance_that_is_not_told_is_no_refusal() {
    var mobile = mobile("9000000012");

    assertThat(balance(mobile, linked(mobile))).isEqualTo(new Balances.Result.Undisclosed());
  }

  @Test
  void nothing_of_a_link_prints_its_secrets() {
    var mobile = anyone();
    var redirect = redirected(mobile);
    var result = decided(mobile, redirect, "approve");

    var proof = new RedirectLinking.Proof.Callback(Map.of("code", "a-code"));
    var printed = redirect.toString() + result + proof + call() + Optional.of(redirect.state());
    assertThat(printed).doesNotContain(mobile.national(), "a-code", redirect.url().reveal());
    ((RedirectLinking.Result.Linked) result)
        .credentials()
        .values()
        .forEach(
            (name, secret) -> {
              // the name of the link stands in the provider's notifications
              if (!Optional.of(secret.reveal()).equals(redirect.name())) {
                assertThat(printed).doesNotContain(secret.reveal());
              }
            });
    secrets().forEach(secret -> assertThat(printed).doesNotContain(secret.reveal()));
  }
}
