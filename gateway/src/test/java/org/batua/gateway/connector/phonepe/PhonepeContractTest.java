package org.batua.gateway.connector.phonepe;

import java.util.Map;
import java.util.Set;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.ConnectorContract.Wiring;
import org.batua.gateway.connector.DebitContract;
import org.batua.gateway.connector.KeyContract;
import org.batua.gateway.connector.LinkingContract;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.RefundContract;
import org.batua.gateway.connector.TopupContract;
import org.batua.gateway.connector.Wording;
import org.junit.jupiter.api.Nested;

/// The connector against the simulator.
class PhonepeContractTest {
  /// PhonePe has one code for most declines, and learns the device only when the OTP is entered.
  private static final Wording WORDING =
      new Wording(
          Map.of(),
          Map.of(ProviderError.LIMIT_EXCEEDED, ProviderError.DECLINED_OTHER),
          Map.of(
              ProviderError.MERCHANT_FUNDS,
              ProviderError.DECLINED_OTHER,
              ProviderError.REFUND_NOT_ALLOWED,
              ProviderError.DECLINED_OTHER),
          Set.of(Wording.Silence.TIME_TO_WAIT, Wording.Silence.DEVICE));

  static final Wiring WIRING =
      new Wiring(
          new PhonepeConnector(),
          url -> Map.of("base_url", url, "merchant_id", "TESTMID"),
          Map.of("salt_key", Secret.of("test-salt-key")),
          WORDING);

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
