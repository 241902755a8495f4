package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;

class CheckoutPaymentsTest extends CheckoutBench {
  private final Till till = Till.open(GATEWAY);

  private void openSession() {
    browser.open(session(till.shop(), till.customer()).at("/payment_links/web").asString());
  }

  @Test
  void what_refuses_a_payment_of_the_order_is_shown_with_the_order() {
    assertThat(isShown(new Rejection.OrderRefused("order.already.paid", "paid"))).isTrue();
    assertThat(isShown(new Rejection.OutcomeNotStored())).isTrue();
    assertThat(isShown(new Rejection.TokenRefused(Rejection.TokenFault.EXPIRED, "old"))).isTrue();
    assertThat(isShown(new Rejection.UnknownObject())).isFalse();
    assertThat(isShown(new Rejection.Unavailable(Duration.ofSeconds(1)))).isFalse();
  }

  private static boolean isShown(Rejection rejection) {
    return CheckoutPayments.isShownWithOrder(new Rejected(rejection));
  }

  @Test
  void a_wallet_of_another_customer_is_neither_paid_with_nor_forgotten() {
    var other = Till.at(GATEWAY, till.shop(), Shop.newPhone());
    openSession();
    var path = browser.path();

    for (var step : new String[] {"/pay", "/forget"}) {
      browser.open(path);
      browser.submit(path + step, "wallet_token", other.token());
      assertThat(browser.status()).isEqualTo(404);
    }
    assertThat(other.debits()).isZero();
    assertThat(other.shop().read(other.wallet()).path("linked").asBoolean()).isTrue();
  }

  @Test
  void a_token_that_is_none_is_refused_and_the_order_stays_payable() {
    openSession();
    var path = browser.path();
    browser.submit(path + "/pay", "wallet_token", "tok_nonsense");
    assertThat(till.debits()).isZero();

    browser.open(path);
    browser.submit(path + "/pay", "wallet_token", browser.walletToken());
    assertThat(till.debits()).isOne();
  }

  @Test
  void an_outdated_balance_is_asked_for_again_and_a_fresh_one_is_not() {
    openSession();
    var path = browser.path();
    GATEWAY.provider().setBalance(till.phone(), "77.00");
    GATEWAY.clock().advance(Duration.ofMinutes(10));
    browser.open(path);
    assertThat(stored()).contains("7700");

    GATEWAY.provider().setBalance(till.phone(), "55.00");
    browser.open(path);
    assertThat(stored()).contains("7700");
  }

  /// The balance in paise, as it is stored.
  private Optional<String> stored() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select("select balance_minor from wallet where id = ?", till.wallet())
                    .mapTo(String.class)
                    .findOne());
  }
}
