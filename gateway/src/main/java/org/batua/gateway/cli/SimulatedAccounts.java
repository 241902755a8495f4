package org.batua.gateway.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.batua.gateway.connector.GatewayCode;

/// The provider accounts that development's merchant has at the simulator, one per gateway.
///
/// The credentials are the ones that providers publish for their test benches, or made up; they
/// open nothing but the simulator.
final class SimulatedAccounts {
  private SimulatedAccounts() {}

  /// One account's settings and secrets.
  record Account(GatewayCode gateway, Map<String, String> values) {}

  static List<Account> at(URI simulator) {
    return List.of(mobikwik(simulator), gopay(simulator), amazonpay(simulator));
  }

  private static Account mobikwik(URI simulator) {
    return new Account(
        new GatewayCode("MOBIKWIK"),
        Map.of(
            "base_url",
            simulator + "/mobikwik",
            "mid",
            "MBK9006",
            "merchant_name",
            "Batua",
            "key",
            "ju6tygh7u7tdg554k098ujd5468o"));
  }

  private static Account gopay(URI simulator) {
    return new Account(
        new GatewayCode("GOPAY"),
        Map.of("base_url", simulator + "/gopay", "server_key", "SB-Mid-server-batua-simulator"));
  }

  private static Account amazonpay(URI simulator) {
    var provider = simulator + "/amazonpay";
    return new Account(
        new GatewayCode("AMAZONPAY"),
        Map.of(
            "base_url",
            provider,
            "token_url",
            provider + "/auth/o2/token",
            "consent_url",
            provider + "/ap/oa",
            "merchant_id",
            "ABATUASIMULATE",
            "access_key_id",
            "amazonpay-simulator-access-key",
            "secret_key",
            "amazonpay-simulator-secret-key",
            "client_id",
            "amzn1.application-oa2-client.simulator",
            "client_secret",
            "amzn1.oa2-cs.v1.simulator"));
  }
}
