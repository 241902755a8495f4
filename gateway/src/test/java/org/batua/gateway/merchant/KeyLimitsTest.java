package org.batua.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a key may do and from where, as a client sees it.
class KeyLimitsTest {
  private static final String HERE = "127.0.0.1 ::1";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Till till = Till.open(GATEWAY);

  private Api with(String scopes, String addresses) {
    return withKey(
        GATEWAY
            .gateway()
            .apiKeys()
            .issue(till.shop().id(), KeyLimits.parse(scopes, addresses, Optional.empty()))
            .reveal());
  }

  private static Api withKey(String key) {
    return GATEWAY.open().withKey(key);
  }

  @Test
  void a_key_makes_the_calls_of_its_scopes_and_no_other() {
    var order = till.paid("10");
    var reader = with("read", "");
    reader.get("/orders/" + order).ok();
    reader.get("/customers").ok();
    reader.post("/orders").form("order_id", "x1", "amount", "1").refused(401, "access_denied");
    reader
        .post("/orders/" + order + "/refunds")
        .form("unique_request_id", "r1", "amount", "1")
        .refused(401, "access_denied");
    reader.get("/customers/" + till.customer() + "/wallets").refused(401, "access_denied");
    assertThat(till.refundMoves(order)).isEmpty();

    var refunder = with("refunds orders", "");
    refunder
        .post("/orders/" + order + "/refunds")
        .form("unique_request_id", "r1", "amount", "1")
        .ok();
    refunder.post("/orders").form("order_id", Till.newOrderId(), "amount", "1").ok();
    refunder.get("/orders/" + order).refused(401, "access_denied");
    Till.payment(refunder, till.order("5"), till.token()).refused(401, "access_denied");
  }

  @Test
  void a_key_works_from_its_addresses_only() {
    with("", HERE).get("/customers").ok();
    with("", "192.0.2.0/24, " + HERE).get("/customers").ok();
    with("", "127.0.0.0/8 ::1").get("/customers").ok();
    var elsewhere = with("", "192.0.2.1 2001:db8::/32");
    var refused = elsewhere.get("/customers").refused(401, "access_denied");
    assertThat(refused.body()).contains("may not be used from here");
    Till.payment(elsewhere, till.order("5"), till.token()).refused(401, "access_denied");
  }

  @Test
  void a_key_that_is_rotated_keeps_its_limits() {
    var keys = GATEWAY.gateway().apiKeys();
    var limits = KeyLimits.parse("read", HERE, Optional.empty());
    var old = keys.issue(till.shop().id(), limits);
    var fresh =
        keys.rotate(till.shop().id(), ApiKeys.prefix(old), Duration.ofHours(1)).orElseThrow();
    var api = withKey(fresh.reveal());
    api.get("/customers").ok();
    api.post("/orders").form("order_id", "x2", "amount", "1").refused(401, "access_denied");
  }

  @Test
  void a_key_ends_after_its_days_and_its_last_use_is_written_down() {
    var keys = GATEWAY.gateway().apiKeys();
    var limits = KeyLimits.parse("", "", keys.inDays("2"));
    var key = keys.issue(till.shop().id(), limits);
    assertThat(lastUse(ApiKeys.prefix(key))).isEmpty();
    withKey(key.reveal()).get("/customers").ok();
    keys.noteUses();
    assertThat(lastUse(ApiKeys.prefix(key))).isPresent();
    GATEWAY.clock().advance(Duration.ofDays(2).plusSeconds(2));
    keys.noteUses();
    var expired = keys.issue(till.shop().id(), KeyLimits.parse("", "", keys.inDays("")));
    withKey(expired.reveal()).get("/customers").ok();
    Eventually.until("the key has ended", () -> keys.grantOf(key).isEmpty());
  }

  private Optional<?> lastUse(String prefix) {
    return GATEWAY.gateway().merchantSettings().keys(till.shop().id()).stream()
        .filter(it -> it.prefix().equals(prefix))
        .findFirst()
        .orElseThrow()
        .lastUsedAt();
  }

  @Test
  void what_is_no_scope_no_address_and_no_number_of_days_is_refused_by_its_name() {
    for (var wrong :
        List.of(
            List.of("reads", "", "scopes: reads"),
            List.of("", "example.com", "addresses: example.com"),
            List.of("", "192.0.2.0/33", "addresses: 192.0.2.0/33"),
            List.of("", "192.0.2.0/x", "addresses: 192.0.2.0/x"),
            List.of("", many(51), "addresses: at most"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> KeyLimits.parse(wrong.get(0), wrong.get(1), Optional.empty()))
          .withMessageContaining(wrong.get(2));
    }
    var keys = GATEWAY.gateway().apiKeys();
    assertThatIllegalArgumentException().isThrownBy(() -> keys.inDays("0"));
    assertThatIllegalArgumentException().isThrownBy(() -> keys.inDays("x"));
    assertThat(KeyLimits.parse("refunds, read", HERE, Optional.empty()).told())
        .isEqualTo("read refunds from 127.0.0.1, ::1");
  }

  private static String many(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("10.0.0.").append(i).append(' ');
    }
    return text.toString();
  }
}
