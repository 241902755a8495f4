package org.batua.gateway.connector.paytm;

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
class PaytmContractTest {
  /// Paytm tells no expired OTP from an unknown session, and has one code for most declines.
  private static final Wording WORDING =
      new Wording(
          Map.of(ProviderError.OTP_EXPIRED, ProviderError.AUTH_SESSION_INVALID),
          Map.of(
              ProviderError.LIMIT_EXCEEDED,
              ProviderError.DECLINED_OTHER,
              ProviderError.ACCOUNT_BLOCKED,
              ProviderError.DECLINED_OTHER),
          Map.of(ProviderError.MERCHANT_FUNDS, ProviderError.REFUND_NOT_ALLOWED),
          Set.of(Wording.Silence.TIME_TO_WAIT));

  private static final Wiring WIRING =
      new Wiring(
          new PaytmConnector(),
          url ->
              Map.of(
                  "accounts_url",
                  url,
                  "pg_url",
                  url,
                  "mid",
                  "TESTMID00000000001",
                  "client_id",
                  "test-client"),
          Map.of(
              "merchant_key", Secret.of("0123456789abcdef"),
              "client_secret", Secret.of("test-client-secret")),
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
