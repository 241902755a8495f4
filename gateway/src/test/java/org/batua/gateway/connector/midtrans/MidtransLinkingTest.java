package org.batua.gateway.connector.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.RedirectLinking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MidtransLinkingTest extends MidtransPlayback {
  @Test
  void an_account_is_made_for_a_number_and_enabled_on_its_page() {
    playback.answering(
        account(
            "PENDING",
            "201",
            """
            ,"actions":[
              {"name":"activation-link-app","method":"GET","url":"http://app.example/link"},
              {"name":"activation-link-url","method":"GET","url":"%s"}]
            """
                .formatted(PAGE)));
    var callback =
        new RedirectLinking.Callback(URI.create("https://batua.example/return"), Secret.of("s1"));

    var start = connector.redirectLinking().orElseThrow().start(playback.call(), MOBILE, callback);

    assertThat(start)
        .isInstanceOfSatisfying(
            RedirectLinking.Start.Redirect.class,
            redirect -> {
              assertThat(redirect.url().reveal()).isEqualTo(PAGE);
              assertThat(redirect.name()).contains(ACCOUNT);
            });
    var partner = JsonMapper.shared().readTree(playback.request().body()).path("gopay_partner");
    assertThat(partner.path("phone_number").asString()).isEqualTo("81212345678");
    assertThat(partner.path("country_code").asString()).isEqualTo("62");
    assertThat(playback.request().headers())
        .containsEntry("Authorization", "Basic U0ItTWlkLXNlcnZlci10ZXN0Og==");
  }

  @Test
  void the_token_and_the_balance_are_those_of_the_wallet_among_the_options() {
    playback.answering(enabled("1000000.00"));

    assertThat(complete())
        .isInstanceOfSatisfying(
            RedirectLinking.Result.Linked.class,
            linked -> {
              assertThat(linked.credentials().value("token").reveal()).isEqualTo("T2");
              assertThat(linked.balance()).contains(new Money(1_000_000_00, Money.IDR));
            });
    assertThat(playback.request().url().getPath()).isEqualTo("/v2/pay/account/" + ACCOUNT);
  }

  @Test
  void a_balance_brings_the_token_that_the_next_charge_needs() {
    playback.answering(enabled("250.00"));

    assertThat(connector.balances().orElseThrow().balance(playback.call(), MOBILE, LINKED))
        .isInstanceOfSatisfying(
            Balances.Result.Spendable.class,
            told -> {
              assertThat(told.amount()).isEqualTo(new Money(250_00, Money.IDR));
              assertThat(told.rotated().orElseThrow().value("token").reveal()).isEqualTo("T2");
            });
  }

  @ParameterizedTest
  @CsvSource({"PENDING, 201, StillPending", "EXPIRED, 204, Refused", "DISABLED, 204, Refused"})
  void an_account_that_is_not_enabled_is_not_linked(String status, String code, String result) {
    playback.answering(account(status, code, ""));

    assertThat(complete().getClass().getSimpleName()).isEqualTo(result);
  }

  @Test
  void another_accounts_answer_links_nobody() {
    playback.answering(enabled("1000000.00").replace(ACCOUNT, "another"));

    assertThat(complete()).isInstanceOf(RedirectLinking.Result.Unavailable.class);
  }

  @Test
  void an_unbound_account_is_delinked() {
    playback.answering(account("DISABLED", "204", ""));

    assertThat(connector.delinking().orElseThrow().delink(playback.call(), LINKED))
        .isInstanceOf(Delinking.Result.Done.class);
  }
}
