package org.batua.gateway.connector;

import org.batua.gateway.base.MobileNumber;

/// Keeping credentials alive.
public interface Renewal {
  Result renew(Call call, MobileNumber mobile, Credentials credentials);

  /// How a renewal ended; anything but a clear answer leaves the old credentials in force.
  sealed interface Result {
    record Renewed(Credentials credentials) implements Result {}

    record Refused(Refusal refusal) implements Result {}

    record Unavailable(TransportFailure failure) implements Result {}
  }
}
