package org.batua.gateway.connector;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// How the start of a linking ended.
public sealed interface LinkStart {
  /// The customer has been sent an OTP.
  ///
  /// @param account whether the number already had a wallet, or the OTP opens a new one
  record OtpSent(LinkState state, Optional<Instant> expiresAt, Account account)
      implements LinkStart {}

  record Redirect(LinkState state, URI url, Optional<Instant> expiresAt) implements LinkStart {}

  record Refused(Refusal refusal) implements LinkStart {}

  record Unavailable(Trouble trouble) implements LinkStart {}

  /// What the provider knows of the number.
  enum Account {
    EXISTING,
    NEW,
    NOT_TOLD
  }
}
