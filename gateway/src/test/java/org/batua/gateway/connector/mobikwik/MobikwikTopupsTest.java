package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.HostedTopups;
import org.junit.jupiter.api.Test;

class MobikwikTopupsTest extends MobikwikPlayback {
  @Test
  void a_topup_is_a_signed_form_that_does_not_print_its_token() {
    var start = (HostedTopups.Start.Page) topups.start(recorded.call(), topup());
    var form = (CustomerPage.Form) start.page();

    assertThat(form.url()).hasToString("https://walletapi.mobikwik.com/addmoneytowallet");
    var fields = new HashMap<>(form.fields());
    var given = fields.remove("checksum");
    assertThat(fields)
        .containsOnlyKeys(
            "amount", "cell", "merchantname", "mid", "orderid", "redirecturl", "token");
    assertThat(given).isEqualTo(MobikwikSignature.byName(Recorded.KEY, fields));
    assertThat(start.toString()).doesNotContain("TOKEN1");
  }

  @Test
  void a_return_is_genuine_only_with_its_checksum_and_for_its_own_topup() {
    var back = new HashMap<>(Map.of("statuscode", "0", "orderid", REF, "amount", "250.00"));
    assertThat(isGenuine(back)).isFalse();

    back.put("checksum", MobikwikSignature.byName(Recorded.KEY, back));
    assertThat(isGenuine(back)).isTrue();

    var changed = new HashMap<>(back);
    changed.put("amount", "2500.00");
    assertThat(isGenuine(changed)).isFalse();

    var other = new HashMap<>(Map.of("statuscode", "0", "orderid", "OTHER-ORDER"));
    other.put("checksum", MobikwikSignature.byName(Recorded.KEY, other));
    assertThat(isGenuine(other)).isFalse();
  }
}
