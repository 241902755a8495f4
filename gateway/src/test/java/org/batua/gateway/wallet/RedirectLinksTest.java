package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.gateway.testkit.Consenting.decide;
import static org.batua.gateway.testkit.Consenting.location;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.order.ReturnSignature;
import org.batua.gateway.testkit.Consenting;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Linking by the customer's consent at the provider, through the public API and the browser.
class RedirectLinksTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();
  private final Consenting gopay = Consenting.at(shop, "GOPAY");

  @BeforeEach
  void configure() {
    GATEWAY.provider().reset();
    GATEWAY.configureGopay(shop.id());
  }

  @Test
  void a_customer_who_approves_comes_back_with_a_signed_word_and_a_linked_wallet() {
    var phone = Shop.newPhone();
    var wallet = gopay.wallet(phone);

    var brought = gopay.go(wallet, phone, "approve");

    assertThat(brought).containsEntry("status", "LINKED").containsEntry("wallet_id", wallet);
    assertSigned(brought);
    var read = shop.read(wallet);
    assertThat(read.path("linked").asBoolean()).isTrue();
    assertThat(read.path("token").asString()).startsWith("tok_");
    assertThat(read.path("current_balance").asInt()).isEqualTo(1_000_000);
  }

  private void assertSigned(Map<String, String> brought) {
    var unsigned = new TreeMap<>(brought);
    unsigned.remove("signature");
    unsigned.remove("signature_algorithm");
    var key = GATEWAY.gateway().merchants().responseKey(shop.id()).orElseThrow();
    var query = URI.create("https://shop.example/?" + ReturnSignature.signedQuery(unsigned, key));
    assertThat(query.getRawQuery())
        .contains(
            "signature="
                + java.net.URLEncoder.encode(
                    String.valueOf(brought.get("signature")),
                    java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void creating_with_authenticate_begins_the_linking_too() {
    var answer =
        shop.api()
            .post("/customers/" + gopay.customer(Shop.newPhone()) + "/wallets")
            .form("gateway", "GOPAY", "command", "authenticate", "return_url", Consenting.SHOP_URL)
            .ok();

    assertThat(Consenting.start(answer).getPath()).startsWith("/wallets/link/start/");
  }

  @Test
  void a_customer_who_declines_comes_back_too() {
    var phone = Shop.newPhone();
    var wallet = gopay.wallet(phone);

    assertThat(gopay.go(wallet, phone, "decline")).containsEntry("status", "DECLINED");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
    shop.command(wallet, "link").refused(400, "GATEWAY_DECLINED");
  }

  @Test
  void the_personas_of_redirect_linking_behave() {
    for (var one : Map.of("9000000060", "LINKED", "9000000061", "DECLINED").entrySet()) {
      assertThat(gopay.go(gopay.wallet(one.getKey()), one.getKey(), "approve"))
          .containsEntry("status", one.getValue());
    }
    var wallet = gopay.wallet("9000000062");
    gopay.begin(wallet);
    assertThat(shop.command(wallet, "link").ok().path("linked").asBoolean()).isFalse();
    GATEWAY.clock().advance(Duration.ofMinutes(16));
    shop.command(wallet, "link").refused(400, "AUTHENTICATION_NOT_STARTED");
    shop.command(wallet, "link").refused(400, "AUTHENTICATION_NOT_STARTED");
  }

  @Test
  void a_poll_finds_a_customer_whose_browser_never_came_back() {
    var phone = Shop.newPhone();
    var wallet = gopay.wallet(phone);
    var page = location(gopay.open(gopay.begin(wallet)));
    assertThat(shop.command(wallet, "link").ok().path("linked").asBoolean()).isFalse();

    decide(page, phone, "approve");

    var linked = shop.command(wallet, "link").ok();
    assertThat(linked.path("linked").asBoolean()).isTrue();
    assertThat(linked.path("token").asString()).startsWith("tok_");
    assertThat(shop.command(wallet, "link").ok().path("linked").asBoolean()).isTrue();
  }

  @Test
  void a_callback_before_the_customer_decided_links_nothing() {
    var phone = Shop.newPhone();
    var wallet = gopay.wallet(phone);
    var start = gopay.begin(wallet);
    var page = location(gopay.open(start));
    var callback = URI.create(start.toString().replace("/start/", "/return/") + "?status=ENABLED");

    assertThat(gopay.brought(location(gopay.open(callback)))).containsEntry("status", "PENDING");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();

    var back = decide(page, phone, "approve");
    assertThat(gopay.brought(location(gopay.open(back)))).containsEntry("status", "LINKED");
  }

  @Test
  void a_replayed_callback_changes_nothing() {
    var phone = Shop.newPhone();
    var wallet = gopay.wallet(phone);
    var back = decide(location(gopay.open(gopay.begin(wallet))), phone, "approve");
    assertThat(gopay.brought(location(gopay.open(back)))).containsEntry("status", "LINKED");
    var token = shop.read(wallet).path("token").asString();
    var calls = GATEWAY.provider().journal().size();

    assertThat(gopay.brought(location(gopay.open(back)))).containsEntry("status", "LINKED");

    assertThat(GATEWAY.provider().journal().size()).isEqualTo(calls);
    assertThat(shop.read(wallet).path("linked").asBoolean()).isTrue();
    assertThat(token).startsWith("tok_");
    shop.command(wallet, "delink").ok();
    assertThat(gopay.brought(location(gopay.open(back)))).containsEntry("status", "EXPIRED");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
  }

  @Test
  void an_address_that_nobody_gave_out_is_a_page_that_says_so() {
    var nonsense = "0".repeat(64);
    for (var path :
        new String[] {
          "/wallets/link/start/" + nonsense,
          "/wallets/link/return/" + nonsense,
          "/wallets/link/return?state=" + nonsense,
          "/wallets/link/return",
        }) {
      var reply = gopay.open(URI.create("http://localhost" + path));
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.header("content-type").orElseThrow()).startsWith("text/html");
    }
  }

  @Test
  void a_newer_linking_takes_the_place_of_the_older_one() {
    var phone = Shop.newPhone();
    var wallet = gopay.wallet(phone);
    var older = decide(location(gopay.open(gopay.begin(wallet))), phone, "approve");
    var newer = gopay.begin(wallet);

    assertThat(gopay.open(older).status()).isEqualTo(404);
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
    // the provider has the account enabled already, so the customer comes straight back
    assertThat(gopay.brought(location(gopay.open(location(gopay.open(newer))))))
        .containsEntry("status", "LINKED");
  }

  @Test
  void a_consent_links_nobody_but_the_customer_who_gave_it() {
    var phone = Shop.newPhone();
    gopay.linked(phone);
    var stranger = gopay.wallet(phone);

    assertThat(shop.authenticate(stranger).refused(400, "GATEWAY_DECLINED").body())
        .contains("not with this wallet");
    shop.command(stranger, "link").refused(400, "AUTHENTICATION_NOT_STARTED");
    assertThat(shop.read(stranger).path("linked").asBoolean()).isFalse();
  }

  @Test
  void a_start_link_dies_of_old_age() {
    var start = gopay.begin(gopay.wallet(Shop.newPhone()));
    GATEWAY.clock().advance(Duration.ofMinutes(16));

    assertThat(gopay.brought(location(gopay.open(start)))).containsEntry("status", "EXPIRED");
  }

  @Test
  void a_delink_ends_a_linking_that_waits() {
    var phone = Shop.newPhone();
    var wallet = gopay.wallet(phone);
    var page = location(gopay.open(gopay.begin(wallet)));
    shop.command(wallet, "delink").ok();

    var back = decide(page, phone, "approve");

    assertThat(gopay.brought(location(gopay.open(back)))).containsEntry("status", "EXPIRED");
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
  }

  @Test
  void a_linked_wallet_stays_linked_while_a_new_linking_waits() {
    var phone = "9000000062";
    var wallet = gopay.wallet(phone);
    gopay.begin(wallet);
    GATEWAY.provider().of("GOPAY").reset();
    shop.command(wallet, "link").send();
    assertThat(shop.read(wallet).path("linked").asBoolean()).isFalse();
  }

  @Test
  void a_number_without_an_account_is_refused_at_once() {
    var wallet = gopay.wallet("9000000030");
    shop.authenticate(wallet).refused(400, "ACCOUNT_NOT_FOUND");
    shop.authenticate(gopay.wallet("9000000031")).refused(400, "ACCOUNT_BLOCKED");
    shop.authenticate(gopay.wallet("9000000050")).refused(502, "GATEWAY_UNAVAILABLE");
  }

  @Test
  void a_return_address_with_a_query_is_refused() {
    shop.command(
            gopay.wallet(Shop.newPhone()), "authenticate", "return_url", "https://a.example/?b=c")
        .refused(400, "INVALID_REQUEST");
  }

  @Test
  void a_wallet_that_the_customer_ended_at_the_provider_is_found_by_the_next_reading() {
    var phone = Shop.newPhone();
    var wallet = gopay.linked(phone);
    GATEWAY.provider().of("GOPAY").revoke(phone);

    assertThat(shop.command(wallet, "refresh").ok().path("linked").asBoolean()).isFalse();
  }

  @Test
  void a_delink_ends_the_link_at_the_provider_too() {
    var phone = Shop.newPhone();
    var wallet = gopay.linked(phone);

    shop.command(wallet, "delink").ok();

    assertThat(GATEWAY.provider().count("delink", "phone=" + phone)).isEqualTo(1);
    assertThat(gopay.go(wallet, phone, "approve")).containsEntry("status", "LINKED");
  }
}
