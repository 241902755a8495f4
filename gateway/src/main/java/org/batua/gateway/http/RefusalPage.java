package org.batua.gateway.http;

/// Says to a person what else is said to a program.
@FunctionalInterface
public interface RefusalPage {
  /// The page for an answer that refuses.
  Answer show(Answer refusal, Browser browser, At at);

  /// What was requested.
  record At(String method, String path) {
    public boolean isGet() {
      return method.equals("GET");
    }
  }
}
