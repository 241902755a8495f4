package org.batua.gateway.trace;

import java.util.Optional;
import org.batua.gateway.log.TraceContext;

/// Begins spans: pieces of work of one trace, which another program may have begun.
public interface Tracing extends AutoCloseable {
  /// Which side of an exchange a span is.
  enum Kind {
    SERVER,
    CLIENT
  }

  /// Begins a span.
  ///
  /// @param name of few different ones: no ids
  /// @param parent what it is a part of; empty where it begins a trace
  Span begin(Kind kind, String name, Optional<TraceContext> parent);

  /// Sends what is left.
  @Override
  void close();

  /// A piece of work under way. Nothing secret and no customer's data may be set.
  interface Span {
    TraceContext context();

    /// Sets what is known of it; an empty value counts as not known.
    void set(String key, String value);

    void set(String key, long value);

    /// It did not come to what it was for.
    void fail();

    void end();
  }
}
