package org.batua.gateway.cli;

/// The result of one check of the doctor.
///
/// @param text what is there or, when something is wrong, what to do
record Finding(String what, Grade grade, String text) {
  /// Whether it is fit.
  enum Grade {
    OK,
    /// A server starts and warns of it.
    WARNING,
    WRONG,
    /// It depends on something that is wrong.
    SKIPPED
  }

  static Finding ok(String what, String text) {
    return new Finding(what, Grade.OK, text);
  }

  static Finding warning(String what, String text) {
    return new Finding(what, Grade.WARNING, text);
  }

  static Finding wrong(String what, String text) {
    return new Finding(what, Grade.WRONG, text);
  }

  static Finding skipped(String what, String text) {
    return new Finding(what, Grade.SKIPPED, text);
  }
}
