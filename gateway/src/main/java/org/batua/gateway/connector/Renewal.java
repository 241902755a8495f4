package org.batua.gateway.connector;

import org.batua.gateway.base.MobileNumber;

/// Keeping credentials alive.
public interface Renewal {
  RenewalResult renew(Call call, MobileNumber mobile, Credentials credentials);
}
