package org.batua.gateway.connector;

import java.util.Optional;
import org.batua.gateway.base.MobileNumber;

/// Linking a customer's wallet, so that it can be debited directly.
public interface Linking {
  /// Sends or resends an OTP, or gives the page where the customer consents.
  LinkStart start(Call call, MobileNumber mobile, Optional<LinkState> previous);

  /// Ends the linking; an OTP is checked once and never retried by us.
  LinkResult complete(Call call, LinkState state, LinkProof proof);
}
