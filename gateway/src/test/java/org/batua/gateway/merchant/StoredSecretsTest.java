package org.batua.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Looks into every column of every table behind the API's back.
class StoredSecretsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @Test
  void no_table_holds_a_secret_that_can_be_read() {
    var shop = GATEWAY.newShop();
    var customer = shop.customer(Shop.newPhone());
    var clientToken = shop.clientToken(customer);
    var wallet = shop.walletOf(customer);
    shop.authenticate(wallet).ok();
    shop.link(wallet, "987123").refused(400, "OTP_INVALID");
    var walletToken = shop.linked(wallet).path("token").asString();
    var responseKey = GATEWAY.gateway().merchants().responseKey(shop.id()).orElseThrow().reveal();
    var linked =
        "select count(*) from wallet where credentials is not null and id = '" + wallet + "'";
    var stored = everything();
    assertThat(stored).contains(customer, wallet, shop.id().value());
    for (var secret :
        List.of(
            shop.key(),
            clientToken,
            walletToken,
            responseKey,
            GatewayFixture.PROVIDER_KEY,
            "987123",
            Shop.RIGHT_OTP)) {
      assertThat(stored).doesNotContain(secret);
    }
    assertThat(count(linked)).isEqualTo(1);
    shop.command(wallet, "delink").ok();
    assertThat(count(linked)).isZero();
    assertThat(
            count(
                "select count(*) from wallet_authentication where state is not null"
                    + " and wallet_id = '"
                    + wallet
                    + "'"))
        .isZero();
  }

  @Test
  void a_sealed_value_opens_only_for_its_own_wallet() {
    var shop = GATEWAY.newShop();
    var robbed = shop.wallet(Shop.newPhone());
    var thief = shop.wallet(Shop.newPhone());
    shop.linked(robbed);
    shop.linked(thief);
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    "update wallet set credentials = (select credentials from wallet where id = ?)"
                        + " where id = ?",
                    robbed,
                    thief));
    var reply = shop.command(thief, "refresh").send();
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).doesNotContain("wallet-credentials").doesNotContain("Exception");
  }

  /// Every row as text, bytes decoded, so that a secret in either form is found.
  private static String everything() {
    var all = new StringBuilder();
    GATEWAY
        .tables()
        .useHandle(
            handle -> {
              var tables =
                  handle
                      .createQuery(
                          "select table_name from information_schema.tables"
                              + " where table_schema = 'public'")
                      .mapTo(String.class)
                      .list();
              for (var table : tables) {
                handle
                    .createQuery("select * from " + table)
                    .mapToMap()
                    .forEach(
                        row -> row.values().forEach(value -> all.append(text(value)).append('\n')));
              }
            });
    return all.toString();
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : String.valueOf(value);
  }

  private static long count(String sql) {
    return GATEWAY.tables().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
