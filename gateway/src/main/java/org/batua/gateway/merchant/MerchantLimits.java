package org.batua.gateway.merchant;

import java.util.Optional;

/// What a merchant's money is limited to, in minor units; empty for no limit.
///
/// @param refund one operator may give back so much at once; empty for the server's own limit
/// @param refundsADay all refunds of operators of a day together; more needs approval
/// @param payment the largest payment
/// @param paymentsADay how many payments may be begun in a day
public record MerchantLimits(
    Optional<Long> refund,
    Optional<Long> refundsADay,
    Optional<Long> payment,
    Optional<Integer> paymentsADay) {
  public static final MerchantLimits NONE =
      new MerchantLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /// Whether payments are limited at all.
  public boolean isRestricted() {
    return payment.isPresent() || paymentsADay.isPresent();
  }

  /// Whether these allow anything that the others do not.
  ///
  /// @param usualRefund the server's own limit of a refund, in minor units
  public boolean raises(MerchantLimits before, long usualRefund) {
    return refund.orElse(usualRefund) > before.refund.orElse(usualRefund)
        || isHigher(refundsADay, before.refundsADay)
        || isHigher(payment, before.payment)
        || isHigher(paymentsADay.map(Long::valueOf), before.paymentsADay.map(Long::valueOf));
  }

  private static boolean isHigher(Optional<Long> now, Optional<Long> before) {
    return now.orElse(Long.MAX_VALUE) > before.orElse(Long.MAX_VALUE);
  }
}
