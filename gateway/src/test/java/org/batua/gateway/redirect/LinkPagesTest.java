package org.batua.gateway.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.Consenting;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The way back from a linking by consent that a shop began; one of the checkout is in
/// `ConsentPagesTest`.
class LinkPagesTest {
  private static final String SLOW = "9000000051";
  private static final String SLOWLY = "takes longer than usual. This page goes on by itself";

  @RegisterExtension
  static final GatewayFixture GATEWAY = GatewayFixture.usual().with("checkout.answer_seconds", "1");

  private final Shop shop = GATEWAY.newShopWithoutGateway();
  private final Consenting gopay = Consenting.at(shop, "GOPAY");
  private final CountDownLatch answer = new CountDownLatch(1);

  @BeforeEach
  void configure() {
    GATEWAY.provider("GOPAY").reset();
    GATEWAY.configureGopay(shop.id());
  }

  @AfterEach
  void letTheProviderAnswer() {
    answer.countDown();
  }

  @Test
  void who_comes_back_from_a_quick_provider_is_at_the_shop_at_once() {
    var phone = Shop.newPhone();
    assertThat(gopay.brought(Consenting.location(gopay.open(decided(phone, "decline")))))
        .containsEntry("status", "DECLINED");
  }

  @Test
  void who_comes_back_from_a_slow_one_waits_on_a_page_of_ours() {
    var waiting = waiting();
    assertThat(waiting.getPath()).startsWith("/wallets/link/result/");
    var page = gopay.open(waiting).body();
    assertThat(page).contains("GoPay", SLOWLY, "http-equiv=\"refresh\"", waiting.getPath());
    assertThat(look(waiting).header("hx-reswap")).contains("none");
    assertThat(answer.getCount()).isOne();
    answer.countDown();
    Eventually.until("told", () -> look(waiting).header("hx-redirect").isPresent());
    assertThat(gopay.brought(Consenting.location(gopay.open(waiting))))
        .containsEntry("status", "LINKED");
  }

  /// It is not asked again from the page that waits: that would never end.
  @Test
  void one_whose_question_was_lost_goes_to_the_shop_undecided() {
    var waiting = waiting();
    GATEWAY.clock().advance(Duration.ofMinutes(2));
    assertThat(gopay.brought(Consenting.location(gopay.open(waiting))))
        .containsEntry("status", "PENDING");
    answer.countDown();
  }

  @Test
  void nothing_is_told_of_a_token_that_was_never_given_out() {
    var unknown = URI.create("/wallets/link/result/" + "0".repeat(64));
    assertThat(gopay.open(unknown).status()).isEqualTo(404);
  }

  /// Where a customer comes back to while the provider does not answer.
  private URI waiting() {
    var back = decided(SLOW, "approve");
    GATEWAY.pace().answerAfter(answer);
    return Consenting.location(gopay.open(back));
  }

  private URI decided(String phone, String decision) {
    var page = Consenting.location(gopay.open(gopay.begin(gopay.wallet(phone))));
    return Consenting.decide(page, phone, decision);
  }

  private static ApiReply look(URI page) {
    return GATEWAY.open().get(page.getPath()).header("HX-Request", "true").send();
  }
}
