package org.batua.gateway.wiring;

import java.time.InstantSource;
import java.util.List;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.amazonpay.AmazonpayConnector;
import org.batua.gateway.connector.development.DevelopmentWallet;
import org.batua.gateway.connector.freecharge.FreechargeConnector;
import org.batua.gateway.connector.midtrans.MidtransConnector;
import org.batua.gateway.connector.mobikwik.MobikwikConnector;
import org.batua.gateway.connector.paytm.PaytmConnector;
import org.batua.gateway.connector.phonepe.PhonepeConnector;

/// The connectors of every provider that this server offers.
final class OfferedConnectors {
  private OfferedConnectors() {}

  /// A wallet whose linking is not public can be linked in development only.
  static Connectors of(Config config, InstantSource clock) {
    Connector freecharge = new FreechargeConnector();
    return new Connectors(
        List.of(
            new MobikwikConnector(clock),
            new PaytmConnector(),
            new PhonepeConnector(),
            new MidtransConnector(),
            new AmazonpayConnector(clock),
            config.mode() == Config.Mode.DEVELOPMENT
                ? new DevelopmentWallet(freecharge)
                : freecharge));
  }
}
