package org.batua.gateway.connector;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.Secret;

/// How the start of a linking ended.
public sealed interface LinkStart {
  /// The customer has been sent an OTP.
  ///
  /// @param account whether the number already had a wallet, or the OTP opens a new one
  record OtpSent(LinkState state, Optional<Instant> expiresAt, Account account)
      implements LinkStart {}

  /// The customer has to consent on the provider's page.
  ///
  /// @param url the page; whoever has it can act in the customer's place
  /// @param name by which the provider's notifications name the link, where it sends any
  record Redirect(LinkState state, Secret url, Optional<Instant> expiresAt, Optional<String> name)
      implements LinkStart {}

  record Refused(Refusal refusal) implements LinkStart {}

  record Unavailable(TransportFailure failure) implements LinkStart {}

  /// What the provider knows of the number.
  enum Account {
    EXISTING,
    NEW,
    NOT_TOLD
  }
}
