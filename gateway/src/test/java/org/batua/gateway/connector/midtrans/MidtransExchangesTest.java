package org.batua.gateway.connector.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Playback;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Answers in the shapes that Midtrans' pages print.
class MidtransExchangesTest {
  private static final String ACCOUNT = "00000269-7836-49e5-bc65-e592afafec14";
  private static final String PAGE =
      "http://api.midtrans.com/v2/gopay/redirect/gpar_6123269-1425-21e3-bc44-e592afafec14/link";
  private static final MobileNumber MOBILE = new MobileNumber("62", "81212345678");
  private static final Linking.State STATE =
      new Linking.State(Map.of("account_id", Secret.of(ACCOUNT)));
  private static final RedirectLinking.Proof BACK = new RedirectLinking.Proof.Callback(Map.of());
  private static final Credentials LINKED =
      new Credentials(
          Map.of("account_id", Secret.of(ACCOUNT), "token", Secret.of("T1")),
          Optional.empty(),
          Optional.empty());
  private static final Money AMOUNT = new Money(100_000_00, Money.IDR);
  private static final DirectDebit.Order ORDER =
      new DirectDebit.Order(
          new Reference("01JDG0PAY00000000000000001"),
          AMOUNT,
          MOBILE,
          LINKED,
          "customer-1",
          URI.create("https://batua.example/return"));

  private final MidtransConnector connector = new MidtransConnector();
  private final Playback playback =
      new Playback(connector).secret("server_key", "SB-Mid-server-test");

  private static String account(String status, String code, String more) {
    return """
    {"status_code":"%s","payment_type":"gopay","account_id":"%s","account_status":"%s"%s}
    """
        .formatted(code, ACCOUNT, status, more);
  }

  private static String enabled(String balance) {
    return account(
        "ENABLED",
        "200",
        """
        ,"metadata":{"payment_options":[
          {"name":"PAY_LATER","active":true,"metadata":{},"token":"later",
           "balance":{"value":"350000.00","currency":"IDR"}},
          {"name":"GOPAY_WALLET","active":true,"metadata":{},"token":"T2",
           "balance":{"value":"%s","currency":"IDR"}}]}
        """
            .formatted(balance));
  }

  private static String payment(String code, String status, String more) {
    return """
    {"status_code":"%s","status_message":"m","transaction_id":"t-1","currency":"IDR",
     "order_id":"01JDG0PAY00000000000000001","payment_type":"gopay","fraud_status":"accept",
     "gross_amount":"100000.00","transaction_status":"%s"%s}
    """
        .formatted(code, status, more);
  }

  private Outcome charge() {
    return connector.directDebit().orElseThrow().debit(playback.call(), ORDER);
  }

  private RedirectLinking.Result complete() {
    return connector.redirectLinking().orElseThrow().complete(playback.call(), STATE, BACK);
  }

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

  @Test
  void a_settled_charge_has_moved_whole_rupiah_under_our_name() {
    playback.answering(payment("200", "settlement", ""));

    assertThat(charge())
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class, done -> assertThat(done.providerReference()).isEqualTo("t-1"));
    var sent = JsonMapper.shared().readTree(playback.request().body());
    assertThat(sent.at("/transaction_details/gross_amount").isIntegralNumber()).isTrue();
    assertThat(sent.at("/transaction_details/gross_amount").asInt()).isEqualTo(100_000);
    assertThat(sent.at("/gopay/payment_option_token").asString()).isEqualTo("T1");
    assertThat(playback.request().headers().get("Idempotency-Key")).hasSizeLessThanOrEqualTo(46);
  }

  @Test
  void a_charge_that_wants_a_pin_leads_to_its_page() {
    playback.answering(
        payment(
            "201",
            "pending",
            """
            ,"actions":[{"name":"verification-link-url","method":"GET",
              "url":"https://api.midtrans.com/v2/gopay/redirect/gppr_1/challenge"}]
            """));

    assertThat(charge())
        .isInstanceOfSatisfying(
            Outcome.NeedsCustomer.class,
            waiting ->
                assertThat(waiting.page())
                    .isEqualTo(
                        new HostedPayments.Page.Link(
                            URI.create(
                                "https://api.midtrans.com/v2/gopay/redirect/gppr_1/challenge"))));
  }

  /// The channel's 201 is a refusal, the status code's is a charge that waits.
  @ParameterizedTest
  @CsvSource({
    "201, Insufficient Balance, INSUFFICIENT_BALANCE",
    "105, User Not Found, ACCOUNT_NOT_FOUND",
    "1001, Caller authentication error, PROVIDER_CONFIG",
    "2903, invalid scheme, DECLINED_OTHER"
  })
  void a_denied_charge_says_why_by_its_channel(String code, String words, ProviderError error) {
    playback.answering(
        payment(
            "202",
            "deny",
            ",\"channel_response_code\":\"%s\",\"channel_response_message\":\"%s\""
                .formatted(code, words)));

    assertThat(charge())
        .isInstanceOfSatisfying(
            Outcome.Declined.class, no -> assertThat(no.refusal().error()).isEqualTo(error));
  }

  @ParameterizedTest
  @CsvSource({
    "400, Declined",
    "401, Declined",
    "404, Unknown",
    "406, Declined",
    "410, Declined",
    "411, Declined",
    "429, Unknown",
    "500, Unknown",
    "503, Unknown"
  })
  void an_error_comes_with_http_200_and_refuses_only_what_it_surely_refuses(
      String code, String result) {
    playback.answering("{\"status_code\":\"%s\",\"status_message\":\"m\"}".formatted(code));

    assertThat(charge().getClass().getSimpleName()).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "200, settlement, Succeeded",
    "200, refund, Succeeded",
    "200, partial_refund, Succeeded",
    "201, pending, Pending",
    "202, deny, Declined",
    "202, expire, Declined",
    "202, cancel, Declined"
  })
  void a_question_is_answered_by_the_status_word(String code, String status, String result) {
    playback.answering(payment(code, status, ""));

    assertThat(connector.directDebit().orElseThrow().inquire(playback.call(), ORDER))
        .isInstanceOfSatisfying(
            Inquiry.Found.class,
            found -> assertThat(found.outcome().getClass().getSimpleName()).isEqualTo(result));
  }

  @ParameterizedTest
  @CsvSource({"404, NotFound", "401, CannotTell", "500, CannotTell"})
  void a_question_that_is_refused_tells_nothing_of_the_charge(String code, String result) {
    playback.answering("{\"status_code\":\"%s\",\"status_message\":\"m\"}".formatted(code));

    assertThat(
            connector
                .directDebit()
                .orElseThrow()
                .inquire(playback.call(), ORDER)
                .getClass()
                .getSimpleName())
        .isEqualTo(result);
  }

  @Test
  void a_success_of_another_amount_is_not_believed() {
    playback.answering(payment("200", "settlement", "").replace("100000.00", "1000.00"));

    assertThat(charge()).isInstanceOf(Outcome.Unknown.class);
  }
}
