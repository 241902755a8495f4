package org.batua.gateway.connector;

import org.batua.gateway.base.MobileNumber;

/// Reading what a linked wallet can spend.
public interface Balances {
  BalanceResult balance(Call call, MobileNumber mobile, Credentials credentials);
}
