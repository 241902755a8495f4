package org.batua.gateway.operator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.keyring.KeyRing;

/// Challenges that a passkey signs: random, for one purpose, for ten minutes. They carry our
/// signature instead of a row, so that opening the sign-in page writes nothing; an answered one is
/// kept until it expires and does not count again.
final class PasskeyChallenges {
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int NONCE_BYTES = 16;
  private static final int HEAD_BYTES = NONCE_BYTES + Long.BYTES;

  private final KeyRing keyRing;
  private final PasskeyStore store;
  private final Ids ids;
  private final InstantSource clock;

  PasskeyChallenges(KeyRing keyRing, PasskeyStore store, Ids ids, InstantSource clock) {
    this.keyRing = keyRing;
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /// @param purpose what it is for and, where there is one, in which session
  byte[] issue(String purpose) {
    var head =
        ByteBuffer.allocate(HEAD_BYTES)
            .put(ids.bytes(NONCE_BYTES))
            .putLong(clock.instant().plus(LIFE).getEpochSecond())
            .array();
    var signature = keyRing.sign(signed(head, purpose));
    return ByteBuffer.allocate(head.length + signature.length).put(head).put(signature).array();
  }

  /// Whether the challenge is ours, for this, not too old, and answered for the first time.
  boolean take(byte[] challenge, String purpose) {
    if (challenge.length <= HEAD_BYTES) {
      return false;
    }
    var all = ByteBuffer.wrap(challenge);
    var head = new byte[HEAD_BYTES];
    var signature = new byte[challenge.length - HEAD_BYTES];
    all.get(head).get(signature);
    var end =
        Optional.of(head)
            .filter(it -> keyRing.isSigned(signed(it, purpose), signature))
            .map(it -> Instant.ofEpochSecond(ByteBuffer.wrap(it).getLong(NONCE_BYTES)))
            .filter(it -> it.isAfter(clock.instant()));
    return end.isPresent() && store.useChallenge(head, end.get());
  }

  private static byte[] signed(byte[] head, String purpose) {
    var context = ("passkey/" + purpose + "/").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(context.length + head.length).put(context).put(head).array();
  }
}
