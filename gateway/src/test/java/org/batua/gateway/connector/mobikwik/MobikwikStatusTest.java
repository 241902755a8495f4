package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.junit.jupiter.api.Test;

class MobikwikStatusTest extends MobikwikPlayback {
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

  @Test
  void a_topup_is_asked_about_like_a_debit() {
    recorded.answering(
        "{\"statuscode\":\"0\",\"orderid\":\"" + REF + "\",\"amount\":\"250\",\"refid\":\"A1\"}");

    assertThat(found(topups.inquire(recorded.call(), topup())))
        .isInstanceOf(Outcome.Succeeded.class);
  }
}
