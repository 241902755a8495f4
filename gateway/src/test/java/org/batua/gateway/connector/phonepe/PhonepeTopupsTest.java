package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.gateway.connector.phonepe.Printed.LINKED;
import static org.batua.gateway.connector.phonepe.Printed.MOBILE;
import static org.batua.gateway.connector.phonepe.Printed.ok;

import java.net.URI;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhonepeTopupsTest extends PhonepePlayback {
  @Test
  void a_topup_adds_what_was_asked_for_whatever_the_wallet_holds() {
    playback
        .setting("app_version", "400698")
        .answering(ok("{\"redirectUrl\":\"phonepe://topup?token=x\"}"));

    assertThat(topUp())
        .isEqualTo(
            new HostedTopups.Start.Page(
                new CustomerPage.Link(URI.create("phonepe://topup?token=x"))));
    var sent = printed.sent("/v3/wallet/topup");
    assertThat(sent.path("adjustAmount").asBoolean(true)).isFalse();
    assertThat(sent.at("/deviceContext/phonePeVersionCode").asLong()).isEqualTo(400_698);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "/relative", "no url"})
  void what_a_browser_must_not_open_is_no_deeplink(String url) {
    playback.answering(ok("{\"redirectUrl\":\"" + url + "\"}"));

    assertThat(topUp()).isInstanceOf(HostedTopups.Start.Unavailable.class);
  }

  @Test
  void nobody_can_be_asked_about_a_topup() {
    var order = new HostedTopups.Order(REFERENCE, Money.inr(50_00), MOBILE, LINKED, BACK);

    assertThat(connector.topups().orElseThrow().inquire(playback.call(), order))
        .isInstanceOf(Inquiry.CannotTell.class);
    assertThat(playback.requestCount()).isZero();
  }
}
