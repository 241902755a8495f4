package org.batua.gateway.operator;

/// Who does something that the audit keeps.
///
/// @param name a person's login, a key's prefix, or the name given to the command line
/// @param address where the request came from; empty for the command line
/// @param requestId as in the log
public record Actor(Kind kind, String name, String address, String requestId) {
  /// How an action reaches us.
  public enum Kind {
    PERSON,
    KEY,
    CLI,
    SYSTEM
  }

  public static Actor cli(String name) {
    return new Actor(Kind.CLI, name, "", "");
  }
}
