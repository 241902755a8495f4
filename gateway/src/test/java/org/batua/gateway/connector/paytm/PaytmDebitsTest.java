package org.batua.gateway.connector.paytm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Optional;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PaytmDebitsTest extends PaytmPlayback {
  @Test
  void a_debit_is_flat_and_its_checksum_covers_all_of_it() {
    playback.answering(recorded("TXN_SUCCESS", "01", "1.00"));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class,
            s -> assertThat(s.providerReference()).isEqualTo("20180412111212800110168"));
    var sent = new HashMap<String, String>();
    JsonMapper.shared()
        .readTree(playback.request().body())
        .properties()
        .forEach(p -> sent.put(p.getKey(), p.getValue().asString()));
    var checksum = Optional.ofNullable(sent.remove("CheckSum")).orElseThrow();
    assertThat(PaytmChecksum.isRight(Secret.of(KEY), PaytmChecksum.text(sent), checksum)).isTrue();
    assertThat(sent)
        .containsEntry("ReqType", "WITHDRAW")
        .containsEntry("TxnAmount", "1.00")
        .containsEntry("OrderId", REFERENCE.value())
        .containsEntry("DeviceId", "7777777777")
        .containsEntry("SSOToken", "A1")
        .containsEntry("PaymentMode", "PPI")
        .containsEntry("CustId", "CUST1")
        .containsEntry("AuthMode", "USRPWD");
  }

  @ParameterizedTest
  @CsvSource({"1.01", "100", "0.10"})
  void a_success_of_another_amount_is_for_somebody_to_look_at(String amount) {
    playback.answering(recorded("TXN_SUCCESS", "01", amount));

    assertThat(debit())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, u -> assertThat(u.failure().cause()).isEqualTo(Cause.INTEGRITY));
  }
}
