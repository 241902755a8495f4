package org.batua.gateway.log;

import java.util.List;
import java.util.regex.Pattern;
import net.logstash.logback.mask.ValueMasker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamContext;

/// Shortens in every log line, whatever code wrote it, what opens something for whoever reads it:
/// links to pages, tokens, keys and secrets. What is left tells one from another.
public final class LogMasks implements ValueMasker {
  private static final String MASK = "$1***";

  /// No shorter text holds any of them; most of a log line's values are shorter.
  private static final int LENGTH_MIN = 22;

  /// A form that something has which opens something.
  ///
  /// @param marks a text of this form holds one of them; looking for them is much quicker
  private record Capability(List<String> marks, Pattern form) {
    static Capability of(String form, String... marks) {
      return new Capability(List.of(marks), Pattern.compile(form));
    }

    String mask(String text) {
      for (var mark : marks) {
        if (text.contains(mark)) {
          return form.matcher(text).replaceAll(MASK);
        }
      }
      return text;
    }
  }

  private static final List<Capability> CAPABILITIES =
      List.of(
          // payment links, and links to a top-up
          Capability.of("(ordeh_[0-9a-f]{12})[0-9a-f]+", "ordeh_"),
          Capability.of("(wtpup_[0-9a-z]{6})[0-9a-z]+", "wtpup_"),
          // tokens of devices and wallets, keys of merchants and of the admin API
          Capability.of("((?:tkn|tok|key|adm)_)[0-9a-z]{24,}", "tkn_", "tok_", "key_", "adm_"),
          // secrets of webhook endpoints
          Capability.of("(whsec_)[A-Za-z0-9+/=]{16,}", "whsec_"),
          // links that work once, whose token has no prefix
          Capability.of(
              "(/(?:start|return|result|linked|consent|invitation)/)[0-9a-f]{32,}",
              "/start/",
              "/return/",
              "/result/",
              "/linked/",
              "/consent/",
              "/invitation/"));

  @Override
  public @Nullable Object mask(TokenStreamContext context, Object value) {
    if (!(value instanceof CharSequence text)) {
      return null;
    }
    var masked = mask(text.toString());
    return masked.contentEquals(text) ? null : masked;
  }

  /// The text without what must not be read in it.
  public static String mask(String text) {
    if (text.length() < LENGTH_MIN) {
      return text;
    }
    var masked = text;
    for (var capability : CAPABILITIES) {
      masked = capability.mask(masked);
    }
    return masked;
  }
}
