package org.batua.gateway.page;

import java.util.Locale;

/// Letters that stand for a name, so that no page needs anybody's logo: two, since names of
/// providers begin alike.
public final class WalletMark {
  private static final int LETTERS = 2;

  private WalletMark() {}

  public static String of(String name) {
    var letters =
        name.codePoints()
            .filter(Character::isLetterOrDigit)
            .limit(LETTERS)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    if (letters.isEmpty()) {
      return "";
    }
    int rest = letters.offsetByCodePoints(0, 1);
    return letters.substring(0, rest).toUpperCase(Locale.ROOT)
        + letters.substring(rest).toLowerCase(Locale.ROOT);
  }
}
