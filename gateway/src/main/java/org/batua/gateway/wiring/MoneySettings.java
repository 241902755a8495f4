package org.batua.gateway.wiring;

import java.time.Duration;
import org.batua.gateway.payment.DuplicateCharge;

/// How long a customer may take to pay, and what becomes of a second charge.
///
/// @param addMoney how long a customer whose balance is short may take to add money
/// @param topupLink how long the link to a top-up's page works
/// @param topupPage how long a customer may be busy on that page
public record MoneySettings(
    Duration addMoney,
    Duration resume,
    Duration topupLink,
    Duration topupPage,
    DuplicateCharge secondCharge) {
  private static final int DAY_SECONDS = 86_400;

  static MoneySettings read(Settings settings) {
    return new MoneySettings(
        settings.seconds("debit.add_money_seconds", 900, 1, DAY_SECONDS),
        settings.seconds("debit.resume_seconds", 60, 0, 3600),
        settings.seconds("topup.link_seconds", 900, 1, DAY_SECONDS),
        settings.seconds("topup.page_seconds", 900, 1, DAY_SECONDS),
        settings.choice("debit.second_charge", DuplicateCharge.REFUND));
  }
}
