package org.batua.gateway.connector;

import java.util.Optional;
import org.batua.gateway.base.Money;

/// How the completion of a linking ended.
public sealed interface LinkResult {
  /// The wallet is linked.
  ///
  /// @param balance what can be spent, where the provider's answer tells it
  record Linked(Credentials credentials, Optional<Money> balance) implements LinkResult {}

  /// The customer has not finished at the provider yet.
  record StillPending() implements LinkResult {}

  record Refused(Refusal refusal) implements LinkResult {}

  /// The provider did not take the proof: it may be tried again.
  record Unavailable(TransportFailure failure) implements LinkResult {}

  /// The provider may have taken the proof: start again.
  record Unknown(TransportFailure failure) implements LinkResult {}
}
