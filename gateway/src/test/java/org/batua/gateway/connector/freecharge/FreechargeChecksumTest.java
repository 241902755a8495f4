package org.batua.gateway.connector.freecharge;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.base.Secret;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Checksums that were computed outside of both modules, with Python's json and hashlib.
class FreechargeChecksumTest {
  private static final Secret KEY = Secret.of("freecharge-simulator-key");

  @Test
  void members_are_sorted_and_followed_by_the_key() {
    var json =
        """
        {"txnType": "CUSTOMER_PAYMENT", "merchantTxnId": "01JD0000000000000000000001",
         "merchantId": "FCSIM01"}
        """;
    assertThat(of(json))
        .isEqualTo("5cda668efd4e8fde6ddbbb780421c7e54663e3746f2f71e6471b7202222315f9");
  }

  @Test
  void blank_members_are_left_out_and_slashes_and_letters_stand_for_themselves() {
    var json =
        """
        {"merchantId": "FCSIM01", "merchantTxnId": "01JD0000000000000000000001",
         "amount": "10.00", "channel": "WEB", "currency": "INR",
         "surl": "https://shop.example/pay/back", "furl": "https://shop.example/pay/back",
         "productInfo": "Café ₹ a/b \\"x\\"", "mobile": "9000000001", "email": "",
         "customerName": null}
        """;
    assertThat(of(json))
        .isEqualTo("82ba85bb563a7ca9887458576a582f2db61ae0e6abef81cd7e148aaa66073398");
  }

  @Test
  void what_is_inside_is_sorted_too_and_the_checksum_itself_left_out() {
    var json =
        """
        {"b": {"z": "1", "a": null, "c": "  ", "y": ["2", {"q": "3", "p": "4"}]},
         "a": 10.00, "n": 7, "t": true, "checksum": "zz"}
        """;
    assertThat(of(json))
        .isEqualTo("fcf191a5284cd90b7b3241fe9e9ba578192913217dd9e39cebf7937a53e4ce4d");
  }

  private static String of(String json) {
    return FreechargeChecksum.of(JsonMapper.shared().readTree(json), KEY);
  }
}
