package org.batua.gateway.connector.freecharge;

import java.util.List;
import org.batua.gateway.connector.CodesContract;
import org.batua.gateway.connector.Playback;

class FreechargeCodesSettingTest extends CodesContract {
  FreechargeCodesSettingTest() {
    super(
        new FreechargeConnector(),
        new Playback(new FreechargeConnector())
            .setting("merchant_id", "FCSIM01")
            .setting("answer_checksum", "ignored")
            .secret("key", "freecharge-key"),
        new Example(
            code -> "{\"status\":\"FAILED\",\"errorCode\":\"" + code + "\"}",
            "E101",
            "REFUND_NOT_ALLOWED",
            List.of("TXN_NOT_FOUND", "DUPLICATE_TXN")));
  }
}
