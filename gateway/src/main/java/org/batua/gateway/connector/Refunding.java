package org.batua.gateway.connector;

/// Giving money of a debit back to its wallet.
public interface Refunding {
  Outcome refund(Call call, RefundOrder order);

  Inquiry inquire(Call call, RefundOrder order);
}
