package org.batua.conformance.kit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The merchant's account that the checks run against, and the flows that many of them begin with.
public final class Account {
  private static final Duration SETTLE_MAX = Duration.ofSeconds(20);
  private static final int POLL_MILLIS = 200;
  private static final String NUMBERS_FROM = "98";

  private final Target target;
  private final String run;
  private final AtomicInteger next = new AtomicInteger();
  private Optional<String> merchant = Optional.empty();

  /// Where the server is and what the merchant has.
  ///
  /// @param otp what customers enter; the same for every number
  /// @param gateway the wallet to try, by its code
  public record Target(
      URI base, String apiKey, Optional<String> responseKey, String otp, String gateway) {}

  /// An account, and what keeps this run's ids apart from those of all others.
  public Account(Target target, String run) {
    this.target = target;
    this.run = run;
  }

  public Target target() {
    return target;
  }

  /// An id that no other check and no other run uses.
  public String newId(String kind) {
    return kind + "_" + run + "_" + next.incrementAndGet();
  }

  /// A mobile number that no other check of this run uses.
  public String newNumber() {
    int number = Math.floorMod(run.hashCode() * 31 + next.incrementAndGet() * 7919, 100_000_000);
    return NUMBERS_FROM + String.format(Locale.ROOT, "%08d", number);
  }

  public Call get(String path) {
    return call("GET", path);
  }

  public Call post(String path) {
    return call("POST", path);
  }

  /// A call with the merchant's key.
  public Call call(String method, String path) {
    return new Call(target.base(), method, path)
        .header("Authorization", basic(target.apiKey() + ":"));
  }

  public static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  /// The merchant's id, as the server says it.
  public String merchant() {
    if (merchant.isEmpty()) {
      merchant =
          Optional.of(get("/customers").query("count", "1").send().header("x-jp-merchant-id"));
    }
    return merchant.get();
  }

  /// A customer as the server shows it.
  public JsonNode newCustomer() {
    return newCustomer(newNumber());
  }

  public JsonNode newCustomer(String mobile) {
    return post("/customers")
        .with("object_reference_id", newId("customer"))
        .with("mobile_number", mobile)
        .with("email_address", "a.customer@example.com")
        .with("first_name", "Asha")
        .with("last_name", "Rao")
        .send()
        .ok();
  }

  /// A customer with a token for calls from their device.
  public JsonNode newCustomerWithToken() {
    return post("/customers")
        .with("object_reference_id", newId("customer"))
        .with("mobile_number", newNumber())
        .with("options.get_client_auth_token", "true")
        .send()
        .ok();
  }

  public static String token(JsonNode customer) {
    return Expect.text(customer.path("juspay"), "client_auth_token");
  }

  public static String reference(JsonNode customer) {
    return Expect.text(customer, "object_reference_id");
  }

  /// A wallet of the customer's that is not linked.
  public JsonNode newWallet(JsonNode customer) {
    return post("/customers/" + reference(customer) + "/wallets")
        .with("gateway", target.gateway())
        .send()
        .ok();
  }

  /// A customer with a wallet whose OTP has been sent.
  public JsonNode newAuthenticatedWallet() {
    return newAuthenticatedWallet(newCustomer());
  }

  public JsonNode newAuthenticatedWallet(JsonNode customer) {
    return post("/customers/" + reference(customer) + "/wallets")
        .with("gateway", target.gateway())
        .with("command", "authenticate")
        .send()
        .ok();
  }

  public Call link(JsonNode wallet, String otp) {
    return post("/wallets/" + Expect.text(wallet, "id")).with("command", "link").with("otp", otp);
  }

  /// A linked wallet of a new customer, with a token.
  public Linked newLinkedWallet() {
    return newLinkedWallet(newNumber());
  }

  /// The same, of a customer with this number.
  public Linked newLinkedWallet(String mobile) {
    var customer = newCustomer(mobile);
    return new Linked(customer, link(newAuthenticatedWallet(customer), target.otp()).send().ok());
  }

  /// A linked wallet and whose it is.
  public record Linked(JsonNode customer, JsonNode wallet) {
    public String id() {
      return Expect.text(wallet, "id");
    }

    public String token() {
      return Expect.form(wallet, "token", "tok_.+");
    }
  }

  /// A call that creates an order of a new id.
  public Call newOrder(String amount) {
    return post("/orders").with("order_id", newId("order")).with("amount", amount);
  }

  public JsonNode newOrder(String amount, JsonNode customer) {
    return newOrder(amount).with("customer_id", reference(customer)).send().ok();
  }

  public static String orderId(JsonNode order) {
    return Expect.text(order, "order_id");
  }

  /// A call that pays an order with a token.
  public Call pay(JsonNode order, String token) {
    return pay(orderId(order)).with("direct_wallet_token", token);
  }

  /// A call that pays an order from the wallet without a token.
  public Call pay(String orderId) {
    return post("/txns")
        .with("order_id", orderId)
        .with("merchant_id", merchant())
        .with("payment_method_type", "WALLET")
        .with("payment_method", target.gateway())
        .with("redirect_after_payment", "true")
        .with("format", "json");
  }

  /// An order that a linked wallet has paid.
  public JsonNode newPaidOrder(String amount) {
    var linked = newLinkedWallet();
    var order = newOrder(amount, linked.customer());
    Expect.text(pay(order, linked.token()).send().ok(), "status", "CHARGED");
    return order;
  }

  public JsonNode order(JsonNode order) {
    return get("/orders/" + orderId(order)).send().ok();
  }

  public Call refund(JsonNode order, String requestId) {
    return post("/orders/" + orderId(order) + "/refunds").with("unique_request_id", requestId);
  }

  /// The order once the condition holds; what a provider decides takes a while.
  public JsonNode await(JsonNode order, String what, Predicate<JsonNode> condition) {
    long end = System.nanoTime() + SETTLE_MAX.toNanos();
    while (true) {
      var now = order(order);
      if (condition.test(now)) {
        return now;
      }
      if (System.nanoTime() > end) {
        throw new Deviation(
            what + ": not within " + SETTLE_MAX.toSeconds() + " s: " + Pause.shown(now));
      }
      Pause.millis(POLL_MILLIS);
    }
  }
}
