package org.batua.gateway.testkit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.batua.gateway.testkit.StatementProxy.Fate;

/// An address in front of a database where one answer can be lost: the statement is carried out,
/// and the connection breaks before its client hears of it.
public final class AnswerLosingProxy implements AutoCloseable {
  private static final String NONE = "no statement has this text";

  /// The driver's word for it, and ours.
  private static final Pattern COMMIT =
      Pattern.compile("^commit\\b", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final StatementProxy proxy;
  private final AtomicReference<String> marked = new AtomicReference<>(NONE);
  private final AtomicReference<String> committed = new AtomicReference<>(NONE);
  private final AtomicInteger lost = new AtomicInteger();

  public AnswerLosingProxy(int target) {
    this.proxy = new StatementProxy(target, Transactions::new);
  }

  public int port() {
    return proxy.port();
  }

  /// The answer to the next request with this text is lost.
  public void loseAnswerTo(String text) {
    marked.set(text);
  }

  /// The answer to the commit of the next transaction that has this text is lost.
  public void loseCommitOf(String text) {
    committed.set(text);
  }

  /// How many answers were lost.
  public int lost() {
    return lost.get();
  }

  @Override
  public void close() {
    proxy.close();
  }

  /// Those of one connection.
  private final class Transactions implements Function<String, Fate> {
    private boolean losesCommit;

    @Override
    public Fate apply(String texts) {
      boolean loses = isMarked(marked, texts) || (losesCommit && COMMIT.matcher(texts).find());
      losesCommit |= isMarked(committed, texts);
      if (loses) {
        lost.incrementAndGet();
      }
      return loses ? Fate.ANSWER_LOST : Fate.CARRIED_OUT;
    }

    private static boolean isMarked(AtomicReference<String> mark, String texts) {
      var text = mark.get();
      return texts.contains(text) && mark.compareAndSet(text, NONE);
    }
  }
}
