package org.batua.gateway.page;

import org.batua.gateway.base.Accent;

/// The stylesheet that gives the pages a shop's colour. It stands beside `batua.css`, whose
/// variables it sets.
final class AccentStyles {
  private AccentStyles() {}

  static String of(Accent accent) {
    return """
    :root {
      --accent: %s;
      --accent-ink: #ffffff;
      --accent-soft: %s;
    }

    @media (prefers-color-scheme: dark) {
      :root {
        --accent: %s;
        --accent-ink: #0b2229;
        --accent-soft: %s;
      }
    }
    """
        .formatted(accent.light(), accent.lightSoft(), accent.dark(), accent.darkSoft());
  }
}
