package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.junit.jupiter.api.Test;

class MobikwikWireTest extends MobikwikPlayback {
  @Test
  void a_right_checksum_is_accepted_and_a_missing_one_where_it_is_not_required() {
    var fields = new HashMap<>(Map.of("statuscode", "0", "orderid", REF, "refId", "M1"));
    var checksum = MobikwikSignature.byName(Recorded.KEY, fields);
    var body = debited(",\"orderid\":\"" + REF + "\",\"checksum\":\"" + checksum + "\"");
    var withoutStatus = body.replace("\"status\":\"SUCCESS\",", "");
    recorded.setting("answer_checksum", "required");

    assertThat(debit(withoutStatus)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(cause(debit(debited("")))).isEqualTo(Cause.INTEGRITY);
  }

  @Test
  void a_wrong_checksum_is_passed_over_only_where_checksums_are_ignored() {
    recorded.setting("answer_checksum", "ignored");

    assertThat(debit(debited(",\"checksum\":\"00\""))).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void an_error_page_is_unknown() {
    recorded.answering(502, "<html><body>Bad Gateway</body></html>");

    assertThat(cause(debits.debit(recorded.call(), order(1)))).isEqualTo(Cause.HTTP_ERROR);
  }
}
