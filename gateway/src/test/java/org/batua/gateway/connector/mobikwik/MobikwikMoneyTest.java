package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobikwikMoneyTest {
  private static final String REF = "01JD0000000000000000000001";
  private static final MobileNumber MOBILE = new MobileNumber("91", "9910057241");
  private static final Credentials LINKED =
      new Credentials(
          Map.of("token", Secret.of("TOKEN1")), Optional.empty(), Optional.of(Money.inr(500_00)));

  private final MobikwikDebits debits = new MobikwikDebits();
  private final MobikwikRefunds refunds = new MobikwikRefunds();
  private final MobikwikTopups topups = new MobikwikTopups();
  private final Recorded recorded = new Recorded();

  private static DirectDebit.Order order(long paise) {
    return new DirectDebit.Order(
        new Reference(REF),
        Money.inr(paise),
        MOBILE,
        LINKED,
        "customer-1",
        URI.create("https://batua.example/return"));
  }

  private Outcome debit(String body) {
    recorded.answering(body);
    return debits.debit(recorded.call(), order(100_50));
  }

  private static String debited(String more) {
    return "{\"statuscode\":\"0\",\"status\":\"SUCCESS\",\"refId\":\"M1\"" + more + "}";
  }

  private static Cause cause(Outcome outcome) {
    return ((Outcome.Unknown) outcome).failure().cause();
  }

  private static ProviderError error(Outcome outcome) {
    return ((Outcome.Declined) outcome).refusal().error();
  }

  @Test
  void a_debit_sends_our_reference_and_two_decimals() {
    var outcome = debit(debited(",\"orderid\":\"" + REF + "\",\"debitedamount\":\"100.5\""));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            s -> {
              assertThat(s.providerReference()).isEqualTo("M1");
              assertThat(s.amount()).isEqualTo(Money.inr(100_50));
            });
    assertThat(recorded.purpose()).isEqualTo(Purpose.MONEY);
    assertThat(recorded.form())
        .containsEntry("amount", "100.50")
        .containsEntry("orderid", REF)
        .containsEntry("token", "TOKEN1")
        .containsEntry("txntype", "debit")
        .containsEntry("msgcode", "503");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"debitedamount\":\"100.49\"",
        ",\"amount\":10050",
        ",\"orderid\":\"SOMETHING-ELSE\"",
        ",\"checksum\":\"00\""
      })
  void a_success_that_is_not_about_this_debit_is_unknown(String more) {
    assertThat(cause(debit(debited(more)))).isEqualTo(Cause.INTEGRITY);
  }

  @Test
  void a_success_whose_amount_is_no_number_is_unknown() {
    assertThat(cause(debit(debited(",\"debitedamount\":\"lots\"")))).isEqualTo(Cause.UNREADABLE);
  }

  @Test
  void a_success_code_with_a_failure_word_is_unknown() {
    assertThat(cause(debit("{\"statuscode\":\"0\",\"status\":\"FAILURE\"}")))
        .isEqualTo(Cause.UNKNOWN_CODE);
  }

  @Test
  void a_right_checksum_is_accepted_and_a_missing_one_where_it_is_not_required() {
    var fields = new HashMap<>(Map.of("statuscode", "0", "orderid", REF, "refId", "M1"));
    var checksum = MobikwikSignature.byName(Recorded.KEY, fields);
    var body = debited(",\"orderid\":\"" + REF + "\",\"checksum\":\"" + checksum + "\"");
    var withoutStatus = body.replace("\"status\":\"SUCCESS\",", "");
    recorded.setting("answer_checksum", "required");

    assertThat(debit(withoutStatus)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(cause(debit(debited("")))).isEqualTo(Cause.INTEGRITY);
  }

  @Test
  void a_wrong_checksum_is_passed_over_only_where_checksums_are_ignored() {
    recorded.setting("answer_checksum", "ignored");

    assertThat(debit(debited(",\"checksum\":\"00\""))).isInstanceOf(Outcome.Succeeded.class);
  }

  @ParameterizedTest
  @CsvSource({
    "33, INSUFFICIENT_BALANCE",
    "198, TOKEN_INVALID",
    "199, TOKEN_INVALID",
    "303, LIMIT_EXCEEDED",
    "50, DUPLICATE_REFERENCE",
    "304, DUPLICATE_REFERENCE",
    "23, PROVIDER_CONFIG",
    "1, DECLINED_OTHER"
  })
  void a_refusing_code_declines(String code, ProviderError error) {
    assertThat(error(debit("{\"statuscode\":\"" + code + "\"}"))).isEqualTo(error);
  }

  @Test
  void the_code_for_token_or_cap_is_the_cap_above_it() {
    recorded.answering("{\"statuscode\":\"199\"}");

    assertThat(error(debits.debit(recorded.call(), order(500_01))))
        .isEqualTo(ProviderError.LIMIT_EXCEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "777", "3"})
  void a_code_that_refuses_nothing_is_unknown(String code) {
    assertThat(cause(debit("{\"statuscode\":\"" + code + "\"}"))).isEqualTo(Cause.UNKNOWN_CODE);
  }

  @Test
  void a_pending_debit_is_pending() {
    assertThat(debit("{\"statuscode\":\"2\",\"status\":\"FAILURE\"}"))
        .isInstanceOf(Outcome.Pending.class);
  }

  @Test
  void an_error_page_is_unknown() {
    recorded.answering(502, "<html><body>Bad Gateway</body></html>");

    assertThat(cause(debits.debit(recorded.call(), order(1)))).isEqualTo(Cause.HTTP_ERROR);
  }

  private Inquiry inquiry(String code, String more) {
    recorded.answering(
        "{\"statuscode\":\""
            + code
            + "\",\"status\":\"FAILURE\",\"orderid\":\""
            + REF
            + "\""
            + more
            + "}");
    return debits.inquire(recorded.call(), order(100_50));
  }

  private static Outcome found(Inquiry inquiry) {
    return ((Inquiry.Found) inquiry).outcome();
  }

  @Test
  void a_status_is_told_by_its_code_and_never_by_its_word() {
    assertThat(found(inquiry("0", ",\"amount\":\"100.50\",\"ordertype\":\"debit\"")))
        .isInstanceOf(Outcome.Succeeded.class);
    assertThat(found(inquiry("1", ""))).isInstanceOf(Outcome.Declined.class);
    assertThat(found(inquiry("2", ""))).isInstanceOf(Outcome.Pending.class);
    assertThat(error(found(inquiry("16", "")))).isEqualTo(ProviderError.USER_DECLINED);
    assertThat(error(found(inquiry("17", "")))).isEqualTo(ProviderError.DECLINED_OTHER);
    assertThat(error(found(inquiry("20", "")))).isEqualTo(ProviderError.DECLINED_OTHER);
    assertThat(inquiry("3", "")).isInstanceOf(Inquiry.NotFound.class);
    assertThat(inquiry("22", "")).isInstanceOf(Inquiry.CannotTell.class);
    assertThat(inquiry("99", "")).isInstanceOf(Inquiry.CannotTell.class);
    assertThat(recorded.purpose()).isEqualTo(Purpose.INQUIRY);
  }

  @Test
  void a_status_is_signed_and_asked_by_our_reference_alone() {
    inquiry("2", "");

    assertThat(recorded.form())
        .containsOnlyKeys("mid", "orderid", "checksum")
        .containsEntry("orderid", REF)
        .containsEntry(
            "checksum",
            MobikwikSignature.inOrder(
                Recorded.KEY, Map.of("mid", "MBK9006", "orderid", REF), List.of("mid", "orderid")));
  }

  @Test
  void a_status_of_another_amount_needs_a_person() {
    assertThat(cause(found(inquiry("0", ",\"amount\":\"1.00\"")))).isEqualTo(Cause.INTEGRITY);
  }

  @Test
  void a_status_checksum_follows_the_general_rule_where_the_account_says_so() {
    var fields = Map.of("statuscode", "1", "status", "FAILURE", "orderid", REF);
    var signed = ",\"checksum\":\"" + MobikwikSignature.byName(Recorded.KEY, fields) + "\"";

    assertThat(inquiry("1", signed)).isInstanceOf(Inquiry.CannotTell.class);
    recorded.setting("status_checksum", "by_name");
    assertThat(inquiry("1", signed)).isInstanceOf(Inquiry.Found.class);
  }

  @Test
  void a_status_checksum_covers_six_fields_in_an_order_of_its_own() {
    var signed =
        MobikwikSignature.inOrder(
            Recorded.KEY,
            Map.of("statuscode", "0", "orderid", REF, "amount", "100.50"),
            List.of("statuscode", "orderid", "amount"));

    assertThat(found(inquiry("0", ",\"amount\":\"100.50\",\"checksum\":\"" + signed + "\"")))
        .isInstanceOf(Outcome.Succeeded.class);
    assertThat(inquiry("1", ",\"checksum\":\"" + signed + "\""))
        .isInstanceOfSatisfying(
            Inquiry.CannotTell.class,
            c -> assertThat(c.failure().cause()).isEqualTo(Cause.INTEGRITY));
  }

  @Test
  void a_debit_that_was_refunded_has_moved_whatever_amount_is_told() {
    assertThat(found(inquiry("0", ",\"amount\":\"5.00\",\"ordertype\":\"partialrefund\"")))
        .isInstanceOf(Outcome.Succeeded.class);
    assertThat(inquiry("1", ",\"ordertype\":\"Refund\"")).isInstanceOf(Inquiry.CannotTell.class);
  }

  private static Refunding.Order refund(long paise, long refundedBefore) {
    return new Refunding.Order(
        new Reference("01JD0000000000000000000002"),
        new Reference(REF),
        "M1",
        Money.inr(paise),
        Money.inr(100_00),
        Money.inr(refundedBefore));
  }

  @ParameterizedTest
  @CsvSource({"100_00, false", "99_99, true", "1, true"})
  void a_refund_names_the_debit_and_says_when_it_is_partial(String paise, boolean partial) {
    recorded.answering("{\"statuscode\":\"0\",\"txid\":\"" + REF + "\",\"refId\":\"R1\"}");

    var outcome =
        refunds.refund(recorded.call(), refund(Long.parseLong(paise.replace("_", "")), 0));

    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(recorded.form()).containsEntry("txid", REF).doesNotContainKey("merchantname");
    assertThat(recorded.form().containsKey("ispartial")).isEqualTo(partial);
  }

  @ParameterizedTest
  @CsvSource({"33, MERCHANT_FUNDS", "422, REFUND_NOT_ALLOWED", "54, REFUND_EXCEEDS"})
  void a_refused_refund_says_why(String code, ProviderError error) {
    recorded.answering("{\"statuscode\":\"" + code + "\"}");

    assertThat(error(refunds.refund(recorded.call(), refund(1, 0)))).isEqualTo(error);
  }

  /// Only what the marker of the debit's order proves is concluded.
  @ParameterizedTest
  @CsvSource({
    "0, Refund,         10000,    0, Succeeded",
    "0, refund,          4000, 6000, Succeeded",
    "0, refund,          4000,    0, CannotTell",
    "0, Partial Refund,  4000,    0, Succeeded",
    "0, partialrefund,   4000, 1000, CannotTell",
    "0, partialrefund,  10000,    0, CannotTell",
    "0, debit,           4000,    0, NotFound",
    "0, debit,           4000, 1000, CannotTell",
    "2, partialrefund,   4000,    0, Pending",
    "1, partialrefund,   4000,    0, Declined",
    "1, refund,          4000, 6000, CannotTell",
    "1, debit,           4000,    0, CannotTell",
    "3, debit,           4000,    0, CannotTell",
    "99, refund,        10000,    0, CannotTell"
  })
  void a_refund_is_concluded_from_the_marker(
      String code, String type, long paise, long before, String expected) {
    recorded.answering(
        "{\"statuscode\":\""
            + code
            + "\",\"orderid\":\""
            + REF
            + "\",\"ordertype\":\""
            + type
            + "\"}");

    var inquiry = refunds.inquire(recorded.call(), refund(paise, before));

    var result = inquiry instanceof Inquiry.Found(var outcome) ? outcome : inquiry;
    assertThat(result.getClass().getSimpleName()).isEqualTo(expected);
  }

  private static HostedTopups.Order topup() {
    return new HostedTopups.Order(
        new Reference(REF),
        Money.inr(250_00),
        MOBILE,
        LINKED,
        URI.create("https://batua.example/topup/1"));
  }

  @Test
  void a_topup_is_a_signed_form_that_does_not_print_its_token() {
    var start = (HostedTopups.Start.Page) topups.start(recorded.call(), topup());
    var form = (HostedPayments.Page.Form) start.page();

    assertThat(form.url()).hasToString("https://walletapi.mobikwik.com/addmoneytowallet");
    var fields = new HashMap<>(form.fields());
    var given = fields.remove("checksum");
    assertThat(fields)
        .containsOnlyKeys(
            "amount", "cell", "merchantname", "mid", "orderid", "redirecturl", "token");
    assertThat(given).isEqualTo(MobikwikSignature.byName(Recorded.KEY, fields));
    assertThat(start.toString()).doesNotContain("TOKEN1");
  }

  @Test
  void a_return_is_genuine_only_with_its_checksum_and_for_its_own_topup() {
    var back = new HashMap<>(Map.of("statuscode", "0", "orderid", REF, "amount", "250.00"));
    assertThat(isGenuine(back)).isFalse();

    back.put("checksum", MobikwikSignature.byName(Recorded.KEY, back));
    assertThat(isGenuine(back)).isTrue();

    var changed = new HashMap<>(back);
    changed.put("amount", "2500.00");
    assertThat(isGenuine(changed)).isFalse();

    var other = new HashMap<>(Map.of("statuscode", "0", "orderid", "OTHER-ORDER"));
    other.put("checksum", MobikwikSignature.byName(Recorded.KEY, other));
    assertThat(isGenuine(other)).isFalse();
  }

  private boolean isGenuine(Map<String, String> parameters) {
    return topups.isGenuine(recorded.call(), topup(), parameters);
  }

  @Test
  void a_topup_is_asked_about_like_a_debit() {
    recorded.answering(
        "{\"statuscode\":\"0\",\"orderid\":\"" + REF + "\",\"amount\":\"250\",\"refid\":\"A1\"}");

    assertThat(found(topups.inquire(recorded.call(), topup())))
        .isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void an_account_is_checked_before_it_is_used() {
    var connector = new MobikwikConnector(InstantSource.system());
    assertThat(connector.problems(recorded.account())).isEmpty();

    recorded
        .setting("base_url", "walletapi")
        .setting("token_cap", "ten")
        .setting("token_days", "0")
        .setting("ask_for_user", "maybe")
        .setting("answer_checksum", "maybe")
        .setting("status_checksum", "maybe");

    assertThat(connector.problems(recorded.account())).hasSize(6);
    assertThat(recorded.account().toString()).doesNotContain(Recorded.KEY.reveal());
  }
}
