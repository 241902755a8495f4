package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.gateway.connector.phonepe.Printed.LINKED;
import static org.batua.gateway.connector.phonepe.Printed.MOBILE;
import static org.batua.gateway.connector.phonepe.Printed.error;
import static org.batua.gateway.connector.phonepe.Printed.json;
import static org.batua.gateway.connector.phonepe.Printed.named;
import static org.batua.gateway.connector.phonepe.Printed.ok;

import java.net.URI;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.Playback;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Printed answers about debits, refunds and top-ups.
class PhonepeMoneyTest {
  private static final Reference REFERENCE = new Reference("01JDPH0NEPE000000000000001");
  private static final Reference REFUND = new Reference("01JDPH0NEPE000000000000002");
  private static final URI BACK = URI.create("https://b.example/r");
  private static final DirectDebit.Order ORDER =
      new DirectDebit.Order(REFERENCE, Money.inr(50_00), MOBILE, LINKED, "CUST1", BACK);
  private static final Refunding.Order REFUND_ORDER =
      new Refunding.Order(
          REFUND, REFERENCE, "P1", Money.inr(20_00), Money.inr(50_00), Money.inr(0));

  private final PhonepeConnector connector = new PhonepeConnector();
  private final Printed printed = new Printed();
  private final Playback playback = printed.playback();

  private Outcome debit() {
    return connector.directDebit().orElseThrow().debit(playback.call(), ORDER);
  }

  private Inquiry inquire() {
    return connector.directDebit().orElseThrow().inquire(playback.call(), ORDER);
  }

  private Outcome refund() {
    return connector.refunds().orElseThrow().refund(playback.call(), REFUND_ORDER);
  }

  private HostedTopups.Start topUp() {
    var order = new HostedTopups.Order(REFERENCE, Money.inr(50_00), MOBILE, LINKED, BACK);
    return connector.topups().orElseThrow().start(playback.call(), order);
  }

  private static String payment(String code, String data) {
    return "{\"success\":"
        + !code.equals("PAYMENT_ERROR")
        + ",\"code\":\""
        + code
        + "\",\"message\":\"words\",\"data\":"
        + data
        + "}";
  }

  private static String paid(String amount) {
    return "{\"merchantId\":\"TESTMID\",\"transactionId\":\""
        + REFERENCE
        + "\",\"providerReferenceId\":\"P1\",\"amount\":"
        + amount
        + ",\"paymentState\":\"COMPLETED\",\"payResponseCode\":\"SUCCESS\"}";
  }

  @Test
  void a_debit_is_in_whole_paise_and_its_answer_must_repeat_them() {
    playback.answering(ok(paid("5000").replace("{", "{\"responseType\":\"PAYMENT\",")));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            s -> {
              assertThat(s.providerReference()).isEqualTo("P1");
              assertThat(s.amount()).isEqualTo(Money.inr(50_00));
            });
    assertThat(printed.sent("/v3/wallet/debit"))
        .isEqualTo(
            json(
                "{\"merchantId\":\"TESTMID\",\"transactionId\":\"R\",\"merchantOrderId\":\"R\","
                        .replace("R", REFERENCE.value())
                    + "\"amount\":5000,\"userAuthToken\":\"U1\",\"debitType\":\"DEBIT\"}"));
  }

  @ParameterizedTest
  @CsvSource({"5000, Succeeded", "'\"5000\"', Succeeded", "50.00, Unknown", "50, Unknown"})
  void an_amount_may_be_a_text_but_never_rupees(String amount, String result) {
    playback.answering(payment("PAYMENT_SUCCESS", paid(amount)));

    assertThat(named(debit())).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_TRANSACTION_ID, DUPLICATE_REFERENCE",
    "400, INVALID_USER_AUTH_TOKEN, TOKEN_INVALID",
    "400, WALLET_RELINK_REQUIRED, TOKEN_INVALID",
    "404, MERCHANT_USER_NOT_FOUND, TOKEN_INVALID",
    "403, USER_BLOCKED, ACCOUNT_BLOCKED",
    "400, BAD_REQUEST, INVALID_REQUEST",
    "401, AUTHORIZATION_FAILED, PROVIDER_CONFIG",
    "200, PAYMENT_CANCELLED, USER_DECLINED"
  })
  void a_refused_debit_says_why_by_its_code(int status, String code, ProviderError error) {
    playback.answering(status, error(code));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Declined.class, d -> assertThat(d.refusal().error()).isEqualTo(error));
  }

  @ParameterizedTest
  @CsvSource({"4999, INSUFFICIENT_BALANCE", "5000, DECLINED_OTHER", "'\"?\"', DECLINED_OTHER"})
  void a_declined_debit_is_explained_by_the_balance(String usable, ProviderError error) {
    playback
        .answering(400, error("PAYMENT_ERROR"))
        .answering(ok("{\"wallet\":{\"usableBalance\":" + usable + "}}"));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Declined.class,
            d -> {
              assertThat(d.refusal().error()).isEqualTo(error);
              assertThat(d.refusal().response().code()).isEqualTo("PAYMENT_ERROR");
            });
    assertThat(printed.sent("/v3/wallet/balance").path("txnAmount").asInt()).isEqualTo(5000);
  }

  @ParameterizedTest
  @CsvSource({
    "200, PAYMENT_PENDING, Pending",
    "200, PAYMENT_INITIATED, Pending",
    "500, INTERNAL_SERVER_ERROR, Unknown",
    "429, TOO_MANY_REQUESTS, Unknown",
    "400, SOMETHING_NEW, Unknown",
    "200, TRANSACTION_NOT_FOUND, Unknown"
  })
  void what_is_not_clear_is_no_failure_and_no_success(int status, String code, String result) {
    playback.answering(status, payment(code, "{}"));

    assertThat(named(debit())).isEqualTo(result);
  }

  @Test
  void a_success_that_another_word_denies_is_unknown() {
    playback
        .answering(payment("PAYMENT_SUCCESS", paid("5000").replace("COMPLETED", "FAILED")))
        .answering(payment("PAYMENT_SUCCESS", paid("5000")).replace("true", "false"))
        .answering(payment("PAYMENT_SUCCESS", paid("5000").replace("P1", "")))
        .answering("<html>502</html>");

    for (var i = 0; i < 4; i++) {
      assertThat(debit()).isInstanceOf(Outcome.Unknown.class);
    }
  }

  @Test
  void a_question_is_signed_over_its_path_alone() {
    playback.answering(payment("PAYMENT_SUCCESS", paid("5000")));

    assertThat(inquire())
        .isInstanceOfSatisfying(
            Inquiry.Found.class,
            found -> assertThat(found.outcome()).isInstanceOf(Outcome.Succeeded.class));
    var path = "/v3/transaction/TESTMID/" + REFERENCE + "/status";
    assertThat(playback.request().url()).hasToString("https://mercury-t2.phonepe.com" + path);
    assertThat(playback.request().headers())
        .containsEntry("X-VERIFY", PhonepeSignature.of("", path, Secret.of("test-salt-key"), "1"));
  }

  /// What refuses the question says nothing about the debit.
  @ParameterizedTest
  @CsvSource({
    "404, TRANSACTION_NOT_FOUND, NotFound",
    "200, PAYMENT_ERROR, Found",
    "401, AUTHORIZATION_FAILED, CannotTell",
    "400, BAD_REQUEST, CannotTell",
    "400, INVALID_USER_AUTH_TOKEN, CannotTell",
    "403, USER_BLOCKED, CannotTell",
    "429, TOO_MANY_REQUESTS, CannotTell",
    "500, INTERNAL_SERVER_ERROR, CannotTell"
  })
  void an_inquiry_tells_what_its_code_tells(int status, String code, String result) {
    playback.answering(status, error(code));

    assertThat(named(inquire())).isEqualTo(result);
  }

  @Test
  void a_refund_names_itself_and_its_debit() {
    playback.answering(
        payment(
            "PAYMENT_PENDING",
            "{\"transactionId\":\"" + REFUND + "\",\"amount\":2000,\"status\":\"PENDING\"}"));

    assertThat(refund()).isInstanceOf(Outcome.Pending.class);
    assertThat(printed.sent("/v3/credit/backToSource"))
        .isEqualTo(
            json(
                "{\"merchantId\":\"TESTMID\",\"transactionId\":\""
                    + REFUND
                    + "\",\"originalTransactionId\":\""
                    + REFERENCE
                    + "\",\"merchantOrderId\":\""
                    + REFERENCE
                    + "\",\"providerReferenceId\":\"P1\",\"amount\":2000}"));
  }

  @ParameterizedTest
  @CsvSource({"EXCESS_REFUND_AMOUNT, REFUND_EXCEEDS", "SOMETHING, DECLINED_OTHER"})
  void a_refused_refund_says_why_by_its_response_code(String reason, ProviderError error) {
    playback.answering(payment("PAYMENT_ERROR", "{\"payResponseCode\":\"" + reason + "\"}"));

    assertThat(refund())
        .isInstanceOfSatisfying(
            Outcome.Declined.class, d -> assertThat(d.refusal().error()).isEqualTo(error));
  }

  @Test
  void a_topup_adds_what_was_asked_for_whatever_the_wallet_holds() {
    playback
        .setting("app_version", "400698")
        .answering(ok("{\"redirectUrl\":\"phonepe://topup?token=x\"}"));

    assertThat(topUp())
        .isEqualTo(
            new HostedTopups.Start.Page(
                new HostedPayments.Page.Link(URI.create("phonepe://topup?token=x"))));
    var sent = printed.sent("/v3/wallet/topup");
    assertThat(sent.path("adjustAmount").asBoolean(true)).isFalse();
    assertThat(sent.at("/deviceContext/phonePeVersionCode").asLong()).isEqualTo(400_698);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "/relative", "no url"})
  void what_a_browser_must_not_open_is_no_deeplink(String url) {
    playback.answering(ok("{\"redirectUrl\":\"" + url + "\"}"));

    assertThat(topUp()).isInstanceOf(HostedTopups.Start.Unavailable.class);
  }

  @Test
  void nobody_can_be_asked_about_a_topup() {
    var order = new HostedTopups.Order(REFERENCE, Money.inr(50_00), MOBILE, LINKED, BACK);

    assertThat(connector.topups().orElseThrow().inquire(playback.call(), order))
        .isInstanceOf(Inquiry.CannotTell.class);
    assertThat(playback.requestCount()).isZero();
  }
}
