package org.batua.simulator.engine;

import java.time.Instant;

/// A merchant's right to use a customer's wallet, with the cap that was agreed by OTP.
public record Link(
    Token token, AccountKey account, Mid mid, Paise cap, Instant since, Instant until, State state)
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
    return new Link(token, account, mid, cap, since, until, changed);
  }
}
