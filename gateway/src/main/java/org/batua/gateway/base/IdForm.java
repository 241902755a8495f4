package org.batua.gateway.base;

/// The form of our ids. They are made anew several times for each payment, so that a loop checks
/// them: patterns took a fortieth of its Java time.
public final class IdForm {
  private IdForm() {}

  /// What the characters behind an id's prefix may be.
  public enum Alphabet {
    /// Lower-case letters and digits.
    BASE_36,
    /// Lower-case hexadecimal digits.
    HEX,
    /// Upper-case letters but I, L, O and U, and digits: Crockford's base 32.
    CROCKFORD;

    private boolean has(char c) {
      boolean isDigit = c >= '0' && c <= '9';
      return switch (this) {
        case BASE_36 -> isDigit || (c >= 'a' && c <= 'z');
        case HEX -> isDigit || (c >= 'a' && c <= 'f');
        case CROCKFORD -> isDigit || (c >= 'A' && c <= 'Z' && "ILOU".indexOf(c) < 0);
      };
    }
  }

  /// Whether a text is a prefix and so many characters of an alphabet.
  public static boolean is(String text, String prefix, Alphabet alphabet, int count) {
    if (text.length() != prefix.length() + count || !text.startsWith(prefix)) {
      return false;
    }
    for (int i = prefix.length(); i < text.length(); i++) {
      if (!alphabet.has(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
