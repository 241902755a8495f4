package org.batua.gateway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes something happen in the simulator that events tell of: real orders, whose ids can be asked
/// for afterwards.
@Command(
    name = "trigger",
    description = "Make a real order or top-up in the simulator, for the events that it causes.",
    mixinStandardHelpOptions = true)
public final class TriggerCommand implements Callable<Integer> {
  private static final String OTP = "123456";
  private static final Pattern FORM =
      Pattern.compile("<form[^>]*?action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern FIELD =
      Pattern.compile("<input[^>]*?name=\"([^\"]*)\"[^>]*?value=\"([^\"]*)\"");

  /// What can be made to happen.
  private enum Cause {
    ORDER_SUCCEEDED,
    REFUND_FAILED,
    TOPUP_SUCCEEDED
  }

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ApiClient.Options options = new ApiClient.Options();

  @Parameters(
      paramLabel = "WHAT",
      description = "order_succeeded, refund_failed or topup_succeeded.")
  private String what = "";

  @Override
  public Integer call() {
    var client = options.client();
    var name = "trigger_" + Instant.now().toEpochMilli();
    return switch (cause()) {
      case ORDER_SUCCEEDED -> {
        pay(client, name, "250.50");
        say("order " + name + " is paid");
        yield 0;
      }
      case REFUND_FAILED -> {
        pay(client, name, "250.50");
        // an amount whose refund the simulated MobiKwik refuses
        client.post(
            "/orders/" + name + "/refunds",
            Map.of("unique_request_id", name + "_refund", "amount", "71.05"));
        say("a refund of order " + name + " is on its way and will fail");
        yield 0;
      }
      case TOPUP_SUCCEEDED -> {
        topUp(client, name);
        say("top-up " + name + " is paid");
        yield 0;
      }
    };
  }

  private Cause cause() {
    for (var one : Cause.values()) {
      if (one.name().equalsIgnoreCase(what)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "what: " + what + " (expected: order_succeeded, refund_failed or topup_succeeded)");
  }

  private static String linkedWallet(ApiClient client, String customer) {
    client.post(
        "/customers", Map.of("object_reference_id", customer, "mobile_number", phone(customer)));
    var wallet =
        client
            .post(
                "/customers/" + customer + "/wallets",
                Map.of("gateway", "MOBIKWIK", "command", "authenticate"))
            .path("id")
            .asString();
    client.post("/wallets/" + wallet, Map.of("command", "link", "otp", OTP));
    return wallet;
  }

  /// A number that the simulator gives an account that behaves well.
  private static String phone(String name) {
    return "98" + name.substring(name.length() - 8);
  }

  private static void pay(ApiClient client, String name, String amount) {
    var wallet = linkedWallet(client, name);
    client.post("/orders", Map.of("order_id", name, "amount", amount, "customer_id", name));
    var token = client.get("/wallets/" + wallet).path("token").asString();
    client.post(
        "/txns",
        Map.of(
            "order_id",
            name,
            "payment_method_type",
            "WALLET",
            "payment_method",
            "MOBIKWIK",
            "direct_wallet_token",
            token,
            "format",
            "json"));
  }

  /// Walks the pages that a customer would: ours, the provider's, and back.
  private static void topUp(ApiClient client, String name) {
    var wallet = linkedWallet(client, name);
    var begun =
        client.post("/wallets/" + wallet + "/topup", Map.of("amount", "100", "topup_txn_id", name));
    var browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    var page = go(browser, URI.create(begun.path("payment_url").asString()), "");
    var form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new IllegalStateException(page.uri() + ": has no form");
    }
    var fields =
        FIELD
            .matcher(form.group(2))
            .results()
            .map(it -> ApiClient.encode(it.group(1)) + "=" + ApiClient.encode(it.group(2)))
            .collect(Collectors.joining("&"));
    var provider = go(browser, page.uri().resolve(form.group(1)), fields);
    go(browser, provider.uri(), "decision=approve");
    var status = client.get("/wallets/" + wallet + "/topup/" + name).path("status").asString();
    if (!status.equals("SUCCESS")) {
      throw new IllegalStateException("top-up " + name + ": " + status);
    }
  }

  /// Opens a page, or sends a form.
  ///
  /// @param form empty to open the page
  private static HttpResponse<String> go(HttpClient browser, URI url, String form) {
    var request = HttpRequest.newBuilder(url).header("Accept", "text/html");
    if (!form.isEmpty()) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(form));
    }
    try {
      return browser.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(url + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", e);
    }
  }

  private void say(String line) {
    Output.of(spec).println(line);
  }
}
