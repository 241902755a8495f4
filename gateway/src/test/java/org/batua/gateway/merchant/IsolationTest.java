package org.batua.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What belongs to another merchant cannot be told from what does not exist.
class IsolationTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop owner = GATEWAY.newShop();
  private final Shop stranger = GATEWAY.newShop();

  @Test
  void no_call_tells_a_strangers_objects_from_unknown_ones() {
    var customer = owner.customer(Shop.newPhone());
    var wallet = owner.walletOf(customer);
    owner.linked(wallet);
    var reference =
        owner.api().get("/customers/" + customer).ok().path("object_reference_id").asString();
    var foreign = calls(List.of(customer, reference), wallet);
    var unknown = calls(List.of("cst_0000000000000000", "shopper_unknown"), "wlt_0000000000000000");
    for (int i = 0; i < foreign.size(); i++) {
      assertThat(shown(foreign.get(i))).as("call " + i).isEqualTo(shown(unknown.get(i)));
      assertThat(foreign.get(i).status()).isIn(400, 404);
    }
    assertThat(owner.read(wallet).path("linked").asBoolean()).isTrue();
    assertThat(stranger.api().get("/customers").ok().path("total").asInt()).isZero();
  }

  @Test
  void a_token_of_one_merchants_customer_is_no_key_to_anothers() {
    var customer = owner.customer(Shop.newPhone());
    var token = owner.clientToken(customer);
    var theirs = stranger.customer(Shop.newPhone());
    GATEWAY
        .open()
        .get("/customers/" + theirs + "/wallets?client_auth_token=" + token)
        .refused(404, "object_not_found");
  }

  private List<ApiReply> calls(List<String> customers, String wallet) {
    var api = stranger.api();
    return java.util.stream.Stream.concat(
            customers.stream()
                .flatMap(
                    id ->
                        java.util.stream.Stream.of(
                            api.get("/customers/" + id),
                            api.post("/customers/" + id).form("first_name", "Mallory"),
                            api.get("/customers/" + id + "/wallets"),
                            api.get("/customers/" + id + "/wallets/refresh-balances"),
                            api.post("/customers/" + id + "/wallets").form("gateway", "MOBIKWIK"))),
            java.util.stream.Stream.of(
                api.get("/wallets/" + wallet),
                api.get("/wallets/" + wallet + "?command=refresh"),
                stranger.command(wallet, "authenticate"),
                stranger.command(wallet, "link", "otp", "123456"),
                stranger.command(wallet, "refresh"),
                stranger.command(wallet, "delink"),
                stranger.command(wallet, "update", "mobile_number", "9000000001")))
        .map(ApiCall::send)
        .toList();
  }

  private static String shown(ApiReply reply) {
    return reply.status() + reply.body().replaceAll("req_[0-9a-f]+", "req");
  }
}
