package org.batua.gateway.wallet;

import java.time.Instant;
import java.util.Currency;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.SecretMap;
import tools.jackson.databind.json.JsonMapper;

/// A wallet's provider credentials as they are stored: encrypted, and bound to the wallet's id.
final class SealedCredentials {
  private static final JsonMapper JSON = new JsonMapper();

  private final byte[] bytes;

  private SealedCredentials(byte[] bytes) {
    this.bytes = bytes;
  }

  static SealedCredentials stored(byte[] bytes) {
    return new SealedCredentials(bytes);
  }

  static SealedCredentials seal(Credentials credentials, WalletId wallet, KeyRing keyRing) {
    var json = JSON.createObjectNode();
    json.put("values", SecretMap.write(credentials.values()).reveal());
    credentials.expiresAt().ifPresent(at -> json.put("expires_at", at.toString()));
    credentials
        .cap()
        .ifPresent(cap -> json.put("cap", cap.minor()).put("currency", cap.currency().toString()));
    return new SealedCredentials(
        keyRing.seal(Secret.of(JSON.writeValueAsString(json)), context(wallet)));
  }

  Credentials open(WalletId wallet, KeyRing keyRing) {
    var json = JSON.readTree(keyRing.open(bytes, context(wallet)).reveal());
    return new Credentials(
        SecretMap.read(Secret.of(json.path("values").stringValue())),
        json.optional("expires_at").map(at -> Instant.parse(at.stringValue())),
        json.optional("cap")
            .map(
                cap ->
                    new Money(
                        cap.longValue(),
                        Currency.getInstance(json.path("currency").stringValue()))));
  }

  byte[] bytes() {
    return bytes;
  }

  private static String context(WalletId wallet) {
    return "wallet-credentials/" + wallet;
  }
}
