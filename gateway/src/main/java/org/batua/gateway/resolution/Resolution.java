package org.batua.gateway.resolution;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.connector.ProviderResponse;

/// What asking about an open transaction came to.
public sealed interface Resolution {
  /// The money moved.
  record Moved(String providerReference, ProviderResponse response) implements Resolution {}

  /// It did not move: the provider says so.
  record NotMoved(FailureReason reason, ProviderResponse response, String cause)
      implements Resolution {}

  /// It is unknown there for so long that it counts as not moved. A late truth still wins: ask
  /// again at `next`, which is empty once the provider may not take longer.
  record PresumedNotMoved(ProviderResponse response, String cause, Optional<Instant> next)
      implements Resolution {}

  /// The provider has it and has not decided; ask again at `next`.
  record Undecided(ProviderResponse response, Instant next) implements Resolution {
    /// For what was undecided before.
    public Nothing nothingNew() {
      return new Nothing(next, 0);
    }
  }

  /// Asking further does not settle it.
  record NeedsPerson(FailureReason reason, ProviderResponse response, String cause)
      implements Resolution {}

  /// Nothing is known that was not known before; ask again at `next`.
  record Nothing(Instant next, int notFound) implements Resolution {}
}
