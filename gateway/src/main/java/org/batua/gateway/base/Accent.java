package org.batua.gateway.base;

import java.util.Locale;

/// A shop's colour on the pages, light and dark, in a contrast that people can read (WCAG 2.2 AA).
///
/// @param light on the light pages: as the shop gave it
/// @param dark on the dark pages: the shop's colour, lightened as far as it needs
public record Accent(Colour light, Colour dark) {
  /// Of text and of the edges of buttons.
  public static final double CONTRAST_MIN = 4.5;

  /// Behind the pages' text, as `batua.css` has it.
  private static final Colour LIGHT_GROUND = new Colour(0xf2f5f6);

  private static final Colour DARK_SHEET = new Colour(0x16232a);
  private static final Colour BLACK = new Colour(0);
  private static final double SOFT = 0.9;

  /// The accent in this colour.
  ///
  /// @throws IllegalArgumentException when text in this colour could not be read, naming the
  ///   nearest that can be
  public static Accent of(Colour colour) {
    if (!isReadable(colour)) {
      var nearest = colour.towards(BLACK, Accent::isReadable).orElse(BLACK);
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has a contrast of %.1f to the page (expected: %.1f or more, as %s has)",
              colour,
              contrast(colour),
              CONTRAST_MIN,
              nearest));
    }
    var dark = colour.towards(Colour.WHITE, Accent::isReadableInTheDark).orElse(Colour.WHITE);
    return new Accent(colour, dark);
  }

  /// Behind the accent on the light pages.
  public Colour lightSoft() {
    return soft(light);
  }

  /// Behind the accent on the dark pages.
  public Colour darkSoft() {
    return softInTheDark(dark);
  }

  private static boolean isReadable(Colour colour) {
    return contrast(colour) >= CONTRAST_MIN;
  }

  /// To the least of what is behind it.
  private static double contrast(Colour colour) {
    return Math.min(colour.contrast(soft(colour)), colour.contrast(LIGHT_GROUND));
  }

  private static boolean isReadableInTheDark(Colour colour) {
    return colour.contrast(softInTheDark(colour)) >= CONTRAST_MIN;
  }

  private static Colour soft(Colour colour) {
    return colour.mixedWith(Colour.WHITE, SOFT);
  }

  private static Colour softInTheDark(Colour colour) {
    return colour.mixedWith(DARK_SHEET, SOFT);
  }
}
