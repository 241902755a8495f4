package org.batua.gateway.page;

import java.util.Locale;

/// A letter that stands for a name, so that no page needs anybody's logo.
public final class WalletMark {
  private WalletMark() {}

  public static String of(String name) {
    return name.codePoints()
        .filter(Character::isLetterOrDigit)
        .limit(1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .toUpperCase(Locale.ROOT);
  }
}
