package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WrongKeysTest {
  /// Few, so that none is granted again within a test: 20 s each.
  private static final int PER_MINUTE = 3;

  private static final int MANY = 10;

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("http.trusted_proxies", "127.0.0.1, 198.51.100.0/24")
          .with("http.wrong_keys_per_minute", Integer.toString(PER_MINUTE));

  @Test
  void an_address_may_try_so_many_and_keys_that_work_still_pass() {
    var known = GATEWAY.newShop();
    var statuses = guess("203.0.113.1", MANY);
    assertThat(statuses.keySet()).containsExactly(401, 429);
    assertThat(statuses.get(401)).isBetween(PER_MINUTE, PER_MINUTE + 5);
    var limited = attempt("key_another", "203.0.113.1").refused(429, "too_many_requests");
    assertThat(limited.retryAfter()).isPresent();
    known.api().get("/customers").header("X-Forwarded-For", "203.0.113.1").ok();
    var issuedMeanwhile = GATEWAY.newShop();
    issuedMeanwhile.api().get("/customers").header("X-Forwarded-For", "203.0.113.1").ok();
  }

  @Test
  void client_tokens_that_do_not_work_are_limited_too_and_known_ones_still_pass() {
    var shop = GATEWAY.newShop();
    var customer = shop.customer(Shop.newPhone());
    var path = "/customers/" + customer + "/wallets?client_auth_token=";
    var working = shop.clientToken(customer);
    at("203.0.113.9", path + working).ok();
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < MANY; i++) {
      var wrong = "tkn_" + "0".repeat(24) + HexFormat.of().toHexDigits(i);
      statuses.merge(at("203.0.113.9", path + wrong).send().status(), 1, Integer::sum);
    }
    assertThat(statuses.keySet()).containsExactly(401, 429);
    assertThat(statuses.get(401)).isBetween(PER_MINUTE, PER_MINUTE + 5);
    at("203.0.113.9", path + working).ok();
    at("203.0.113.10", path + shop.clientToken(customer)).ok();
  }

  private static ApiCall at(String address, String path) {
    return GATEWAY.open().get(path).header("X-Forwarded-For", address);
  }

  @Test
  void another_address_is_another_matter() {
    guess("203.0.113.2", MANY);
    attempt("key_other", "203.0.113.3").refused(401, "access_denied");
    attempt("key_other", "203.0.113.2").refused(429, "too_many_requests");
  }

  @Test
  void what_a_client_itself_writes_of_its_address_is_not_believed() {
    guess("203.0.113.4", MANY);
    attempt("key_a", "192.0.2.1, 203.0.113.4").refused(429, "too_many_requests");
    attempt("key_b", "192.0.2.1, 203.0.113.4:4711, 198.51.100.7").refused(429, "too_many_requests");
    attempt("key_c", "nonsense, 203.0.113.5").refused(401, "access_denied");
  }

  @Test
  void the_addresses_of_one_ipv6_network_count_as_one() {
    guess("2001:db8:1:1::1", MANY);
    attempt("key_d", "[2001:db8:1:1:ffff::2]:80").refused(429, "too_many_requests");
    attempt("key_e", "2001:db8:1:2::1").refused(401, "access_denied");
  }

  private static Map<Integer, Integer> guess(String from, int times) {
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < times; i++) {
      statuses.merge(attempt("key_" + from + "_" + i, from).status(), 1, Integer::sum);
    }
    return statuses;
  }

  private static org.batua.gateway.testkit.ApiReply attempt(String key, String from) {
    return GATEWAY.open().withKey(key).get("/customers").header("X-Forwarded-For", from).send();
  }
}
