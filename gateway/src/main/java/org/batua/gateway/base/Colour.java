package org.batua.gateway.base;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A colour of sRGB, with contrast as WCAG 2.2 defines it.
///
/// @param rgb `0xrrggbb`
public record Colour(int rgb) {
  public static final Colour WHITE = new Colour(0xffffff);

  private static final Pattern FORM = Pattern.compile("#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})");
  private static final int HEX = 16;
  private static final int STEPS = 100;

  public Colour {
    if (rgb < 0 || rgb > 0xffffff) {
      throw new IllegalArgumentException("rgb: " + rgb + " (expected: 0 to 0xffffff)");
    }
  }

  /// Reads `#1a2b3c` or `#1bc`; empty for anything else.
  public static Optional<Colour> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    var digits = text.substring(1);
    var whole = digits.length() == 3 ? digits.replaceAll("[0-9a-fA-F]", "$0$0") : digits;
    return Optional.of(new Colour(Integer.parseInt(whole, HEX)));
  }

  /// From 1 for equal colours to 21 for black and white.
  public double contrast(Colour other) {
    double one = luminance() + 0.05;
    double two = other.luminance() + 0.05;
    return Math.max(one, two) / Math.min(one, two);
  }

  /// This colour with a share of another, from 0 for none to 1 for nothing else.
  public Colour mixedWith(Colour other, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double channel = channel(shift) * (1 - share) + other.channel(shift) * share;
      mixed |= Math.toIntExact(Math.round(channel)) << shift;
    }
    return new Colour(mixed);
  }

  /// The nearest colour on the way to another that meets a condition; empty when none does.
  public Optional<Colour> towards(Colour goal, Predicate<Colour> condition) {
    for (int step = 0; step <= STEPS; step++) {
      var mixed = mixedWith(goal, step / (double) STEPS);
      if (condition.test(mixed)) {
        return Optional.of(mixed);
      }
    }
    return Optional.empty();
  }

  private int channel(int shift) {
    return rgb >> shift & 0xff;
  }

  private double luminance() {
    return 0.2126 * linear(channel(16)) + 0.7152 * linear(channel(8)) + 0.0722 * linear(channel(0));
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  /// The six digits without `#`.
  public String digits() {
    return String.format(Locale.ROOT, "%06x", rgb);
  }

  @Override
  public String toString() {
    return "#" + digits();
  }
}
