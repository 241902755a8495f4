package org.batua.gateway.base;

/// Text from outside as it can be stored: what only informs must never stop what it informs about.
/// PostgreSQL takes no NUL, and no text that is not Unicode.
public final class StorableText {
  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /// The text without control characters and broken Unicode, not longer than that.
  public static String of(String text, int lengthMax) {
    return cut(isStorable(text) ? text : replaced(text), lengthMax);
  }

  /// Whether it can be stored as it is.
  public static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (Character.isISOControl(one)) {
        return false;
      }
      if (Character.isSurrogate(one)) {
        if (!isPair(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static String replaced(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (Character.isISOControl(one)) {
        out.append(Character.isWhitespace(one) ? ' ' : REPLACEMENT);
      } else if (!Character.isSurrogate(one)) {
        out.append(one);
      } else if (isPair(text, i)) {
        out.append(one).append(text.charAt(i + 1));
        i++;
      } else {
        out.append(REPLACEMENT);
      }
    }
    return out.toString();
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static String cut(String text, int lengthMax) {
    if (text.length() <= lengthMax) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(lengthMax - 1)) ? lengthMax - 1 : lengthMax;
    return text.substring(0, end);
  }
}
