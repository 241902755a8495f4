package org.batua.simulator.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The published vectors and those that follow from the published rule.
class ChecksumTest {
  private static final String KEY = "ju6tygh7u7tdg554k098ujd5468o";

  @Test
  void otpgenerate_of_the_published_sample() {
    Map<String, String> fields =
        Map.of(
            "amount", "1",
            "cell", "9910057241",
            "merchantname", "TestMerchant",
            "mid", "MBK9006",
            "msgcode", "504",
            "tokentype", "1");
    assertThat(Checksum.byName(fields, KEY))
        .isEqualTo("abb25243ec1d608e10612c6dfa11e0e05a4591c4544acf18d604cd31ea23607d");
  }

  @Test
  void debitwallet_of_the_published_sample() {
    Map<String, String> fields =
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
    assertThat(Checksum.byName(fields, KEY))
        .isEqualTo("00f7c462b92e038653865f1f656ec1cea4f50745032e5bd9e73b7c62ec204712");
  }

  @Test
  void tokengenerate() {
    Map<String, String> fields =
        Map.of(
            "amount", "200",
            "cell", "9311032820",
            "merchantname", "TestMerchant",
            "mid", "MBK9006",
            "msgcode", "507",
            "otp", "123456",
            "tokentype", "1");
    assertThat(Checksum.byName(fields, KEY))
        .isEqualTo("aa7d87cc36a3fe56249452627deccdf2b97eb623134762fa3c71c271f62044d4");
  }

  @Test
  void userbalance() {
    Map<String, String> fields =
        Map.of(
            "cell", "9311032820",
            "merchantname", "TestMerchant",
            "mid", "MBK9006",
            "msgcode", "501",
            "token", "MBK_TOKEN_123456789");
    assertThat(Checksum.byName(fields, KEY))
        .isEqualTo("e6b5f61a788004b55155481f0b5dd4088951e01a40b18fa315f7be6eaf54c2ed");
  }

  @Test
  void checkstatus_signs_mid_before_orderid() {
    Map<String, String> fields = Map.of("mid", "MBK9006", "orderid", "ORDER_123456");
    assertThat(Checksum.inOrder(fields, List.of("mid", "orderid"), KEY))
        .isEqualTo("b968242a10be94ad6c9db514a7c627ad0893a74fd047370b135cc14408b14cdc");
  }

  @Test
  void walletrefund_signs_mid_txid_amount() {
    Map<String, String> fields =
        Map.of("mid", "MBK9006", "txid", "ORDER_123456", "amount", "150.50", "ispartial", "yes");
    assertThat(Endpoint.Signing.REFUND.sign(fields, KEY))
        .isEqualTo("22684fd7ed25fc38c34ea4863a944692eac9e53907d4b8d120f583328bd04e5e");
  }

  @Test
  void empty_values_and_the_checksum_itself_are_left_out() {
    Map<String, String> bare = Map.of("mid", "MBK9006", "orderid", "ORDER_123456");
    Map<String, String> more =
        Map.of("mid", "MBK9006", "orderid", "ORDER_123456", "amount", "", "checksum", "x");
    assertThat(Checksum.byName(more, KEY)).isEqualTo(Checksum.byName(bare, KEY));
  }

  @Test
  void an_aggregated_merchant_id_is_signed_last() {
    Map<String, String> fields = Map.of("aggregatedMerchantId", "A1", "mid", "MBK9006");
    Map<String, String> inOrder = Map.of("a", "MBK9006", "b", "A1");
    assertThat(Checksum.byName(fields, KEY)).isEqualTo(Checksum.byName(inOrder, KEY));
  }
}
