package org.batua.gateway.connector.amazonpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Reference;
import org.junit.jupiter.api.Test;

class AmazonpayTopupsTest extends AmazonpayPlayback {
  @Test
  void the_path_of_a_topup_is_the_accounts() {
    var order =
        new HostedTopups.Order(
            new Reference(REFERENCE),
            Money.inr(1),
            MOBILE,
            HELD,
            URI.create("https://batua.example/back"));
    var call = call(400, "{\"code\":\"NonKYCAccount\"}", Map.of("path_topup", "/v2/load"));

    assertThat(connector.topups().orElseThrow().start(call, order))
        .isInstanceOf(HostedTopups.Start.Refused.class);
    assertThat(sent.getFirst().url()).hasToString("https://amazonpay.amazon.in/v2/load");
  }
}
