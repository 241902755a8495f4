package org.batua.gateway.merchant;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;

/// Holds merchants to their limits. One without limits costs nothing: they are read with what each
/// call reads of its merchant anyway.
public final class DailyLimits {
  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

  private final MerchantSettings settings;
  private final DailyLimitStore store;
  private final InstantSource clock;

  public DailyLimits(MerchantSettings settings, DailyLimitStore store, InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
  }

  /// Refuses a payment beyond the limits of a restricted merchant, and counts any other of it.
  ///
  /// @param amount of an order that comes with the payment; empty for one that is stored
  /// @throws Rejected when it is too large, or one too many of the day
  public void admitPayment(MerchantId merchant, String orderId, Optional<Money> amount) {
    var limits = settings.limits(merchant);
    if (!limits.isRestricted()) {
      return;
    }
    var minor = amount.map(Money::minor).orElse(null);
    switch (store.admitPayment(merchant, orderId, minor, limits, today())) {
      case ADMITTED -> {}
      case TOO_MUCH ->
          throw new Rejected(
              new Rejection.InvalidField(
                  "amount", "is more than this merchant may take until it is unrestricted"));
      case TOO_MANY ->
          throw new Rejected(
              new Rejection.OrderRefused(
                  "request.exceeded",
                  "The merchant has had as many payments today as it may have until it is"
                      + " unrestricted."));
    }
  }

  /// Whether operators may give this much back without another person, and counts it then.
  ///
  /// @param usualRefund the server's own limit of a refund, in minor units
  public boolean admitsRefund(MerchantId merchant, Money amount, long usualRefund) {
    var limits = settings.limits(merchant);
    return amount.minor() <= limits.refund().orElse(usualRefund)
        && limits
            .refundsADay()
            .map(most -> store.admitRefund(merchant, amount.minor(), most, today()))
            .orElse(true);
  }

  private LocalDate today() {
    return clock.instant().atZone(INDIA).toLocalDate();
  }
}
