package org.batua.gateway.jose;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.http.Params;

/// The keys of merchants whose backends encrypt their calls.
public final class MessageKeys {
  private static final int KID_BYTES = 8;

  private final MessageKeyStore store;
  private final Ids ids;
  private final InstantSource clock;

  public MessageKeys(MessageKeyStore store, Ids ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /// Makes our half of a key for the merchant's half.
  public MessageKey add(MerchantId merchant, RSAPublicKey merchants) {
    var pair = RsaKeys.generate();
    var ours =
        new MessageKey.Pair((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
    var kid = "key_" + ids.hex(KID_BYTES);
    var key = new MessageKey(kid, merchant, ours, merchants, clock.instant(), Optional.empty());
    store.insert(key);
    return key;
  }

  /// Makes a key in the place of another one, which works on until the overlap is over.
  ///
  /// @return empty when the merchant has no such key, or it has ended
  public Optional<MessageKey> rotate(
      MerchantId merchant, String kid, RSAPublicKey merchants, Duration overlap) {
    return working(merchant, kid)
        .filter(old -> store.expire(merchant, old.kid(), clock.instant().plus(overlap)))
        .map(_ -> add(merchant, merchants));
  }

  /// Ends a key now.
  ///
  /// @return whether there was one
  public boolean revoke(MerchantId merchant, String kid) {
    return store.expire(merchant, kid, clock.instant());
  }

  public List<MessageKey> list(MerchantId merchant) {
    return store.list(merchant);
  }

  /// The merchant whose key encrypted and signed a call; empty when it is not certain.
  public Optional<MerchantId> signerOf(Params call) {
    try {
      var opened =
          Envelope.open(call, kid -> store.find(kid).filter(it -> it.worksAt(clock.instant())));
      return Optional.of(opened.key().merchant());
    } catch (Rejected e) {
      return Optional.empty();
    }
  }

  /// The key of this name, if it works now.
  Optional<MessageKey> working(MerchantId merchant, String kid) {
    return store.find(merchant, kid).filter(key -> key.worksAt(clock.instant()));
  }
}
