package org.batua.gateway.merchant;

import java.time.LocalDate;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;
import org.jspecify.annotations.Nullable;

/// What merchants with limits used of them, by the day.
public final class DailyLimitStore {
  private static final String ADMIT_PAYMENT = Sql.text("merchant/admit_payment");
  private static final String ADMIT_REFUND = Sql.text("merchant/admit_refund");

  private final Database database;

  public DailyLimitStore(Database database) {
    this.database = database;
  }

  /// What the limits say to a payment.
  public enum Verdict {
    ADMITTED,
    TOO_MUCH,
    TOO_MANY
  }

  /// Counts a payment that the limits admit.
  ///
  /// @param amount of an order that is not stored yet; null for one that is
  Verdict admitPayment(
      MerchantId merchant,
      String orderId,
      @Nullable Long amount,
      MerchantLimits limits,
      LocalDate day) {
    return database.run(
        handle ->
            handle
                .createQuery(ADMIT_PAYMENT)
                .bind("merchant", merchant.value())
                .bind("order", orderId)
                .bind("amount", amount)
                .bind("most", limits.payment().orElse(null))
                .bind("count", limits.paymentsADay().orElse(null))
                .bind("day", day)
                .map((row, _) -> Verdict.valueOf(row.getString("verdict")))
                .one());
  }

  /// Adds a refund that the limit of the day admits.
  ///
  /// @return whether it does
  boolean admitRefund(MerchantId merchant, long minor, long most, LocalDate day) {
    return database.run(
            handle ->
                handle
                    .createUpdate(ADMIT_REFUND)
                    .bind("merchant", merchant.value())
                    .bind("amount", minor)
                    .bind("most", most)
                    .bind("day", day)
                    .execute())
        == 1;
  }
}
