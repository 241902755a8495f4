package org.batua.gateway.paymentmethod;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutagesTest {
  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("provider.circuit_calls", "1000");

  private static final String METHOD =
      "{\"payment_method_type\":\"WALLET\",\"payment_method\":\"MOBIKWIK\","
          + "\"description\":\"MobiKwik wallet\",\"wallet_direct_debit_support\":true";

  private final Shop shop = GATEWAY.newShop();

  @BeforeEach
  void forgetOtherTests() {
    GATEWAY.clock().advance(Duration.ofMinutes(6));
  }

  private String methods() {
    return shop.api().get("/merchants/" + shop.id() + "/paymentmethods").send().body();
  }

  private String outages() {
    return shop.api().get("/outages").send().body();
  }

  @Test
  void without_an_outage_nothing_is_said_of_one() {
    assertThat(outages()).isEqualTo("{\"outages\":[]}");
    assertThat(methods()).isEqualTo("{\"payment_methods\":[" + METHOD + "}]}");
  }

  @Test
  void a_provider_that_is_down_is_an_outage_until_it_is_back() {
    var wallet = shop.wallet(Shop.newPhone());
    shop.linked(wallet);
    GATEWAY.clock().advance(Duration.ofMinutes(2));
    var since = GATEWAY.clock().instant().toString();
    GATEWAY.provider().goDown();
    refresh(wallet, 6);
    assertThat(outages())
        .isEqualTo(
            "{\"outages\":[{\"payment_method_type\":\"WALLET\",\"payment_method\":\"MOBIKWIK\","
                + "\"stage\":\"DOWN\",\"since\":\"%s\"}]}".formatted(since));
    assertThat(methods())
        .isEqualTo(
            "{\"payment_methods\":["
                + METHOD
                + ",\"outage\":{\"stage\":\"DOWN\",\"since\":\"%s\"}}]}".formatted(since));
    GATEWAY.provider().goUp();
    GATEWAY.clock().advance(Duration.ofSeconds(30));
    refresh(wallet, 8);
    assertThat(outages()).contains("\"stage\":\"FLUCTUATE\"");
    GATEWAY.clock().advance(Duration.ofSeconds(61));
    refresh(wallet, 1);
    assertThat(outages()).isEqualTo("{\"outages\":[]}");
  }

  private void refresh(String wallet, int times) {
    for (int i = 0; i < times; i++) {
      shop.api().post("/wallets/" + wallet).form("command", "refresh").send();
    }
  }

  @Test
  void only_gateways_of_the_merchant_are_listed_and_a_key_is_needed() {
    assertThat(GATEWAY.open().get("/outages").send().status()).isEqualTo(401);
    var other = GATEWAY.newShopWithoutGateway();
    GATEWAY.configureMobikwik(other.id(), Optional.of("mid_2"), Map.of());
    assertThat(other.api().get("/outages").ok().path("outages")).isEmpty();
  }

  @Test
  void two_servers_give_one_answer_whichever_made_the_calls() {
    try (var second = GATEWAY.another()) {
      var there = Api.open(URI.create("http://127.0.0.1:" + second.listen())).withKey(shop.key());
      var wallet = shop.wallet(Shop.newPhone());
      shop.linked(wallet);
      GATEWAY.clock().advance(Duration.ofMinutes(2));
      GATEWAY.provider().goDown();
      // neither server has seen enough of it alone
      refresh(wallet, 3);
      for (int i = 0; i < 3; i++) {
        there.post("/wallets/" + wallet).form("command", "refresh").send();
      }
      GATEWAY.sweep(second);
      sameOnBoth(there, "\"stage\":\"DOWN\"");
      GATEWAY.provider().goUp();
      GATEWAY.clock().advance(Duration.ofSeconds(30));
      refresh(wallet, 4);
      for (int i = 0; i < 4; i++) {
        there.post("/wallets/" + wallet).form("command", "refresh").send();
      }
      GATEWAY.sweep(second);
      sameOnBoth(there, "\"stage\":\"FLUCTUATE\"");
      GATEWAY.clock().advance(Duration.ofSeconds(61));
      refresh(wallet, 1);
      GATEWAY.sweep();
      sameOnBoth(there, "\"outages\":[]");
    }
  }

  private void sameOnBoth(Api there, String expected) {
    assertThat(outages()).contains(expected);
    assertThat(there.get("/outages").send().body()).isEqualTo(outages());
    assertThat(there.get("/merchants/" + shop.id() + "/paymentmethods").send().body())
        .isEqualTo(methods());
  }
}
