package org.batua.gateway.resolution;

/// A status of a movement, as the resolver sees it.
public interface ResolvableStatus {
  /// Whether the resolver looks at it again.
  boolean isChecked();

  /// Whether it is an end that rests on not having heard: a late truth still wins.
  boolean isPresumed();
}
