package org.batua.gateway.connector.midtrans;

import java.util.Map;
import java.util.Set;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.ConnectorContract.Wiring;
import org.batua.gateway.connector.DebitContract;
import org.batua.gateway.connector.KeyContract;
import org.batua.gateway.connector.RedirectLinkingContract;
import org.batua.gateway.connector.RefundContract;
import org.batua.gateway.connector.Wording;
import org.junit.jupiter.api.Nested;

/// The connector against the simulator.
class MidtransContractTest {
  static final Secret KEY = Secret.of("SB-Mid-server-batua-simulator");

  private static final Wiring WIRING =
      new Wiring(
          new MidtransConnector(),
          url -> Map.of("base_url", url),
          Map.of("server_key", KEY),
          new Wording(
              Map.of(),
              Map.of(),
              Map.of(),
              Set.of(
                  Wording.Silence.UNSIGNED_REQUESTS,
                  Wording.Silence.FORGETS_FAILED_REFUNDS,
                  Wording.Silence.DEVICE)));

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
