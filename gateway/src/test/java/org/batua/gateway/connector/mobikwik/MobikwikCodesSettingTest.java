package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import org.batua.gateway.connector.CodesContract;
import org.batua.gateway.connector.Playback;
import org.junit.jupiter.api.Test;

class MobikwikCodesSettingTest extends CodesContract {
  MobikwikCodesSettingTest() {
    super(
        new MobikwikConnector(InstantSource.system()),
        new Playback(new MobikwikConnector(InstantSource.system()))
            .setting("mid", "MBK9006")
            .setting("merchant_name", "Test Merchant")
            .secret("key", "ju6tygh7u7tdg554k098ujd5468o"),
        new Example(
            code -> "{\"status\":\"FAILURE\",\"statuscode\":\"" + code + "\"}",
            "777",
            "1",
            List.of("0", "2", "50", "99", "304")));
  }

  @Test
  void the_codes_of_a_status_are_another_set() {
    var expired = "{\"status\":\"FAILURE\",\"statuscode\":\"20\"}";

    assertThat(asked("20=ACCOUNT_BLOCKED", expired)).isEqualTo("Declined DECLINED_OTHER");
    assertThat(asked("777=LIMIT_EXCEEDED", expired.replace("20", "777"))).isEqualTo("CannotTell");
  }
}
