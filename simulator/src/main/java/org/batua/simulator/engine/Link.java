package org.batua.simulator.engine;

import java.time.Instant;
import java.util.Optional;

/// A merchant's right to use a customer's wallet, with the cap that was agreed by OTP.
///
/// @param refresh what renews it, at providers that do not renew by the token itself
/// @param device on which it was made, at providers that bind a link to one
public record Link(
    Token token,
    Token refresh,
    AccountKey account,
    Mid mid,
    Optional<Device> device,
    Paise cap,
    Instant since,
    Instant until,
    State state)
    implements Row {

  /// A replaced token was renewed, a revoked one was taken back by the customer.
  public enum State {
    LIVE,
    REPLACED,
    REVOKED
  }

  boolean usableAt(Instant now) {
    return state == State.LIVE && now.isBefore(until);
  }

  Link with(State changed) {
    return new Link(token, refresh, account, mid, device, cap, since, until, changed);
  }
}
