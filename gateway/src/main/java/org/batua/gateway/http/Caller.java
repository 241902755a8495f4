package org.batua.gateway.http;

import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MerchantId;

/// Who makes a request, proven by a key or a token.
public sealed interface Caller {
  MerchantId merchant();

  /// A merchant's backend.
  record Merchant(MerchantId merchant) implements Caller {}

  /// A customer's device; reaches that customer's objects only.
  record Customer(MerchantId merchant, CustomerId customer) implements Caller {}
}
