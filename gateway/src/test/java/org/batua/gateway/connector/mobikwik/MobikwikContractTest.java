package org.batua.gateway.connector.mobikwik;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.batua.gateway.connector.ConnectorContract.Wiring;
import org.batua.gateway.connector.DebitContract;
import org.batua.gateway.connector.KeyContract;
import org.batua.gateway.connector.LinkingContract;
import org.batua.gateway.connector.RefundContract;
import org.batua.gateway.connector.TopupContract;
import org.batua.gateway.connector.Wording;
import org.junit.jupiter.api.Nested;

/// The connector against the simulator, with the keys that are published for the test host.
class MobikwikContractTest {
  private static final Wiring WIRING =
      new Wiring(
          new MobikwikConnector(InstantSource.system()),
          url -> Map.of("base_url", url, "mid", "MBK9006", "merchant_name", "Test Merchant"),
          Map.of("key", Recorded.KEY),
          new Wording(
              Map.of(),
              Map.of(),
              Map.of(),
              Set.of(Wording.Silence.DEVICE, Wording.Silence.SESSION)));

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
