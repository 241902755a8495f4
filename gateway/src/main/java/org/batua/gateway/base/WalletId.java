package org.batua.gateway.base;

import java.util.Optional;
import java.util.regex.Pattern;

/// Our id of a wallet: `wlt_` and 16 letters or digits.
public record WalletId(String value) {
  private static final Pattern FORM = Pattern.compile("wlt_[a-z0-9]{16}");

  public WalletId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("wallet id: " + value + " (expected: " + FORM + ")");
    }
  }

  public static Optional<WalletId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new WalletId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
