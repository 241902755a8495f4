package org.batua.simulator.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/// Keeps nothing but the newest journal entries, so that a load test neither waits nor fills
/// memory.
public final class MemoryStore implements Store {
  private final AtomicReferenceArray<JournalEntry> ring;

  public MemoryStore(int journalEntriesMax) {
    this.ring = new AtomicReferenceArray<>(journalEntriesMax);
  }

  @Override
  public void write(List<Row> rows) {
    for (Row row : rows) {
      if (row instanceof JournalEntry entry) {
        ring.set((int) (entry.sequence() % ring.length()), entry);
      }
    }
  }

  @Override
  public void load(Consumer<Row> rows) {
    // A new process starts with nothing.
  }

  @Override
  public long lastSequence() {
    return 0;
  }

  @Override
  public List<JournalEntry> find(JournalQuery query) {
    ArrayDeque<JournalEntry> newest = new ArrayDeque<>();
    for (JournalEntry entry : matching(query)) {
      newest.addLast(entry);
      if (newest.size() > query.limit()) {
        newest.removeFirst();
      }
    }
    return List.copyOf(newest);
  }

  @Override
  public long count(JournalQuery query) {
    return matching(query).size();
  }

  @Override
  public void clear() {
    for (int i = 0; i < ring.length(); i++) {
      ring.set(i, null);
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private List<JournalEntry> matching(JournalQuery query) {
    List<JournalEntry> found = new ArrayList<>();
    for (int i = 0; i < ring.length(); i++) {
      JournalEntry entry = ring.get(i);
      if (entry != null && query.matches(entry)) {
        found.add(entry);
      }
    }
    found.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
    return found;
  }
}
