package org.batua.gateway.connector.paytm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vectors made with Paytm's published package, version 1.5.1, with the salt `ABCD`.
class PaytmChecksumTest {
  private static final Secret KEY = Secret.of("0123456789abcdef");
  private static final String SALT = "ABCD";
  private static final String JOINED =
      "127.0.0.1|USRPWD|WEB|INR|CUST1|7777777777|Retail|TESTMID00000000001|ORD0001|PPI|WITHDRAW"
          + "|tok-1|1.00";
  private static final String OF_PARAMETERS =
      "zTZeweLX+7XO3RX57v7fJauLclbn6cSxeIWWW7b2jTIeuYfRGQ/Tx4qch6yS9m+45CyYAtY1MoHHap9V5fPbfdHZduwP"
          + "EQNvCJ7M4OA5VPw=";
  private static final String BODY =
      "{\"mid\":\"TESTMID00000000001\",\"orderId\":\"ORD0001\",\"txnType\":\"WITHDRAW\"}";
  private static final String OF_BODY =
      "O6gEtgC6sHemAbim0xa1EGECykUwZyk9tkvUtQ4shs/F6QCVweNqU8WPk3wXFjPZ3Qh/eLMHKsTcZCMocndU7KNJ6YHn"
          + "h+pQNBcKU9bOHAo=";

  private static Map<String, String> withdrawal() {
    var parameters = new HashMap<String, String>();
    parameters.put("MID", "TESTMID00000000001");
    parameters.put("ReqType", "WITHDRAW");
    parameters.put("TxnAmount", "1.00");
    parameters.put("AppIP", "127.0.0.1");
    parameters.put("OrderId", "ORD0001");
    parameters.put("Currency", "INR");
    parameters.put("DeviceId", "7777777777");
    parameters.put("SSOToken", "tok-1");
    parameters.put("PaymentMode", "PPI");
    parameters.put("CustId", "CUST1");
    parameters.put("IndustryType", "Retail");
    parameters.put("Channel", "WEB");
    parameters.put("AuthMode", "USRPWD");
    return parameters;
  }

  @Test
  void flat_parameters_are_joined_and_signed_as_the_package_does() {
    assertThat(PaytmChecksum.text(withdrawal())).isEqualTo(JOINED);
    assertThat(PaytmChecksum.of(KEY, JOINED, SALT)).isEqualTo(OF_PARAMETERS);
  }

  @Test
  void a_body_is_signed_as_the_package_does() {
    assertThat(PaytmChecksum.of(KEY, BODY, SALT)).isEqualTo(OF_BODY);
  }

  @Test
  void what_was_signed_is_known_again_whatever_the_salt() {
    assertThat(PaytmChecksum.isRight(KEY, BODY, OF_BODY)).isTrue();
    assertThat(PaytmChecksum.isRight(KEY, BODY, PaytmChecksum.of(KEY, BODY))).isTrue();
    assertThat(PaytmChecksum.of(KEY, BODY)).isNotEqualTo(PaytmChecksum.of(KEY, BODY));
  }

  @Test
  void another_text_or_key_has_another_checksum() {
    assertThat(PaytmChecksum.isRight(KEY, BODY + " ", OF_BODY)).isFalse();
    assertThat(PaytmChecksum.isRight(Secret.of("fedcba9876543210"), BODY, OF_BODY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base 64!", "zTZeweLX+7XO3RX57v7fJQ=="})
  void what_is_no_checksum_is_not_right(String given) {
    assertThat(PaytmChecksum.isRight(KEY, BODY, given)).isFalse();
  }
}
