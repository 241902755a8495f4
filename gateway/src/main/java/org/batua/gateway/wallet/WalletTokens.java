package org.batua.gateway.wallet;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.keyring.KeyRing;

/// Wallet tokens: made without writing anything, recognised by their signature.
///
/// A token is `tok_` and 60 characters of base 32 over the wallet's id (11 bytes), the second of
/// issue (4), a nonce (6) and a tag (16). The tag also covers the wallet's link generation, so a
/// token dies with its link. Only the use of a token is ever stored.
public final class WalletTokens {
  private static final Pattern FORM = Pattern.compile("tok_[a-z2-7]{60}");
  private static final byte[] PURPOSE = "wallet-token".getBytes(StandardCharsets.UTF_8);
  private static final int WALLET_BYTES = 11;
  private static final int NONCE_BYTES = 6;
  private static final int BODY_BYTES = WALLET_BYTES + Integer.BYTES + NONCE_BYTES;
  private static final int TAG_BYTES = 16;
  private static final int WALLET_CHARS = 16;
  private static final int SPELT_CHARS = 64;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final Base32 BASE_32 = new Base32();

  private final KeyRing keyRing;
  private final Ids ids;
  private final InstantSource clock;

  public WalletTokens(KeyRing keyRing, Ids ids, InstantSource clock) {
    this.keyRing = keyRing;
    this.ids = ids;
    this.clock = clock;
  }

  /// A token of a linked wallet; empty for one that is not linked.
  public Optional<String> issue(Wallet wallet) {
    if (!wallet.isLinked()) {
      return Optional.empty();
    }
    var body =
        ByteBuffer.allocate(BODY_BYTES + TAG_BYTES)
            .put(pack(wallet.id()))
            .putInt((int) clock.instant().getEpochSecond())
            .put(ids.bytes(NONCE_BYTES));
    var tag = keyRing.sign(signed(body.array(), wallet.linkGeneration()));
    return Optional.of(spell(body.put(tag).array()));
  }

  /// RFC 4648 in lower case, without padding. The library that reads it would take 8 KiB of memory
  /// for each token that it writes: a seventh of all that the server allocates.
  private static String spell(byte[] token) {
    var text = new char[SPELT_CHARS];
    "tok_".getChars(0, 4, text, 0);
    int bits = 0;
    int waiting = 0;
    int at = 4;
    for (byte one : token) {
      bits = (bits << 8) | (one & 0xff);
      for (waiting += 8; waiting >= 5; at++) {
        waiting -= 5;
        text[at] = ALPHABET.charAt((bits >> waiting) & 31);
      }
    }
    text[at] = ALPHABET.charAt((bits << (5 - waiting)) & 31);
    return new String(text);
  }

  /// A token that was read, but not yet believed.
  public static final class Claim {
    private final WalletId wallet;
    private final Instant issuedAt;
    private final byte[] bytes;

    private Claim(WalletId wallet, Instant issuedAt, byte[] bytes) {
      this.wallet = wallet;
      this.issuedAt = issuedAt;
      this.bytes = bytes;
    }

    public WalletId wallet() {
      return wallet;
    }

    /// What is remembered of a used token: issue time, nonce and tag.
    byte[] use() {
      return Arrays.copyOfRange(bytes, WALLET_BYTES, BODY_BYTES + TAG_BYTES);
    }
  }

  /// Reads a token's text; empty when no token looks like that.
  public Optional<Claim> read(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    var decoded = BASE_32.decode(text.substring(4).toUpperCase(Locale.ROOT));
    // the last character has bits to spare: another spelling of a used token must not be a new one
    if (!text.equals(spell(decoded))) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(decoded);
    var packed = new byte[WALLET_BYTES];
    bytes.get(packed);
    var issuedAt = Instant.ofEpochSecond(Integer.toUnsignedLong(bytes.getInt()));
    return unpack(packed).map(wallet -> new Claim(wallet, issuedAt, bytes.array()));
  }

  /// What a claim is worth.
  public enum Verdict {
    GENUINE,
    EXPIRED,
    /// Forged, of another wallet, or of a link that has ended.
    INVALID
  }

  /// Judges a claim against the wallet that it names, without looking at whether it was used.
  ///
  /// @param life of the merchant's tokens
  public Verdict judge(Claim claim, Wallet wallet, Duration life) {
    var tag = new byte[TAG_BYTES];
    System.arraycopy(claim.bytes, BODY_BYTES, tag, 0, TAG_BYTES);
    boolean genuine =
        wallet.isLinked()
            && wallet.id().equals(claim.wallet())
            && keyRing.isSigned(signed(claim.bytes, wallet.linkGeneration()), tag);
    if (!genuine) {
      return Verdict.INVALID;
    }
    return clock.instant().isBefore(claim.issuedAt.plus(life)) ? Verdict.GENUINE : Verdict.EXPIRED;
  }

  private static byte[] signed(byte[] token, int generation) {
    return ByteBuffer.allocate(PURPOSE.length + BODY_BYTES + Integer.BYTES)
        .put(PURPOSE)
        .put(token, 0, BODY_BYTES)
        .putInt(generation)
        .array();
  }

  /// 16 characters of base 36 fit into 83 bits.
  private static byte[] pack(WalletId wallet) {
    var number = new BigInteger(wallet.value().substring(4), 36).toByteArray();
    var packed = new byte[WALLET_BYTES];
    System.arraycopy(number, 0, packed, WALLET_BYTES - number.length, number.length);
    return packed;
  }

  private static Optional<WalletId> unpack(byte[] packed) {
    var body = new BigInteger(1, packed).toString(36);
    return body.length() > WALLET_CHARS
        ? Optional.empty()
        : WalletId.parse("wlt_" + "0".repeat(WALLET_CHARS - body.length()) + body);
  }
}
