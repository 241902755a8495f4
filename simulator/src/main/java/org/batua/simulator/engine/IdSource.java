package org.batua.simulator.engine;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Makes the ids that a provider gives: its own references and tokens.
public final class IdSource {
  private static final int TOKEN_BYTES = 16;

  private final RandomGenerator random;

  public IdSource(RandomGenerator random) {
    this.random = random;
  }

  ProviderReference providerReference() {
    return new ProviderReference(Long.toString(random.nextLong(1L << 60, Long.MAX_VALUE)));
  }

  Token token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return new Token(HexFormat.of().formatHex(bytes));
  }
}
