package org.batua.simulator.engine;

import java.util.List;

/// Is called after each change, such as a front that sends notifications.
@FunctionalInterface
public interface Watcher {
  /// Is handed what one call changed, in order; must not wait.
  void changed(List<Row> rows);
}
