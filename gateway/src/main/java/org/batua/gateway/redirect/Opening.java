package org.batua.gateway.redirect;

import java.util.Optional;
import org.batua.gateway.connector.CustomerPage;

/// What it came to that a customer wants to see a provider's page.
///
/// @param page the provider's, for [Kind#PAGE] only
record Opening(Kind kind, Optional<CustomerPage> page) {
  enum Kind {
    PAGE,
    /// The provider waits for the customer already.
    BEGUN,
    /// The payment waits for its customer no longer.
    ENDED,
    /// There is no page any more; the end may be unknown yet.
    OVER,
    /// The link is too old.
    EXPIRED,
    /// The provider cannot be reached; the same link may be opened again.
    UNAVAILABLE
  }

  static Opening of(CustomerPage page) {
    return new Opening(Kind.PAGE, Optional.of(page));
  }

  static Opening of(Kind kind) {
    return new Opening(kind, Optional.empty());
  }
}
