package org.batua.gateway.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.batua.gateway.merchant.Merchant.Clients;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalletsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @ParameterizedTest
  @ValueSource(strings = {"+91 %s-%s", "0%s%s", "0091%s%s", "(0)%s %s", "91%s%s"})
  void a_number_is_linked_however_it_is_written_and_echoed_as_given(String form) {
    var phone = Shop.newPhone();
    var given = form.formatted(phone.substring(0, 5), phone.substring(5));
    var customer = shop.customer(Shop.newPhone());
    var made = create(customer, given).ok();
    assertThat(made.at("/metadata/mobile_number").asString()).isEqualTo(given);
    shop.linked(made.path("id").asString());
    var again = create(customer, phone).ok();
    assertThat(again.path("id")).isEqualTo(made.path("id"));
    assertThat(again.path("linked").asBoolean()).isTrue();
    create(customer, Shop.newPhone()).refused(400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+62 812-3456-7890", "0062 81234567890", "+1 202 555 0100", "12", "x"})
  void a_number_that_the_gateway_cannot_have_is_refused_on_entry(String number) {
    var customer = shop.customer(Shop.newPhone());
    assertThat(create(customer, number).refused(400, "INVALID_REQUEST").fields())
        .containsExactly("mobile_number");
    var wallet = shop.walletOf(customer);
    var update = shop.command(wallet, "update", "mobile_number", number);
    assertThat(update.refused(400, "INVALID_REQUEST").fields()).containsExactly("mobile_number");
  }

  @Test
  void a_customers_number_of_another_country_is_kept_but_not_linked_here() {
    var made =
        shop.api()
            .post("/customers")
            .form("object_reference_id", "abroad", "mobile_number", "+62 812-3456-7890")
            .ok();
    assertThat(made.path("mobile_number").asString()).isEqualTo("+62 812-3456-7890");
    shop.authenticate(shop.walletOf(made.path("id").asString())).refused(400, "INVALID_MOBILE");
  }

  @Test
  void a_wallet_shows_its_parts_by_version_or_by_the_merchants_setting() {
    var wallet = shop.linkedWallet(Shop.newPhone()).path("id").asString();
    assertThat(shop.read(wallet).has("sub_details")).isFalse();
    var read = shop.api().get("/wallets/" + wallet);
    assertThat(read.version("2023-06-29").ok().has("juspay_bank_code")).isFalse();
    var shown = shop.api().get("/wallets/" + wallet).version("2023-06-30").ok();
    assertThat(shown.path("juspay_bank_code").asString()).isEqualTo("JP_MOBIKWIK");
    assertThat(shown.at("/sub_details/0/payment_method").asString()).isEqualTo("MOBIKWIK");
    assertThat(shown.at("/sub_details/0/payment_method_type").asString()).isEqualTo("WALLET");
    assertThat(shown.at("/sub_details/0/current_balance")).isEqualTo(shown.path("current_balance"));
    assertThat(shown.at("/sub_details/0/last_refreshed")).isEqualTo(shown.path("last_refreshed"));
    var clients = new Clients(Set.of(), /* walletDetails= */ true);
    GATEWAY.gateway().merchants().setClients(shop.id(), clients);
    assertThat(shop.read(wallet).path("sub_details").size()).isOne();
    var unlinked = shop.read(shop.wallet(Shop.newPhone())).path("sub_details").path(0);
    assertThat(unlinked.path("current_balance").isNull()).isTrue();
    assertThat(unlinked.path("last_refreshed").isNull()).isTrue();
  }

  private ApiCall create(String customer, String number) {
    return shop.api()
        .post("/customers/" + customer + "/wallets")
        .form("gateway", "MOBIKWIK", "mobile_number", number);
  }
}
