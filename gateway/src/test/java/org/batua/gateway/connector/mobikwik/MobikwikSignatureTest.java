package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;

/// The published request samples, signed with the key that is published for the test host.
class MobikwikSignatureTest {
  private static final Secret KEY = Secret.of("ju6tygh7u7tdg554k098ujd5468o");

  @Test
  void the_published_otp_sample_is_reproduced() {
    var parameters =
        Map.of(
            "amount", "1",
            "cell", "9910057241",
            "merchantname", "TestMerchant",
            "mid", "MBK9006",
            "msgcode", "504",
            "tokentype", "1");

    assertThat(MobikwikSignature.byName(KEY, parameters))
        .isEqualTo("abb25243ec1d608e10612c6dfa11e0e05a4591c4544acf18d604cd31ea23607d");
  }

  @Test
  void the_published_debit_sample_is_reproduced() {
    var parameters =
        Map.of(
            "amount", "1",
            "cell", "9910057241",
            "comment", "comment",
            "merchantname", "Test Merchant",
            "mid", "MBK9006",
            "msgcode", "503",
            "orderid", "INFO1111100003",
            "token", "320322754e14428ea85d80d7c732d772",
            "txntype", "debit");

    assertThat(MobikwikSignature.byName(KEY, parameters))
        .isEqualTo("00f7c462b92e038653865f1f656ec1cea4f50745032e5bd9e73b7c62ec204712");
  }

  @Test
  void a_token_request_is_signed_by_the_names_of_its_values() {
    var parameters =
        Map.of(
            "amount", "200",
            "cell", "9311032820",
            "merchantname", "TestMerchant",
            "mid", "MBK9006",
            "msgcode", "507",
            "otp", "123456",
            "tokentype", "1");

    assertThat(MobikwikSignature.byName(KEY, parameters))
        .isEqualTo("aa7d87cc36a3fe56249452627deccdf2b97eb623134762fa3c71c271f62044d4");
  }

  @Test
  void a_balance_request_is_signed_by_the_names_of_its_values() {
    var parameters =
        Map.of(
            "cell", "9311032820",
            "merchantname", "TestMerchant",
            "mid", "MBK9006",
            "msgcode", "501",
            "token", "MBK_TOKEN_123456789");

    assertThat(MobikwikSignature.byName(KEY, parameters))
        .isEqualTo("e6b5f61a788004b55155481f0b5dd4088951e01a40b18fa315f7be6eaf54c2ed");
  }

  @Test
  void a_status_request_is_signed_over_mid_and_order() {
    var parameters = Map.of("orderid", "ORDER_123456", "mid", "MBK9006");

    assertThat(MobikwikSignature.inOrder(KEY, parameters, List.of("mid", "orderid")))
        .isEqualTo("b968242a10be94ad6c9db514a7c627ad0893a74fd047370b135cc14408b14cdc");
  }

  @Test
  void a_refund_request_is_signed_in_an_order_of_its_own() {
    var parameters =
        Map.of("amount", "150.50", "ispartial", "yes", "mid", "MBK9006", "txid", "ORDER_123456");

    assertThat(
            MobikwikSignature.inOrder(KEY, parameters, List.of("mid", "txid", "amount", "email")))
        .isEqualTo("22684fd7ed25fc38c34ea4863a944692eac9e53907d4b8d120f583328bd04e5e");
  }

  @Test
  void empty_values_are_left_out() {
    assertThat(MobikwikSignature.byName(KEY, Map.of("a", "1", "b", "", "c", "2")))
        .isEqualTo(MobikwikSignature.byName(KEY, Map.of("a", "1", "c", "2")));
  }

  @Test
  void checksums_are_compared_without_regard_to_the_case_of_their_letters() {
    assertThat(MobikwikSignature.same("ab12", "AB12")).isTrue();
    assertThat(MobikwikSignature.same("ab12", "ab13")).isFalse();
    assertThat(MobikwikSignature.same("ab12", "")).isFalse();
  }
}
