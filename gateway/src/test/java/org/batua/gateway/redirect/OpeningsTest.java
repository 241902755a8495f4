package org.batua.gateway.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Ways to a provider's page, whose provider is slow: the browser is answered all the same, and
/// goes on by itself.
class OpeningsTest {
  private static final String SLOW = "9000000051";
  private static final String BACK = "https://shop.example/topped-up";
  private static final Duration PATIENT = Duration.ofMinutes(1);
  private static final String SLOWLY = "takes longer than usual. This page goes on by itself";

  @RegisterExtension
  static final GatewayFixture GATEWAY = GatewayFixture.usual().with("checkout.answer_seconds", "1");

  private final CountDownLatch answer = new CountDownLatch(1);

  @AfterEach
  void letTheProviderAnswer() {
    answer.countDown();
  }

  @Test
  void a_page_that_was_long_in_coming_is_shown_once_by_whatever_server() {
    var till = Till.at(GATEWAY, GATEWAY.newShop("PHONEPE"), SLOW);
    var path = beginTopup(till);
    holdTheProvider();
    var slow = show(GATEWAY.open(), path);
    assertThat(answer.getCount()).isOne();
    assertThat(slow.body()).contains(SLOWLY).contains("href=\"" + BACK + "?");
    assertThat(slow.body()).contains("http-equiv=\"refresh\"").contains("hx-get=\"" + path + "\"");
    assertThat(look(path).header("hx-reswap")).contains("none");
    try (var other = GATEWAY.another()) {
      var elsewhere = Api.open(URI.create("http://127.0.0.1:" + other.listen()));
      assertThat(show(elsewhere, path).body()).contains(SLOWLY);
      answer.countDown();
      Eventually.until("told", () -> look(path).header("hx-redirect").isPresent());
      assertThat(look(path).header("hx-redirect")).contains(path);
      var gone = show(elsewhere, path);
      assertThat(gone.status()).isEqualTo(302);
      assertThat(gone.header("location").orElseThrow()).startsWith(GATEWAY.url("PHONEPE"));
    }
    assertThat(rows()).isZero();
  }

  @Test
  void a_payment_that_is_begun_at_a_slow_provider_says_so_in_the_end() {
    var shop = GATEWAY.newShopWithoutGateway();
    GATEWAY.configureFreecharge(shop.id());
    var begun = shop.payOnPage("FREECHARGE", Till.newOrderId(), "250.00", SLOW, BACK);
    var path = URI.create(begun.at("/payment/authentication/url").asString()).getPath();
    GATEWAY.browserAtProviders().open(GATEWAY.open().base() + path).submit();
    holdTheProvider();
    assertThat(show(GATEWAY.open(), path).body()).contains("Pay with FreeCharge").contains(SLOWLY);
    assertThat(answer.getCount()).isOne();
    answer.countDown();
    Eventually.until("told", () -> look(path).header("hx-redirect").isPresent());
    assertThat(show(GATEWAY.open(), path).body()).contains("Finish your payment at FreeCharge");
  }

  @Test
  void a_form_is_kept_with_its_fields_and_taken_once() {
    var form =
        new CustomerPage.Form(URI.create("https://p.example/a?b"), Map.of("f", "1", "g", ""));
    var openings = openings();
    assertThat(openings.open("late", after(Opening.of(form)))).isEmpty();
    assertThat(openings.look("late")).isEqualTo(Openings.Look.UNDER_WAY);
    assertThat(openings.open("late", OpeningsTest::never)).isEmpty();
    answer.countDown();
    Eventually.until("told", () -> openings.look("late") == Openings.Look.READY);
    assertThat(sealedText()).doesNotContain("p.example");
    assertThat(openings.open("late", OpeningsTest::never)).contains(Opening.of(form));
    assertThat(openings.look("late")).isEqualTo(Openings.Look.NONE);
  }

  @Test
  void a_refusal_that_comes_late_is_a_provider_that_cannot_be_reached() {
    var openings = openings();
    assertThat(
            openings.open(
                "refused",
                () -> {
                  await();
                  throw new Rejected(new Rejection.UnknownObject());
                }))
        .isEmpty();
    answer.countDown();
    Eventually.until("told", () -> openings.look("refused") == Openings.Look.READY);
    assertThat(openings.open("refused", OpeningsTest::never).map(Opening::kind))
        .contains(Opening.Kind.UNAVAILABLE);
  }

  @Test
  void one_whose_process_died_or_that_nobody_took_is_opened_again() {
    var openings = openings();
    assertThat(openings.open("old", after(Opening.of(Opening.Kind.BEGUN)))).isEmpty();
    GATEWAY.clock().advance(Duration.ofMinutes(4));
    var again = Opening.of(Opening.Kind.OVER);
    assertThat(openings.look("old")).isEqualTo(Openings.Look.NONE);
    assertThat(openings(PATIENT).open("old", () -> again)).contains(again);
    assertThat(openings.forgetOld()).isPositive();
  }

  private static Openings openings() {
    return openings(Duration.ofMillis(2));
  }

  /// @param wait after which what was not opened is late
  private static Openings openings(Duration wait) {
    var store = new OpeningStore(GATEWAY.database(), GATEWAY.keyRing());
    return new Openings(store, new SlowCalls(wait, 10), GATEWAY.clock());
  }

  private Supplier<Opening> after(Opening opening) {
    return () -> {
      await();
      return opening;
    };
  }

  private void await() {
    try {
      answer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Opening never() {
    throw new AssertionError("opened twice");
  }

  private static String beginTopup(Till till) {
    var url =
        till.api()
            .post("/wallets/" + till.wallet() + "/topup")
            .form("amount", "250.00", "topup_txn_id", Till.newOrderId(), "return_url", BACK)
            .ok()
            .path("payment_url")
            .asString();
    return URI.create(url).getPath();
  }

  private static ApiReply show(Api api, String path) {
    return api.get(path).header("Accept", "text/html").send();
  }

  private static ApiReply look(String path) {
    return GATEWAY.open().get(path).header("HX-Request", "true").send();
  }

  private static int rows() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle.createQuery("select count(*) from page_opening").mapTo(Integer.class).one());
  }

  private static String sealedText() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select encode(page, 'escape') from page_opening where id = 'late'")
                    .mapTo(String.class)
                    .one());
  }

  private void holdTheProvider() {
    GATEWAY.pace().answerAfter(answer);
  }
}
