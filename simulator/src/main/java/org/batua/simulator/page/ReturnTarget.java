package org.batua.simulator.page;

import java.util.Map;

/// How the customer's browser leaves a hosted page for the merchant's.
public sealed interface ReturnTarget {
  /// By a redirect that carries the result in its query.
  record Redirect(String url) implements ReturnTarget {}

  /// By a form with the result in it; without scripts the customer presses its button.
  record Post(String url, Map<String, String> fields) implements ReturnTarget {}

  /// Not at all: the customer just closes the page.
  record None() implements ReturnTarget {}
}
