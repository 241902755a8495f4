package org.batua.gateway.connector.development;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.Transport;

/// Calls of the development protocol to which one answer is played, signed as the other side does.
abstract class DevelopmentPlayback {
  static final Secret KEY = Secret.of("k3y");

  final List<Transport.Request> sent = new ArrayList<>();

  Call call(int status, String body, Map<String, String> headers) {
    var account =
        new ProviderAccount(
            "pa_1",
            new GatewayCode("FREECHARGE"),
            Map.of("development_url", "https://wallet.example/d", "development_merchant", "M1"),
            Map.of("development_key", KEY));
    return new Call(
        account,
        "device-1",
        Duration.ofSeconds(1),
        (_, _, request, _) -> {
          sent.add(request);
          return new Transport.Exchange.Answered(status, headers, body);
        });
  }

  /// An answer to the call of this name, with the signature that belongs to it.
  Call signed(String name, int status, String body) {
    return call(status, body, signature(name, body));
  }

  static Map<String, String> signature(String name, String body) {
    return Map.of(
        "Batua-Signature".toLowerCase(Locale.ROOT), DevelopmentSignature.of(name, body, KEY));
  }
}
