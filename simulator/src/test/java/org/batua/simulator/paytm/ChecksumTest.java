package org.batua.simulator.paytm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What Paytm's published checksum package makes of the same texts.
class ChecksumTest {
  private static final String KEY = "0123456789abcdef";
  private static final String SALT = "ABCD";
  private static final String BODY =
      "{\"mid\":\"TESTMID00000000001\",\"orderId\":\"ORD0001\",\"txnType\":\"WITHDRAW\"}";
  private static final String OF_BODY =
      "O6gEtgC6sHemAbim0xa1EGECykUwZyk9tkvUtQ4shs/F6QCVweNqU8WPk3wXFjPZ3Qh/eLMHKsTcZCMocndU7KNJ6YHnh"
          + "+pQNBcKU9bOHAo=";

  @Test
  void flat_parameters_are_signed_as_the_package_signs_them() {
    Map<String, String> fields = new HashMap<>();
    fields.put("MID", "TESTMID00000000001");
    fields.put("ReqType", "WITHDRAW");
    fields.put("TxnAmount", "1.00");
    fields.put("AppIP", "127.0.0.1");
    fields.put("OrderId", "ORD0001");
    fields.put("Currency", "INR");
    fields.put("DeviceId", "7777777777");
    fields.put("SSOToken", "tok-1");
    fields.put("PaymentMode", "PPI");
    fields.put("CustId", "CUST1");
    fields.put("IndustryType", "Retail");
    fields.put("Channel", "WEB");
    fields.put("AuthMode", "USRPWD");
    assertThat(Checksum.sign(Checksum.joined(fields), KEY, SALT))
        .isEqualTo(
            "zTZeweLX+7XO3RX57v7fJauLclbn6cSxeIWWW7b2jTIeuYfRGQ/Tx4qch6yS9m+45CyYAtY1MoHHap9V5fPbfdHZ"
                + "duwPEQNvCJ7M4OA5VPw=");
  }

  @Test
  void a_body_is_signed_as_the_package_signs_it() {
    assertThat(Checksum.sign(BODY, KEY, SALT)).isEqualTo(OF_BODY);
  }

  @Test
  void a_signature_holds_for_its_text_and_its_key_alone() {
    assertThat(Checksum.matches(BODY, KEY, OF_BODY)).isTrue();
    assertThat(Checksum.matches(BODY, KEY, Checksum.sign(BODY, KEY))).isTrue();
    assertThat(Checksum.matches(BODY + " ", KEY, OF_BODY)).isFalse();
    assertThat(Checksum.matches(BODY, "fedcba9876543210", OF_BODY)).isFalse();
    assertThat(Checksum.matches(BODY, KEY, "")).isFalse();
    assertThat(Checksum.matches(BODY, KEY, "not base 64!")).isFalse();
  }
}
