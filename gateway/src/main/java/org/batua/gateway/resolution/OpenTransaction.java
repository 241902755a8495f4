package org.batua.gateway.resolution;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Reference;

/// A transaction whose end is open, with what is needed to ask its provider about it.
public interface OpenTransaction<S extends Enum<S> & ResolvableStatus> {
  /// Our id of it.
  String id();

  /// The provider knows it by this; whatever is learnt holds for this reference alone.
  Reference reference();

  S status();

  At at();

  Inquiries inquiries();

  /// When it was sent: from here on its provider should know it.
  Instant openSince();

  /// Until when its customer may act on the provider's page; empty where none is awaited.
  Optional<Instant> customerUntil();

  /// Where a transaction is at its provider.
  ///
  /// @param account the id of the merchant's account there
  /// @param device that its wallet is linked to
  record At(GatewayCode gateway, String account, String device) {}

  /// How its provider has answered so far.
  ///
  /// @param checks how often the schedule asked about it
  /// @param notFound how often in a row the provider did not know it
  record Inquiries(int checks, int notFound) {
    public static final Inquiries NONE = new Inquiries(0, 0);
  }
}
