package org.batua.simulator.engine;

import java.util.List;
import java.util.function.Consumer;

/// Where state is kept so that it outlives the process.
public interface Store extends AutoCloseable {
  /// Writes all rows in one transaction, in order; nothing is kept when it throws.
  void write(List<Row> rows);

  /// Hands over every row ever kept, except journal entries.
  void load(Consumer<Row> rows);

  /// The sequence number of the newest journal entry, or 0.
  long lastSequence();

  /// The matching entries, oldest first; when there are more than the limit, the newest of them.
  List<JournalEntry> find(JournalQuery query);

  long count(JournalQuery query);

  /// Forgets everything.
  void clear();

  @Override
  void close();
}
