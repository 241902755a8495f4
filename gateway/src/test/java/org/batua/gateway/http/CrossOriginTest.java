package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.batua.gateway.merchant.Merchant.Clients;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String LISTED = "https://shop.example";
  private static final String ALLOWED = "access-control-allow-origin";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Shop shop = GATEWAY.newShop();
  private final String customer = shop.customer(Shop.newPhone());

  @BeforeEach
  void list() {
    var clients = new Clients(Set.of(LISTED), /* walletDetails= */ false);
    GATEWAY.gateway().merchants().setClients(shop.id(), clients);
  }

  @Test
  void a_listed_page_may_call_with_a_client_token() throws Exception {
    var answer = call(withToken(shop, customer), LISTED, "GET");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue(ALLOWED)).contains(LISTED);
    assertThat(answer.headers().firstValue("vary")).contains("Origin");
    assertThat(answer.headers().firstValue("access-control-allow-credentials")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example",
        "http://shop.example",
        "https://shop.example:444",
        "https://shop.example.other.example",
        "null",
        "*"
      })
  void another_page_may_not(String origin) throws Exception {
    var answer = call(withToken(shop, customer), origin, "GET");
    assertThat(answer.headers().firstValue(ALLOWED)).isEmpty();
  }

  @Test
  void a_page_that_another_merchant_lists_may_not() throws Exception {
    var other = GATEWAY.newShop();
    var theirs = other.customer(Shop.newPhone());
    var answer = call(withToken(other, theirs), LISTED, "GET");
    assertThat(answer.headers().firstValue(ALLOWED)).isEmpty();
  }

  @Test
  void a_key_has_no_place_in_a_page() throws Exception {
    var request =
        request("/customers/" + customer + "/wallets", LISTED)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString((shop.key() + ":").getBytes(StandardCharsets.UTF_8)));
    var answer = client.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue(ALLOWED)).isEmpty();
  }

  @Test
  void a_listed_page_can_read_that_its_token_is_bad() throws Exception {
    var answer = call("/customers/" + customer + "/wallets?client_auth_token=x", LISTED, "GET");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue(ALLOWED)).contains(LISTED);
  }

  private static String withToken(Shop shop, String customer) {
    return "/customers/%s/wallets?client_auth_token=%s"
        .formatted(customer, shop.clientToken(customer));
  }

  private HttpResponse<String> call(String path, String origin, String method)
      throws IOException, InterruptedException {
    var request = request(path, origin).method(method, HttpRequest.BodyPublishers.noBody());
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, String origin) {
    return HttpRequest.newBuilder(URI.create(GATEWAY.open().base() + path))
        .header("Origin", origin);
  }
}
