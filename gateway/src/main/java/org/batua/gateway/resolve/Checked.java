package org.batua.gateway.resolve;

/// A status of a movement, as the resolver sees it.
public interface Checked {
  /// Whether the resolver looks at it again.
  boolean isChecked();
}
