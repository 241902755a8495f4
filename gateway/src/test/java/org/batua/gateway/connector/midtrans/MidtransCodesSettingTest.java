package org.batua.gateway.connector.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.connector.CodesContract;
import org.batua.gateway.connector.Playback;
import org.junit.jupiter.api.Test;

class MidtransCodesSettingTest extends CodesContract {
  MidtransCodesSettingTest() {
    super(
        new MidtransConnector(),
        new Playback(new MidtransConnector()).secret("server_key", "SB-Mid-server-test"),
        new Example(
            code -> refused(code),
            "407",
            "410",
            List.of("200", "201", "202", "404", "404/1", "406", "429", "500")));
  }

  @Test
  void a_denial_is_told_apart_by_the_code_of_the_wallet_behind_it() {
    var denied = refused("202/2903").replace("{", "{\"transaction_status\":\"deny\",");

    assertThat(asked("", denied)).isEqualTo("Declined DECLINED_OTHER");
    assertThat(asked("202/2903=LIMIT_EXCEEDED", denied)).isEqualTo("Declined LIMIT_EXCEEDED");
  }

  /// @param code alone, or with that of the wallet behind it
  private static String refused(String code) {
    var parts = code.split("/", -1);
    var channel = parts.length > 1 ? ",\"channel_response_code\":\"" + parts[1] + "\"" : "";
    return "{\"status_code\":\"" + parts[0] + "\",\"status_message\":\"m\"" + channel + "}";
  }
}
