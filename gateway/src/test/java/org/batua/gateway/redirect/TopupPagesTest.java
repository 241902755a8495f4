package org.batua.gateway.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.base.Money;
import org.batua.gateway.page.Brand;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.CustomerBrowser;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages on a customer's way to a top-up; what they find out stands in `TopupRedirectsTest`.
class TopupPagesTest {
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final String BACK = "https://shop.example/topped-up";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);
  private final String id = "top_" + IDS.incrementAndGet();
  private final CustomerBrowser browser = GATEWAY.browser();

  @Test
  void the_page_names_what_is_added_and_leads_to_the_provider_by_one_form() {
    browser.open(beginWithReturn("250.00"));

    assertThat(browser.page()).contains("₹250.00", "MobiKwik");
    assertThat(browser.forms()).hasSize(1);
    assertThat(browser.forms().getFirst().action().toString()).startsWith(GATEWAY.mobikwikUrl());
  }

  @Test
  void a_script_that_looks_again_is_never_led_to_the_provider() {
    var url = beginWithReturn("250.00");
    browser.open(url);
    var look = look(url);

    assertThat(look.body()).isEmpty();
    assertThat(look.header("hx-reswap")).contains("none");
  }

  @Test
  void who_opens_the_way_again_is_told_where_the_topup_waits() {
    var url = beginWithReturn("250.00");
    browser.open(url).submit();
    var second = GATEWAY.browser().open(url);

    assertThat(second.forms()).isEmpty();
    assertThat(second.page()).contains("Finish adding money at MobiKwik");
    assertThat(second.page()).contains("href=\"" + BACK + "?");
  }

  @ParameterizedTest
  @CsvSource({
    "approve, Money was added to your wallet",
    "decline, No money was added to your wallet",
    "cancel, No money was added to your wallet"
  })
  void without_a_place_to_go_back_to_a_page_tells_how_it_ended(String decision, String title) {
    browser.open(beginWithoutReturn("250.00")).submit().decide(decision);

    assertThat(browser.status()).isEqualTo(200);
    assertThat(browser.page()).contains(title, "₹250.00");
  }

  @Test
  void without_a_place_to_go_back_to_every_page_says_that_it_can_be_closed() {
    var close = "You can close this page and go back to the shop.";
    var url = beginWithoutReturn("7203.00");
    assertThat(browser.open(url).page()).contains("Continue to MobiKwik", close);
    browser.submit();
    assertThat(browser.page()).contains("Your top-up is being checked", close);
    var late = begin("amount", "250.00", "topup_txn_id", id + "_late");
    GATEWAY.clock().advance(Duration.ofMinutes(16));
    assertThat(browser.open(late).page()).contains("This link has expired", close);
  }

  @Test
  void what_the_provider_has_not_told_yet_is_a_page_that_looks_again() {
    browser.open(beginWithReturn("7203.00")).submit();

    assertThat(browser.at().getPath()).startsWith("/wallets/topup/result/");
    assertThat(browser.page())
        .contains("Your top-up is being checked")
        .contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>");
    assertThat(look(browser.at().toString()).body()).isEmpty();
    GATEWAY.clock().advance(Duration.ofHours(1));
    GATEWAY.sweep();
    assertThat(look(browser.at().toString()).header("hx-redirect").orElse(""))
        .startsWith(BACK + "?");
  }

  @Test
  void a_link_that_is_too_old_is_gone_and_says_so() {
    var url = beginWithReturn("250.00");
    GATEWAY.clock().advance(Duration.ofMinutes(16));
    browser.open(url);

    assertThat(browser.status()).isEqualTo(410);
    assertThat(browser.page()).contains("This link has expired", "No money was moved");
  }

  @Test
  void a_forged_return_is_refused_without_a_cookie_and_goes_on_to_where_the_provider_is_asked() {
    var url = beginWithReturn("250.00");
    browser.open(url).submit();
    var topup = url.substring(url.lastIndexOf('/') + 1);
    var forged =
        GATEWAY
            .open()
            .get("/wallets/topup/return/" + topup + "?statuscode=0&checksum=x")
            .header("Accept", "text/html")
            .send();

    assertThat(forged.status()).isEqualTo(400);
    assertThat(forged.body()).contains("does not come from your wallet");
    assertThat(forged.header("set-cookie")).isEmpty();
    assertThat(forged.header("refresh")).contains("4; url=/wallets/topup/result/" + topup);
  }

  @Test
  void the_fields_of_a_form_are_not_in_its_text() {
    var sum = new TopupPages.Sum(Money.inr(100), "MobiKwik", "MOBIKWIK", Brand.NONE);
    var onward =
        new TopupPages.Onward(
            sum,
            "https://p.example",
            Map.of("token", "secret"),
            /* isForm= */ true,
            Optional.empty());

    assertThat(onward.toString()).contains("token").doesNotContain("secret");
  }

  private String beginWithReturn(String amount) {
    return begin("amount", amount, "topup_txn_id", id, "return_url", BACK);
  }

  private String beginWithoutReturn(String amount) {
    return begin("amount", amount, "topup_txn_id", id);
  }

  private String begin(String... namesAndValues) {
    return till.api()
        .post("/wallets/" + till.wallet() + "/topup")
        .form(namesAndValues)
        .ok()
        .path("payment_url")
        .asString();
  }

  private static ApiReply look(String url) {
    return GATEWAY.open().get(URI.create(url).getPath()).header("HX-Request", "true").send();
  }
}
