package org.batua.gateway.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.batua.gateway.testkit.ApiReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Customers who open the way to the provider's page once more. FreeCharge does not say what it
/// does with a `merchantTxnId` that it knows; the simulated one refuses it.
class RedirectPaymentAgainTest extends RedirectPaymentBench {
  private static final String BEGUN = "already has this payment";

  @Test
  void a_page_that_is_open_already_is_named_and_paid_once() {
    var first = begin("250.00");
    open(first).submit();
    var window = GATEWAY.browserAtProviders().open(startOf(first));
    assertThat(window.status()).isEqualTo(200);
    assertThat(window.page()).contains("FreeCharge " + BEGUN).contains("in about 30 min");
    assertThat(window.forms()).isEmpty();
    pay().refused(400, "payment.in.progress");
    browser.decideOnly("approve");
    window.open(startOf(first));
    assertThat(window.at().toString()).startsWith(BACK + "?");
    assertThat(window.parameters()).containsEntry("status", "CHARGED");
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT", "CHARGED");
    assertThat(books()).containsExactly("DEBIT 25000");
    assertThat(spent()).isEqualByComparingTo("250");
  }

  @Test
  void who_has_not_gone_there_yet_is_led_there_again() {
    var first = begin("250.00");
    open(first);
    open(first).submit().decide("approve");
    comeBack();
    assertThat(browser.parameters()).containsEntry("status", "CHARGED");
  }

  @Test
  void a_provider_that_cannot_be_asked_is_led_to_under_the_same_name() {
    var first = begin("250.00");
    var name = open(first).forms().getFirst().fields().get("merchantTxnId");
    GATEWAY.provider(FREECHARGE).goDown();
    assertThat(open(first).forms().getFirst().fields()).containsEntry("merchantTxnId", name);
  }

  @ParameterizedTest
  @CsvSource({"decline, DECLINED_OTHER", "cancel, USER_DECLINED"})
  void who_refused_there_and_closed_the_window_can_pay_anew_at_once(String decision, String error) {
    var first = begin("250.00");
    open(first).submit().decideOnly(decision);
    open(first);
    assertThat(browser.parameters()).containsEntry("status", "AUTHORIZATION_FAILED");
    assertThat(read().at("/txn_detail/error_code").asString()).isEqualTo(error);
    open(pay().ok()).submit().decide("approve");
    comeBack();
    assertThat(browser.parameters()).containsEntry("status", "CHARGED");
    assertThat(books()).hasSize(1);
  }

  @Test
  void who_has_not_paid_when_the_time_is_over_can_pay_anew() {
    var first = begin("250.00");
    open(first).submit();
    pass(Duration.ofMinutes(20));
    assertThat(open(first).page()).contains(BEGUN).contains("in about 10 min");
    GATEWAY.clock().advance(Duration.ofMinutes(10));
    open(first);
    assertThat(browser.parameters()).containsEntry("status", "AUTHORIZATION_FAILED");
    assertThat(pay().ok().path("status").asString()).isEqualTo("PENDING_VBV");
  }

  @Test
  void the_page_that_says_so_goes_on_by_itself() {
    var first = begin("250.00");
    open(first).submit();
    var path = URI.create(startOf(first)).getPath();
    assertThat(look(path).body()).isEmpty();
    GATEWAY.provider(FREECHARGE).goDown();
    assertThat(look(path).header("hx-reswap")).contains("none");
    GATEWAY.provider(FREECHARGE).goUp();
    browser.decideOnly("approve");
    assertThat(look(path).header("hx-redirect").orElse("")).contains("/pay/finish/");
    assertThat(moves()).containsExactly("SENDING", "AWAITING_REDIRECT", "CHARGED");
  }

  private static ApiReply look(String path) {
    return GATEWAY.open().get(path).header("HX-Request", "true").send();
  }
}
