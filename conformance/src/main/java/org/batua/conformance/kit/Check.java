package org.batua.conformance.kit;

/// One sentence of the contract, and how it is tried.
///
/// @param name stable, `group.what_it_says`: what reports and exclusions name
/// @param needs what running it does to the account
/// @param sentence what a conforming server does
/// @param source where the sentence comes from: a section of the wire contract with its mark
/// @param body tries it
public record Check(String name, Needs needs, String sentence, String source, Body body) {
  /// Tries one sentence.
  @FunctionalInterface
  public interface Body {
    /// Tries it against an account.
    ///
    /// @throws Deviation when the server does something else
    void run(Account account);
  }

  /// The part of the contract that the check belongs to.
  public String group() {
    return name.substring(0, name.indexOf('.'));
  }
}
