package org.batua.gateway.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.batua.gateway.testkit.StatementProxy.Fate;

/// An address in front of a database where one answer can be lost: the statement is carried out,
/// and the connection breaks before its client hears of it.
public final class AnswerLosingProxy implements AutoCloseable {
  private static final String NONE = "no statement has this text";

  private final StatementProxy proxy;
  private final AtomicReference<String> marked = new AtomicReference<>(NONE);
  private final AtomicInteger lost = new AtomicInteger();

  public AnswerLosingProxy(int target) {
    this.proxy = new StatementProxy(target, () -> this::fate);
  }

  public int port() {
    return proxy.port();
  }

  /// The answer to the next request with this text is lost.
  public void loseAnswerTo(String text) {
    marked.set(text);
  }

  /// How many answers were lost.
  public int lost() {
    return lost.get();
  }

  @Override
  public void close() {
    proxy.close();
  }

  private Fate fate(String texts) {
    var text = marked.get();
    if (!texts.contains(text) || !marked.compareAndSet(text, NONE)) {
      return Fate.CARRIED_OUT;
    }
    lost.incrementAndGet();
    return Fate.ANSWER_LOST;
  }
}
