package org.batua.gateway.connector.amazonpay;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.ConnectorContract.Wiring;
import org.batua.gateway.connector.DebitContract;
import org.batua.gateway.connector.KeyContract;
import org.batua.gateway.connector.RedirectLinkingContract;
import org.batua.gateway.connector.RefundContract;
import org.batua.gateway.connector.TopupContract;
import org.batua.gateway.connector.Wording;
import org.junit.jupiter.api.Nested;

/// The connector against the simulator.
class AmazonpayContractTest {
  private static final Wiring WIRING =
      new Wiring(
          new AmazonpayConnector(InstantSource.system()),
          AmazonpayContractTest::settings,
          Map.of(
              "secret_key", Secret.of("amazonpay-simulator-secret-key"),
              "client_secret", Secret.of("amzn1.oa2-cs.v1.simulator")),
          new Wording(
              Map.of(),
              Map.of(),
              Map.of(),
              Set.of(
                  Wording.Silence.NO_LINK_POLL,
                  Wording.Silence.ASKS_FOR_MONEY,
                  Wording.Silence.DEVICE)));

  private static Map<String, String> settings(String url) {
    return Map.of(
        "base_url",
        url,
        "token_url",
        url + "/auth/o2/token",
        "consent_url",
        url + "/ap/oa",
        "merchant_id",
        "ABATUASIMULATE",
        "access_key_id",
        "amazonpay-simulator-access-key",
        "client_id",
        "amzn1.application-oa2-client.simulator");
  }

  @Nested
  class Links extends RedirectLinkingContract {
    Links() {
      super(WIRING);
    }
  }

  @Nested
  class Debits extends DebitContract {
    Debits() {
      super(WIRING);
    }
  }

  @Nested
  class Topups extends TopupContract {
    Topups() {
      super(WIRING);
    }
  }

  @Nested
  class Refunds extends RefundContract {
    Refunds() {
      super(WIRING);
    }
  }

  @Nested
  class Keys extends KeyContract {
    Keys() {
      super(WIRING);
    }
  }
}
