package org.batua.gateway.http;

import java.util.Optional;

/// Looks at who sends a form with files before anything of it is read: files take the disk and
/// time, and those who may not send them are to take neither.
@FunctionalInterface
public interface FileGuard {
  /// Looks at a request whose body has not come.
  ///
  /// @param head the request without parameters
  /// @return what to answer instead of reading on; empty when the form may come
  /// @throws Rejected likewise
  Optional<Answer> refuse(Request head);
}
