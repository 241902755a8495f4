package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A merchant with several accounts (MIDs) at one provider.
class TwoAccountsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop =
      GATEWAY.newShopWithoutGateway().account("north", Map.of()).account("south", Map.of());
  private final String customer = shop.customer(Shop.newPhone());

  @Test
  void without_a_reference_nobody_knows_which_is_meant() {
    assertThat(create().form("gateway", "MOBIKWIK").refused(400, "INVALID_REQUEST").fields())
        .containsExactly("gateway_reference_id");
  }

  @Test
  void an_unknown_reference_is_refused() {
    assertThat(
            create()
                .form("gateway", "MOBIKWIK", "gateway_reference_id", "west")
                .refused(400, "INVALID_REQUEST")
                .fields())
        .containsExactly("gateway_reference_id");
  }

  @Test
  void each_account_has_its_own_wallet_and_calls() {
    GATEWAY.provider().addMerchant("MBK0002", "key of the south");
    shop.account("south", Map.of("mid", "MBK0002", "key", "key of the south"));
    var north = wallet("north");
    var south = wallet("south");
    assertThat(north).isNotEqualTo(south);
    assertThat(wallet("south")).isEqualTo(south);
    shop.linked(south);
    assertThat(shop.read(north).path("linked").asBoolean()).isFalse();
    assertThat(shop.read(south).path("gateway_reference_id").asString()).isEqualTo("south");
  }

  @Test
  void authenticating_with_the_other_accounts_reference_is_refused() {
    var north = wallet("north");
    shop.command(north, "authenticate", "gateway_reference_id", "south")
        .refused(400, "INVALID_REQUEST");
    shop.command(north, "authenticate", "gateway_reference_id", "north").ok();
  }

  private String wallet(String reference) {
    return create()
        .form("gateway", "MOBIKWIK", "gateway_reference_id", reference)
        .ok()
        .path("id")
        .asString();
  }

  private ApiCall create() {
    return shop.api().post("/customers/" + customer + "/wallets");
  }
}
