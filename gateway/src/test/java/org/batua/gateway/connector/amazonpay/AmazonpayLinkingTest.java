package org.batua.gateway.connector.amazonpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Renewal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmazonpayLinkingTest extends AmazonpayPlayback {
  @Test
  void the_balance_to_show_is_the_redeemable_one() {
    var body =
        """
        {"amazonPayBalance": {"enabled": true, "priority": 0, "totalBalance": "7675.34",
         "redeemableBalance": "7675.30"}}
        """;

    assertThat(connector.balances().orElseThrow().balance(call(200, body), MOBILE, HELD))
        .isEqualTo(new Balances.Result.Spendable(Money.inr(7675_30), Optional.empty()));

    var request = sent.getFirst();
    assertThat(request.url())
        .hasToString(
            "https://amazonpay.amazon.in/v1/payments/instruments?accessToken=Atza%7CIQ%20EB%2Fx"
                + "&instrumentTypes=AmazonPayBalance&merchantId=A2UOYLUXLC6NR3");
    assertThat(request.headers())
        .containsEntry("x-amz-date", "20260211T043009Z")
        .containsEntry("x-amz-client-id", "A2UOYLUXLC6NR3")
        .containsEntry("x-amz-expires", "900");
    assertThat(request.headers().get("Authorization"))
        .matches("AMZ\\+44CF9590007:[A-Za-z0-9_-]{64}");
    assertThat(request.toString()).doesNotContain("Atza");
  }

  @Test
  void the_page_of_consent_gets_what_the_pages_of_amazon_say() {
    var callback =
        new RedirectLinking.Callback(
            URI.create("https://batua.example/return"), Secret.of("s7a7e"));
    var start =
        (RedirectLinking.Start.Redirect)
            connector.redirectLinking().orElseThrow().start(call(500, ""), MOBILE, callback);

    assertThat(start.url().reveal())
        .isEqualTo(
            "https://www.amazon.in/ap/oa?client_id=x"
                + "&redirect_uri=https%3A%2F%2Fbatua.example%2Freturn&response_type=code"
                + "&scope=payments%3A%3Aconduct_silentpay&state=s7a7e");
    assertThat(sent).isEmpty();
  }

  @Test
  void a_code_becomes_two_tokens_with_an_end() {
    var body =
        """
        {"access_token": "Atza|IQEB", "token_type": "bearer", "expires_in": "3600",
         "refresh_token": "Atzr|IQEB"}
        """;

    var linked = (RedirectLinking.Result.Linked) trade(200, body);

    assertThat(linked.credentials().expiresAt()).contains(NOW.plusSeconds(3600));
    assertThat(linked.credentials().value("refresh_token").reveal()).isEqualTo("Atzr|IQEB");
    var request = sent.getFirst();
    assertThat(request.url()).hasToString("https://api.amazon.co.uk/auth/o2/token");
    assertThat(request.headers()).doesNotContainKey("Authorization");
    assertThat(request.body()).contains("\"grant_type\":\"authorization_code\"", "client_secret");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, Refused",
    "401, invalid_client, Refused",
    "500, server_error, Unknown",
    "429, throttled, Unavailable",
  })
  void a_code_that_is_not_taken_says_what_is_known(int status, String error, String expected) {
    assertThat(trade(status, "{\"error\": \"" + error + "\"}").getClass().getSimpleName())
        .isEqualTo(expected);
  }

  @Test
  void a_renewal_that_brings_no_other_refresh_token_keeps_the_old_one() {
    var body = "{\"access_token\": \"Atza|new\", \"token_type\": \"bearer\", \"expires_in\": 3600}";
    var renewed =
        (Renewal.Result.Renewed)
            connector.renewal().orElseThrow().renew(call(200, body), MOBILE, HELD);

    assertThat(renewed.credentials().value("access_token").reveal()).isEqualTo("Atza|new");
    assertThat(renewed.credentials().value("refresh_token").reveal()).isEqualTo("Atzr|IQEB");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant, Refused",
    "401, invalid_client, Unavailable",
    "503, server_error, Unavailable",
  })
  void only_a_dead_grant_ends_a_link(int status, String error, String expected) {
    var result =
        connector
            .renewal()
            .orElseThrow()
            .renew(call(status, "{\"error\": \"" + error + "\"}"), MOBILE, HELD);

    assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
  }
}
