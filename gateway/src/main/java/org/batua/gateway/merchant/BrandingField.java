package org.batua.gateway.merchant;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.Accent;
import org.batua.gateway.base.Colour;
import org.batua.gateway.base.SafeSvg;
import org.batua.gateway.base.WebAddress;

/// What a merchant's branding consists of. Each is a text, checked when it is set.
public enum BrandingField {
  /// The colour of buttons and links.
  ACCENT {
    @Override
    String check(String text) {
      var colour =
          Colour.parse(text).orElseThrow(() -> wrong(this, text, "as #17505f: six hex digits"));
      try {
        return Accent.of(colour).light().toString();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(word() + ": " + e.getMessage(), e);
      }
    }
  },
  /// An SVG of shapes, or a PNG as a `data:` URL.
  LOGO {
    @Override
    String check(String text) {
      try {
        return SafeSvg.parse(text).text();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(word() + ": " + e.getMessage(), e);
      }
    }
  },
  SUPPORT_EMAIL {
    @Override
    String check(String text) {
      return matching(this, EMAIL, text, "as help@shop.example");
    }
  },
  SUPPORT_PHONE {
    @Override
    String check(String text) {
      return matching(this, PHONE, text, "as +91 80 1234 5678");
    }
  },
  SUPPORT_URL {
    @Override
    String check(String text) {
      return address(this, text);
    }
  },
  TERMS_URL {
    @Override
    String check(String text) {
      return address(this, text);
    }
  },
  /// The order's texts that its customer sees, one a line: `Size=udf1`.
  ORDER_LINES {
    @Override
    String check(String text) {
      var lines = text.strip().split("\\R", -1);
      if (lines.length > LINES_MAX) {
        throw wrong(this, lines.length + " lines", "at most " + LINES_MAX);
      }
      for (var line : lines) {
        matching(this, LINE, line, "as Size=udf1 or Size=metadata.size");
      }
      return String.join("\n", lines);
    }
  };

  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,190}");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()-]{2,28}[0-9]");
  private static final Pattern LINE =
      Pattern.compile("[^=\\p{Cntrl}]{1,40}=(?:udf(?:[1-9]|10)|metadata\\.[^\\s=]{1,64})");
  private static final int LINES_MAX = 10;
  private static final int URL_LENGTH_MAX = 500;

  /// The text as it is stored.
  ///
  /// @throws IllegalArgumentException naming what is wrong
  abstract String check(String text);

  /// What commands and calls name it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<BrandingField> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /// What commands and calls name them.
  public static List<String> words() {
    return Arrays.stream(values()).map(BrandingField::word).toList();
  }

  private static String matching(
      BrandingField field, Pattern pattern, String text, String expected) {
    if (!pattern.matcher(text).matches()) {
      throw wrong(field, text, expected);
    }
    return text;
  }

  private static String address(BrandingField field, String text) {
    if (text.length() > URL_LENGTH_MAX || WebAddress.page(text).isEmpty()) {
      throw wrong(field, WebAddress.shown(text), WebAddress.PAGE);
    }
    return text;
  }

  private static IllegalArgumentException wrong(BrandingField field, String text, String expected) {
    var shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return new IllegalArgumentException(
        field.word() + ": " + shown + " (expected: " + expected + ")");
  }
}
