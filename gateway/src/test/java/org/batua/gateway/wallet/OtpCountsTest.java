package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The limits on OTPs that hold those who come with ever new wallets, counted for all servers.
class OtpCountsTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("otp.sends_per_number", "3")
          .with("otp.sends_per_customer", "4")
          .with("otp.sends_per_merchant", "6")
          .with("otp.attempts_per_number", "2");

  private final Shop shop = GATEWAY.newShop();

  @Test
  void a_number_gets_so_many_whoever_asks() {
    var number = Shop.newPhone();
    for (int i = 0; i < 3; i++) {
      shop.authenticate(shop.wallet(number)).ok();
    }
    var other = GATEWAY.newShop();
    int sent = GATEWAY.provider().journal().size();
    var refused = other.authenticate(other.wallet(number)).refused(429, "OTP_RATE_LIMITED");
    assertThat(refused.retryAfter()).contains(WINDOW);
    assertThat(GATEWAY.provider().journal()).hasSize(sent);
    other.authenticate(other.wallet(Shop.newPhone())).ok();
    GATEWAY.clock().advance(WINDOW);
    other.authenticate(other.wallet(number)).ok();
  }

  @Test
  void a_merchant_has_so_many_and_what_is_refused_uses_up_none() {
    var number = Shop.newPhone();
    for (int i = 0; i < 3; i++) {
      shop.authenticate(shop.wallet(number)).ok();
    }
    for (int i = 0; i < 5; i++) {
      shop.authenticate(shop.wallet(number)).refused(429, "OTP_RATE_LIMITED");
    }
    for (int i = 0; i < 3; i++) {
      shop.authenticate(shop.wallet(Shop.newPhone())).ok();
    }
    shop.authenticate(shop.wallet(Shop.newPhone())).refused(429, "OTP_RATE_LIMITED");
  }

  @Test
  void a_number_may_be_tried_so_often_with_whatever_wallets() {
    var number = Shop.newPhone();
    var first = shop.wallet(number);
    var second = shop.wallet(number);
    shop.authenticate(first).ok();
    shop.authenticate(second).ok();
    shop.link(first, "555555").refused(400, "OTP_INVALID");
    shop.link(second, "555555").refused(400, "OTP_INVALID");
    shop.link(first, "123456").refused(429, "OTP_RATE_LIMITED");
  }

  /// The wallet's own count comes first: it counts also what the number's limit refuses.
  @Test
  void what_a_number_refuses_counts_for_the_wallet_that_asked() {
    var number = Shop.newPhone();
    for (int i = 0; i < 3; i++) {
      shop.authenticate(shop.wallet(number)).ok();
    }
    var wallet = shop.wallet(number);
    shop.authenticate(wallet).refused(429, "OTP_RATE_LIMITED");
    assertThat(
            GATEWAY
                .tables()
                .<Integer, RuntimeException>withHandle(
                    handle ->
                        handle
                            .select(
                                "select sends_in_window from wallet_authentication"
                                    + " where wallet_id = ?",
                                wallet)
                            .mapTo(Integer.class)
                            .one()))
        .isOne();
  }

  @Test
  void ten_servers_allow_what_one_allows() throws Exception {
    var number = Shop.newPhone();
    List<String> wallets = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      wallets.add(shop.wallet(number));
    }
    try (var second = GATEWAY.another();
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var elsewhere =
          Api.open(java.net.URI.create("http://127.0.0.1:" + second.listen())).withKey(shop.key());
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        var api = i % 2 == 0 ? elsewhere : shop.api();
        var path = "/wallets/" + wallets.get(i);
        calls.add(() -> api.post(path).form("command", "authenticate").send().status());
      }
      int sent = 0;
      for (var call : executor.invokeAll(calls)) {
        sent += call.get() == 200 ? 1 : 0;
      }
      assertThat(sent).isEqualTo(3);
    }
  }
}
