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
import org.junit.jupiter.params.provider.CsvSource;
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

  @Test
  void a_listed_page_is_told_that_it_may_ask() throws Exception {
    var answer = preflight("/customers/" + customer + "/wallets", LISTED, "POST");
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    var headers = answer.headers();
    assertThat(headers.firstValue(ALLOWED)).contains(LISTED);
    assertThat(headers.firstValue("access-control-allow-methods")).contains("POST");
    assertThat(headers.firstValue("access-control-allow-headers").orElse(""))
        .contains("version", "content-type", "x-merchantid", "x-routing-id");
    assertThat(headers.firstValue("access-control-max-age")).contains("600");
    assertThat(headers.firstValue("vary").orElse("")).contains("Origin");
    assertThat(headers.firstValue("access-control-allow-credentials")).isEmpty();
    // RFC 9110, 8.6
    assertThat(headers.map()).doesNotContainKeys("content-length", "x-no-content");
  }

  @ParameterizedTest
  @CsvSource({
    "/txns, https://other.example, POST",
    "/txns, null, POST",
    "/txns, https://shop.example, PUT",
    "/orders, https://shop.example, POST",
    "/health/live, https://shop.example, GET",
  })
  void others_are_not_and_no_call_that_takes_no_token(String path, String origin, String method)
      throws Exception {
    var answer = preflight(path, origin, method);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).isPresent();
    assertThat(answer.headers().firstValue(ALLOWED)).isEmpty();
  }

  @Test
  void a_plain_options_call_is_no_question_of_a_page() throws Exception {
    assertThat(call("/txns", LISTED, "OPTIONS").statusCode()).isEqualTo(405);
    assertThat(preflight("/nowhere", LISTED, "GET").statusCode()).isEqualTo(404);
  }

  @Test
  void an_empty_key_beside_a_token_is_no_key() throws Exception {
    var request = request(withToken(shop, customer), LISTED).header("Authorization", "Basic Og==");
    var answer = client.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue(ALLOWED)).contains(LISTED);
  }

  private HttpResponse<String> preflight(String path, String origin, String method)
      throws IOException, InterruptedException {
    var request =
        request(path, origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", "content-type,version")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    return client.send(request.build(), BodyHandlers.ofString());
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
