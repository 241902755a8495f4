package org.batua.gateway.wiring;

import org.batua.gateway.checkout.CheckoutLimits;
import org.batua.gateway.page.WalletPictures;
import org.batua.gateway.redirect.SlowCalls;

/// The hosted checkout.
///
/// @param pictures of wallets that the operator shows in place of our marks
public record CheckoutSettings(CheckoutLimits limits, WalletPictures pictures) {
  private static final int DAY_SECONDS = 86_400;

  /// For the pages of one server.
  SlowCalls slowCalls() {
    return new SlowCalls(limits.answer(), limits.slowCalls());
  }

  static CheckoutSettings read(Settings settings) {
    return new CheckoutSettings(
        new CheckoutLimits(
            settings.seconds("checkout.seconds", 1800, 60, DAY_SECONDS),
            settings.seconds("checkout.start_link_seconds", 900, 1, DAY_SECONDS),
            settings.seconds("checkout.resend_seconds", 30, 1, 600),
            settings.seconds("checkout.balance_seconds", 30, 1, DAY_SECONDS),
            settings.seconds("checkout.answer_seconds", 1, 1, 60),
            settings.whole("checkout.slow_calls", 500, 0, 100_000),
            settings.whole("checkout.otps_per_order", 10, 1, 1000),
            settings.seconds("checkout.otp_window_seconds", 600, 1, DAY_SECONDS)),
        settings
            .path("checkout.wallet_pictures_dir")
            .map(WalletPictures::in)
            .orElse(WalletPictures.NONE));
  }
}
