package org.batua.gateway.checkout;

import java.util.Optional;

/// What is wrong with what a customer sent.
///
/// @param text empty for nothing
/// @param newCode asks for a new code, where only that helps
/// @param status of the answer
record Problem(String text, Optional<String> newCode, int status) {
  static final Problem NONE = new Problem("", Optional.empty(), 200);

  /// Asks for no new code before there can be one.
  ///
  /// @param waitSeconds until another code may be asked for
  String beside(long waitSeconds) {
    return waitSeconds > 0 ? text : newCode.map(ask -> text + " " + ask).orElse(text);
  }
}
