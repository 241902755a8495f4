package org.batua.gateway.resolution;

import java.time.Instant;
import org.batua.gateway.connector.GatewayCode;

/// A movement of money that is not final, with what is needed to ask its provider about it.
public interface OpenTransaction {
  /// Our id of it, for the log.
  String id();

  GatewayCode gateway();

  /// The id of the account at the provider.
  String providerAccount();

  /// The device that its wallet is linked to.
  String deviceId();

  /// When it was sent: from here on its provider should know it.
  Instant openSince();

  /// How often the schedule asked about it.
  int checks();

  /// How often in a row the provider did not know it.
  int notFoundCount();
}
