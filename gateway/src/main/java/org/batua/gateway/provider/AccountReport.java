package org.batua.gateway.provider;

import java.util.List;

/// What a look at a provider account found.
///
/// @param problems what is missing or cannot be read; empty for complete credentials
public record AccountReport(List<String> problems, List<Reached> hosts) {
  public AccountReport {
    problems = List.copyOf(problems);
    hosts = List.copyOf(hosts);
  }

  /// A host of the account.
  ///
  /// @param why it takes no connection; empty when it does
  public record Reached(String host, String why) {
    public boolean isReached() {
      return why.isEmpty();
    }
  }

  public boolean isSound() {
    return problems.isEmpty() && hosts.stream().allMatch(Reached::isReached);
  }
}
