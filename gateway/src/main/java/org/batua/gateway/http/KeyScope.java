package org.batua.gateway.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an API key may be limited to; each call that takes a key belongs to one of these.
public enum KeyScope {
  /// Orders, refunds, customers, events and whatever else is only read.
  READ,
  CUSTOMERS,
  /// Wallets with their tokens, linking, balances, top-ups.
  WALLETS,
  ORDERS,
  PAYMENTS,
  REFUNDS,
  WEBHOOKS;

  /// As keys and pages name it.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<KeyScope> of(String code) {
    return Arrays.stream(values()).filter(it -> it.code().equals(code)).findFirst();
  }

  /// The scope of a call. What hands out wallet tokens is no reading.
  ///
  /// @param path of a route, as `/customers/{customer}/wallets`
  static KeyScope of(String method, String path) {
    if (path.contains("refund")) {
      return method.equals("GET") ? READ : REFUNDS;
    }
    if (path.contains("/wallets") || path.contains("/eligibility")) {
      return WALLETS;
    }
    if (method.equals("GET") || path.endsWith("/order/status") || path.endsWith("/order-status")) {
      return READ;
    }
    if (path.contains("/txns")) {
      return PAYMENTS;
    }
    if (path.contains("/webhook")) {
      return WEBHOOKS;
    }
    return path.contains("/customers") ? CUSTOMERS : ORDERS;
  }
}
