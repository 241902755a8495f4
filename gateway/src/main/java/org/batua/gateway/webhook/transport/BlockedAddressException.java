package org.batua.gateway.webhook.transport;

import java.net.UnknownHostException;

/// The address must not be connected to. As an exception of the resolver it passes through the HTTP
/// client unchanged.
final class BlockedAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1;

  BlockedAddressException() {
    super("address not allowed");
  }
}
