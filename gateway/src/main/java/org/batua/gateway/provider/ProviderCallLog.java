package org.batua.gateway.provider;

/// Keeps a record of the calls to providers.
@FunctionalInterface
public interface ProviderCallLog {
  /// Called after each call, on the thread that waits for its result: must neither block nor throw.
  void record(ProviderCall call);
}
