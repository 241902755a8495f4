package org.batua.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The steps of linking by consent: the merchant's backend, the customer's browser at the provider,
/// and the way back. Our own pages are called through [Api], which knows the document.
public final class Consenting {
  public static final String SHOP_URL = "https://shop.example/linked";
  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  private final Shop shop;
  private final String gateway;

  private Consenting(Shop shop, String gateway) {
    this.shop = shop;
    this.gateway = gateway;
  }

  public static Consenting at(Shop shop, String gateway) {
    return new Consenting(shop, gateway);
  }

  /// A customer with a number of the gateway's country.
  public String customer(String phone) {
    return shop.api()
        .post("/customers")
        .form(
            "object_reference_id",
            "shopper_" + Shop.newPhone(),
            "mobile_number",
            phone,
            "mobile_country_code",
            gateway.equals("GOPAY") ? "62" : "91")
        .ok()
        .path("id")
        .asString();
  }

  /// A new customer's wallet, not linked.
  public String wallet(String phone) {
    return walletOf(customer(phone));
  }

  public String walletOf(String customer) {
    return shop.api()
        .post("/customers/" + customer + "/wallets")
        .form("gateway", gateway)
        .ok()
        .path("id")
        .asString();
  }

  /// Where `authenticate` sends the customer.
  public URI begin(String wallet) {
    var answer = shop.command(wallet, "authenticate", "return_url", SHOP_URL).ok();
    assertThat(answer.path("linked").asBoolean()).isFalse();
    return start(answer);
  }

  public static URI start(JsonNode answer) {
    assertThat(answer.path("authentication").path("method").asString()).isEqualTo("GET");
    return URI.create(answer.path("authentication").path("url").asString());
  }

  /// Opens one of our addresses, as the browser that was sent there.
  public ApiReply open(URI ours) {
    var query = ours.getRawQuery() == null ? "" : "?" + ours.getRawQuery();
    var call = shop.api().withoutKey().get(ours.getRawPath() + query);
    return call.header("Accept", "text/html").send();
  }

  public static URI location(ApiReply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(302);
    return URI.create(reply.header("location").orElseThrow());
  }

  /// The customer opens the provider's page and decides, unless it leads away by itself.
  ///
  /// @return where the provider sends the browser
  public static URI decide(URI page, String phone, String decision) {
    var shown = send(HttpRequest.newBuilder(page).build());
    if (shown.statusCode() / 100 == 3) {
      return URI.create(shown.headers().firstValue("Location").orElseThrow());
    }
    var form =
        "decision=" + decision + "&phone=" + URLEncoder.encode(phone, StandardCharsets.UTF_8);
    var decided =
        send(
            HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    return URI.create(
        decided
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError("no way back: " + decided.body())));
  }

  /// What the browser brings to the shop in the end.
  public Map<String, String> brought(URI atShop) {
    assertThat(atShop.toString()).startsWith(SHOP_URL + "?");
    var parameters = new HashMap<String, String>();
    for (var pair : atShop.getRawQuery().split("&", -1)) {
      var at = pair.indexOf('=');
      parameters.put(
          pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
    }
    return parameters;
  }

  /// The whole way of a customer who decides.
  @CanIgnoreReturnValue
  public Map<String, String> go(String wallet, String phone, String decision) {
    var page = location(open(begin(wallet)));
    return brought(location(open(decide(page, phone, decision))));
  }

  /// A new customer's linked wallet.
  public String linked(String phone) {
    var wallet = wallet(phone);
    assertThat(go(wallet, phone, "approve")).containsEntry("status", "LINKED");
    return wallet;
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return BROWSER.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
