package org.batua.simulator.engine;

import java.util.List;

/// Somebody who wants to know what changed, such as a front that sends notifications.
@FunctionalInterface
public interface Watcher {
  /// Is handed what one call changed, in order; must not wait.
  void changed(List<Row> rows);
}
