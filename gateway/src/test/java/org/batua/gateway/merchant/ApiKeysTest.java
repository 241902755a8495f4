package org.batua.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A change of keys holds on a running server within a second; a restarted one sees it at once.
class ApiKeysTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @Test
  void a_key_is_listed_by_its_first_letters_only() {
    var listed = keys().list(shop.id());
    assertThat(listed).hasSize(1);
    assertThat(shop.key()).matches("key_[0-9a-f]{64}").startsWith(listed.getFirst().prefix());
    assertThat(listed.toString()).doesNotContain(shop.key());
    assertThat(listed.getFirst().prefix()).hasSize(12);
  }

  @Test
  void both_keys_work_while_a_rotation_lasts() {
    var rotated = keys().rotate(shop.id(), prefix(), Duration.ofHours(24)).orElseThrow().reveal();
    GATEWAY.restart();
    shop.api().get("/customers").ok();
    GATEWAY.open().withKey(rotated).get("/customers").ok();
    GATEWAY.clock().advance(Duration.ofHours(24));
    GATEWAY.restart();
    shop.api().get("/customers").refused(401, "access_denied");
    GATEWAY.open().withKey(rotated).get("/customers").ok();
  }

  @Test
  void a_revoked_key_ends_at_once_and_the_others_stay() {
    var second = keys().issue(shop.id()).reveal();
    assertThat(keys().revoke(shop.id(), prefix())).isTrue();
    assertThat(keys().revoke(shop.id(), prefix())).isFalse();
    GATEWAY.restart();
    shop.api().get("/customers").refused(401, "access_denied");
    GATEWAY.open().withKey(second).get("/customers").ok();
  }

  @Test
  void a_running_server_refuses_a_revoked_key_within_seconds() {
    shop.api().get("/customers").ok();
    keys().revoke(shop.id(), prefix());
    Eventually.until(
        "the key is refused", () -> shop.api().get("/customers").send().status() != 200);
    shop.api().get("/customers").refused(401, "access_denied");
  }

  @Test
  void nobody_rotates_or_revokes_the_keys_of_others() {
    var other = new MerchantId("other_" + shop.id());
    assertThat(keys().rotate(other, prefix(), Duration.ofHours(1))).isEqualTo(Optional.empty());
    assertThat(keys().revoke(other, prefix())).isFalse();
    shop.api().get("/customers").ok();
  }

  private String prefix() {
    return shop.key().substring(0, 12);
  }

  private static ApiKeys keys() {
    return GATEWAY.gateway().apiKeys();
  }
}
