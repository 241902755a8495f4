package org.batua.gateway.checkout;

import java.util.Locale;

/// A letter that stands for a name, so that no page needs anybody's logo.
final class WalletMark {
  private WalletMark() {}

  static String of(String name) {
    return name.codePoints()
        .filter(Character::isLetterOrDigit)
        .limit(1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .toUpperCase(Locale.ROOT);
  }
}
