package org.batua.gateway.base;

import java.util.Optional;

/// Our id of a wallet: `wlt_` and 16 letters or digits.
public record WalletId(String value) {
  private static final String FORM = "wlt_[a-z0-9]{16}";

  public WalletId {
    if (!isForm(value)) {
      throw new IllegalArgumentException("wallet id: " + value + " (expected: " + FORM + ")");
    }
  }

  public static Optional<WalletId> parse(String text) {
    return isForm(text) ? Optional.of(new WalletId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isForm(String text) {
    return IdForm.is(text, "wlt_", IdForm.Alphabet.BASE_36, 16);
  }
}
