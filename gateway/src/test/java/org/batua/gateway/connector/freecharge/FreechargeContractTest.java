package org.batua.gateway.connector.freecharge;

import java.util.Map;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.ConnectorContract.Wiring;
import org.batua.gateway.connector.DebitContract;
import org.batua.gateway.connector.KeyContract;
import org.batua.gateway.connector.LinkingContract;
import org.batua.gateway.connector.RefundContract;
import org.batua.gateway.connector.TopupContract;
import org.batua.gateway.connector.development.DevelopmentContractTest;
import org.batua.gateway.connector.development.DevelopmentWallet;
import org.junit.jupiter.api.Nested;

/// The connector against the simulator, completed by the development protocol as in development.
class FreechargeContractTest {
  static final String MERCHANT = "FCSIM01";
  static final Secret KEY = Secret.of("freecharge-simulator-key");

  static final Wiring WIRING =
      new Wiring(
          new DevelopmentWallet(new FreechargeConnector()),
          url ->
              Map.of(
                  "base_url",
                  url,
                  "merchant_id",
                  MERCHANT,
                  "development_url",
                  url + "/development",
                  "development_merchant",
                  MERCHANT),
          Map.of("key", KEY, "development_key", KEY),
          DevelopmentContractTest.WORDING);

  @Nested
  class Links extends LinkingContract {
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
  class Topups extends TopupContract {
    Topups() {
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
