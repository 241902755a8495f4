package org.batua.gateway.connector;

import org.batua.gateway.base.Money;

/// Giving money of a debit back to its wallet.
public interface Refunding {
  Outcome refund(Call call, Order order);

  Inquiry inquire(Call call, Order order);

  /// One refund, as sent and as asked about later.
  ///
  /// @param reference our own name of the refund
  /// @param debit our own name of the debit that it gives back
  /// @param debitProviderReference the provider's name of that debit
  /// @param refundedBefore what earlier refunds of the same debit gave back
  record Order(
      Reference reference,
      Reference debit,
      String debitProviderReference,
      Money amount,
      Money debitAmount,
      Money refundedBefore) {}
}
