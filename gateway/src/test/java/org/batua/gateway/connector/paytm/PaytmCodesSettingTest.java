package org.batua.gateway.connector.paytm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.connector.CodesContract;
import org.batua.gateway.connector.Playback;
import org.junit.jupiter.api.Test;

class PaytmCodesSettingTest extends CodesContract {
  PaytmCodesSettingTest() {
    super(
        new PaytmConnector(),
        new Playback(new PaytmConnector())
            .setting("mid", "TESTMID00000000001")
            .setting("client_id", "client")
            .secret("merchant_key", "0123456789abcdef")
            .secret("client_secret", "secret"),
        new Example(
            code -> "{\"Status\":\"TXN_FAILURE\",\"ResponseCode\":\"" + code + "\"}",
            "999",
            "810",
            List.of(
                "01",
                "02",
                "331",
                "334",
                "400",
                "402",
                "501",
                "631",
                "BE1426003",
                "DUPLICATE_REF_ID")));
  }

  private static String failed(String code) {
    return "{\"head\":{},\"body\":{\"resultInfo\":{\"resultStatus\":\"TXN_FAILURE\","
        + "\"resultCode\":\""
        + code
        + "\"}}}";
  }

  @Test
  void a_code_that_is_said_to_refuse_the_question_says_nothing_of_the_debit() {
    assertThat(asked("", failed("999"))).isEqualTo("Declined DECLINED_OTHER");
    assertThat(asked("999=LIMIT_EXCEEDED", failed("999"))).isEqualTo("Declined LIMIT_EXCEEDED");
    assertThat(asked("999=PROVIDER_CONFIG", failed("999"))).isEqualTo("CannotTell");
    assertThat(asked("999=UNKNOWN", failed("999"))).isEqualTo("CannotTell");
  }
}
