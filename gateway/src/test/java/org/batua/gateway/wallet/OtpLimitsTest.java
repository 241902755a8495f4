package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Our own limits on the OTPs of one wallet.
class OtpLimitsTest {
  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("otp.sends_per_window", "2")
          .with("otp.window_seconds", "300")
          .with("otp.attempts_per_otp", "2");

  private final Shop shop = GATEWAY.newShop();
  private final String wallet = shop.wallet(Shop.newPhone());

  @Test
  void more_otps_than_the_window_allows_are_refused_until_it_passes() {
    shop.authenticate(wallet).ok();
    GATEWAY.clock().advance(Duration.ofSeconds(100));
    shop.authenticate(wallet).ok();
    int sent = GATEWAY.provider().journal().size();
    var refused = shop.authenticate(wallet).refused(429, "OTP_RATE_LIMITED");
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(200));
    assertThat(GATEWAY.provider().journal()).hasSize(sent);
    GATEWAY.clock().advance(Duration.ofSeconds(199));
    shop.authenticate(wallet).refused(429, "OTP_RATE_LIMITED");
    GATEWAY.clock().advance(Duration.ofSeconds(1));
    shop.authenticate(wallet).ok();
    shop.authenticate(wallet).ok();
    shop.authenticate(wallet).refused(429, "OTP_RATE_LIMITED");
  }

  @Test
  void the_limit_is_each_wallets_own() {
    shop.authenticate(wallet).ok();
    shop.authenticate(wallet).ok();
    shop.authenticate(wallet).refused(429, "OTP_RATE_LIMITED");
    shop.authenticate(shop.wallet(Shop.newPhone())).ok();
  }

  @Test
  void more_attempts_than_allowed_reach_no_provider() {
    shop.authenticate(wallet).ok();
    shop.link(wallet, "555555").refused(400, "OTP_INVALID");
    shop.link(wallet, "555555").refused(400, "OTP_INVALID");
    int before = GATEWAY.provider().journal().size();
    shop.link(wallet, "123456").refused(400, "OTP_ATTEMPTS_EXCEEDED");
    assertThat(GATEWAY.provider().journal()).hasSize(before);
    shop.linked(wallet);
  }
}
