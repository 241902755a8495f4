package org.batua.conformance.kit;

/// What running a check does to the account that it runs against, from harmless to costly.
public enum Needs {
  /// Reads only, or is refused: nothing is created.
  READ,
  /// Creates customers, orders and unlinked wallets. No provider is called.
  CREATE,
  /// Sends an OTP to the customer's number and links a wallet with it.
  LINK,
  /// Moves money: pays, refunds.
  MONEY,
  /// Relies on the simulator's magic numbers, OTPs and amounts.
  SIMULATOR
}
