package org.batua.gateway.lookup;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What a person pasted, and what is likely meant by it: mails and chat programs add quotes, turn
/// dashes, break lines and leave characters that nobody sees.
final class QuotedText {
  static final int LENGTH_MAX = 128;

  /// Blanks of any kind, and control and format characters (zero width, direction, soft hyphen).
  private static final Pattern BLANKS = Pattern.compile("[\\s\\h\\p{Cc}]+");

  private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");
  private static final Pattern DASH = Pattern.compile("\\p{Pd}");

  /// As `Asha Rao <asha@shop.example>`.
  private static final Pattern ADDRESS = Pattern.compile(".*<([^<>\\s]+@[^<>\\s]+)>.*");

  private static final Pattern SCHEME = Pattern.compile("(?i)^(mailto|tel|sms):");
  private static final Pattern AROUND =
      Pattern.compile("^[\\p{Pi}\\p{Pf}\\p{Ps}\"'`´<#*=:]+|[\\p{Pi}\\p{Pf}\\p{Pe}\"'`´>*,;:.!?]+$");

  private QuotedText() {}

  /// The text in the order in which its forms are tried: as it stands, without what was added to
  /// it, without blanks inside, in lower and in upper case. Each is one that a name may have.
  static List<String> forms(String pasted) {
    Set<String> forms = new LinkedHashSet<>();
    var seen = BLANKS.matcher(UNSEEN.matcher(pasted).replaceAll("")).replaceAll(" ").strip();
    forms.add(pasted.strip());
    forms.add(seen);
    var plain = ascii(seen);
    forms.add(plain);
    var address = ADDRESS.matcher(plain);
    var bare = SCHEME.matcher(address.matches() ? address.group(1) : plain).replaceAll("");
    bare = SCHEME.matcher(AROUND.matcher(bare).replaceAll("").strip()).replaceAll("");
    forms.add(bare);
    var whole = bare.replace(" ", "");
    forms.add(whole);
    forms.add(whole.toLowerCase(Locale.ROOT));
    forms.add(whole.toUpperCase(Locale.ROOT));
    return forms.stream().filter(it -> !it.isEmpty() && it.length() <= LENGTH_MAX).toList();
  }

  /// Dashes and digits of any script, and wide letters, as the names of payments have them.
  private static String ascii(String text) {
    var dashed = DASH.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("-");
    var digits = new StringBuilder(dashed.length());
    dashed
        .codePoints()
        .forEach(
            it -> {
              if (Character.isDigit(it)) {
                digits.append(Character.digit(it, 10));
              } else {
                digits.appendCodePoint(it);
              }
            });
    return digits.toString();
  }
}
