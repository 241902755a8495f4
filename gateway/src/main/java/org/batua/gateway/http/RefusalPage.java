package org.batua.gateway.http;

/// Says to a person what else is said to a program.
@FunctionalInterface
public interface RefusalPage {
  /// The page for an answer that refuses.
  Answer show(Answer refusal, Browser browser, At at);

  /// What was requested.
  ///
  /// @param query as it came, still encoded; empty for none
  /// @param isLost whether the path leads nowhere, so that nothing need be looked up for it
  record At(String method, String path, String query, boolean isLost) {
    public boolean isGet() {
      return method.equals("GET");
    }
  }
}
