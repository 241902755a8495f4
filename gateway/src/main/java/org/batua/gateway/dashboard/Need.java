package org.batua.gateway.dashboard;

import org.batua.gateway.operator.Permission;

/// What a page asks of whoever opens it. There is no page without one.
public sealed interface Need {
  Need ANYBODY = new Anybody();
  Need PASSWORD = new PasswordShown();
  Need SIGNED_IN = new SignedIn();

  /// The pages of signing in.
  record Anybody() implements Need {}

  /// The pages of the second factor.
  record PasswordShown() implements Need {}

  /// One's own pages.
  record SignedIn() implements Need {}

  /// At the merchant in the path.
  record At(Permission permission) implements Need {}

  /// At every merchant.
  record Everywhere(Permission permission) implements Need {}

  static Need at(Permission permission) {
    return new At(permission);
  }
}
