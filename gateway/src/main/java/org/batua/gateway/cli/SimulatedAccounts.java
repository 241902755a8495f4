package org.batua.gateway.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.development.DevelopmentWallet;

/// The provider accounts that development's merchant has at the simulator, one per gateway.
///
/// The credentials are the ones that providers publish for their test benches, or made up; they
/// open nothing but the simulator.
final class SimulatedAccounts {
  private SimulatedAccounts() {}

  /// One account's settings and secrets.
  ///
  /// @param mid the merchant's id at the provider
  record Account(GatewayCode gateway, String mid, Map<String, String> values) {}

  static List<Account> at(URI simulator) {
    return List.of(
        mobikwik(simulator),
        paytm(simulator),
        phonepe(simulator),
        gopay(simulator),
        amazonpay(simulator),
        freecharge(simulator));
  }

  private static Account mobikwik(URI simulator) {
    return new Account(
        new GatewayCode("MOBIKWIK"),
        "MBK9006",
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
        "G141532850",
        Map.of("base_url", simulator + "/gopay", "server_key", "SB-Mid-server-batua-simulator"));
  }

  private static Account amazonpay(URI simulator) {
    var provider = simulator + "/amazonpay";
    return new Account(
        new GatewayCode("AMAZONPAY"),
        "ABATUASIMULATE",
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

  private static Account paytm(URI simulator) {
    return new Account(
        new GatewayCode("PAYTM"),
        "TESTMID00000000001",
        Map.of(
            "accounts_url",
            simulator + "/paytm",
            "pg_url",
            simulator + "/paytm",
            "mid",
            "TESTMID00000000001",
            "merchant_key",
            "0123456789abcdef",
            "client_id",
            "test-client",
            "client_secret",
            "test-client-secret"));
  }

  private static Account phonepe(URI simulator) {
    return new Account(
        new GatewayCode("PHONEPE"),
        "TESTMID",
        Map.of(
            "base_url",
            simulator + "/phonepe",
            "merchant_id",
            "TESTMID",
            "salt_key",
            "test-salt-key"));
  }

  private static Account freecharge(URI simulator) {
    return new Account(
        new GatewayCode("FREECHARGE"),
        "FCSIM01",
        Map.of(
            "base_url",
            simulator + "/freecharge",
            "merchant_id",
            "FCSIM01",
            "key",
            "freecharge-simulator-key",
            DevelopmentWallet.URL_SETTING,
            simulator + "/freecharge/development",
            "development_merchant",
            "FCSIM01",
            "development_key",
            "freecharge-simulator-key"));
  }
}
