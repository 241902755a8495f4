package org.batua.gateway.base;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The source of everything that must be new or unguessable.
public final class Ids {
  private static final char[] LOWER_ALNUM = "abcdefghijklmnopqrstuvwxyz0123456789".toCharArray();
  private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int BODY_LENGTH = 16;
  private static final int TIME_DIGITS = 12;
  private static final int RANDOM_BYTES = 10;

  private final RandomGenerator random;

  public Ids() {
    this(new SecureRandom());
  }

  /// For tests that need the same ids again.
  public Ids(RandomGenerator random) {
    this.random = random;
  }

  public CustomerId customer() {
    return new CustomerId("cst_" + lowerAlnum());
  }

  public WalletId wallet() {
    return new WalletId("wlt_" + lowerAlnum());
  }

  /// A top-up's id, which is part of the link that a customer opens.
  public String topup() {
    return "wtpup_" + lowerAlnum();
  }

  /// As many random bytes as asked for, as lower-case hex.
  public String hex(int bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }

  /// 48 bits of time in milliseconds, then 80 random bits, as lower-case hex: unguessable, and rows
  /// that are stored at the same time lie together in an index.
  public String timedHex(Instant now) {
    return HexFormat.of().toHexDigits(now.toEpochMilli(), TIME_DIGITS) + hex(RANDOM_BYTES);
  }

  public byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /// A ULID: 48 bits of time in milliseconds, then 80 random bits, in Crockford's base 32. Source:
  /// the ULID specification.
  public String ulid(Instant now) {
    var chars = new char[26];
    long time = now.toEpochMilli();
    for (int i = 9; i >= 0; i--) {
      chars[i] = CROCKFORD[(int) (time & 31)];
      time >>>= 5;
    }
    // one call for all: the source of random bytes is shared, and locked for each
    var bytes = bytes(chars.length - 10);
    for (int i = 10; i < chars.length; i++) {
      chars[i] = CROCKFORD[bytes[i - 10] & 31];
    }
    return new String(chars);
  }

  private String lowerAlnum() {
    var chars = new char[BODY_LENGTH];
    for (int i = 0; i < BODY_LENGTH; i++) {
      chars[i] = LOWER_ALNUM[random.nextInt(LOWER_ALNUM.length)];
    }
    return new String(chars);
  }
}
