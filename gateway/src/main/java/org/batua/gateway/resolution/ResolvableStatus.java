package org.batua.gateway.resolution;

/// A status of a transaction, as the resolver sees it.
public interface ResolvableStatus {
  /// Whether the provider is being called, or the caller died.
  boolean isSending();

  /// Whether the resolver looks at it again.
  boolean isChecked();

  /// Whether it is an end that rests on not having heard: a late truth still wins.
  boolean isPresumed();
}
