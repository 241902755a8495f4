package org.batua.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.batua.gateway.base.MerchantId;
import tools.jackson.databind.JsonNode;

/// A merchant of its own for one test, with a key, an account at one gateway, and the usual steps.
public final class Shop {
  public static final String RIGHT_OTP = "123456";
  private static final AtomicLong NUMBERS = new AtomicLong(9_100_000_000L);

  private final GatewayFixture fixture;
  private final MerchantId id;
  private final String key;
  private final String gateway;

  Shop(GatewayFixture fixture, MerchantId id, String key, String gateway) {
    this.fixture = fixture;
    this.id = id;
    this.key = key;
    this.gateway = gateway;
  }

  /// Where the shop's wallets are.
  public String gateway() {
    return gateway;
  }

  public MerchantId id() {
    return id;
  }

  public String key() {
    return key;
  }

  /// The API with this merchant's key.
  public Api api() {
    return fixture.open().withKey(key);
  }

  /// Adds another account at the shop's gateway, or changes one.
  public Shop account(String gatewayReferenceId, Map<String, String> changes) {
    fixture.configure(id, gateway, Optional.of(gatewayReferenceId), changes);
    return this;
  }

  /// A number that no other test has, whose account behaves well.
  public static String newPhone() {
    return Long.toString(NUMBERS.incrementAndGet());
  }

  /// A new customer.
  ///
  /// @return our id of it
  public String customer(String phone) {
    return api()
        .post("/customers")
        .form("object_reference_id", "shopper_" + NUMBERS.incrementAndGet(), "mobile_number", phone)
        .ok()
        .path("id")
        .asString();
  }

  /// A credential for calls from this customer's device.
  public String clientToken(String customer) {
    return api()
        .get("/customers/" + customer + "?options.get_client_auth_token=true")
        .ok()
        .path("juspay")
        .path("client_auth_token")
        .asString();
  }

  /// A new customer's wallet, not linked, without an OTP sent.
  ///
  /// @return its id
  public String wallet(String phone) {
    return walletOf(customer(phone));
  }

  public String walletOf(String customer) {
    return api()
        .post("/customers/" + customer + "/wallets")
        .form("gateway", gateway)
        .ok()
        .path("id")
        .asString();
  }

  public ApiCall authenticate(String wallet) {
    return command(wallet, "authenticate");
  }

  public ApiCall link(String wallet, String otp) {
    return command(wallet, "link", "otp", otp);
  }

  /// A command to a wallet.
  ///
  /// @param namesAndValues further parameters, in turns
  public ApiCall command(String wallet, String command, String... namesAndValues) {
    var all = new String[namesAndValues.length + 2];
    all[0] = "command";
    all[1] = command;
    System.arraycopy(namesAndValues, 0, all, 2, namesAndValues.length);
    return api().post("/wallets/" + wallet).form(all);
  }

  public JsonNode read(String wallet) {
    return api().get("/wallets/" + wallet).ok();
  }

  /// A new customer's linked wallet, as the link call answered it.
  public JsonNode linkedWallet(String phone) {
    return linked(wallet(phone));
  }

  @CanIgnoreReturnValue
  public JsonNode linked(String wallet) {
    authenticate(wallet).ok();
    var answer = link(wallet, RIGHT_OTP).ok();
    assertThat(answer.path("linked").asBoolean()).isTrue();
    return answer;
  }

  /// Begins the payment of a new order on a page of the provider's.
  ///
  /// @param phone of the order's customer
  /// @return the answer, with the address of the page
  public JsonNode payOnPage(
      String gateway, String order, String amount, String phone, String returnUrl) {
    api()
        .post("/orders")
        .form("order_id", order, "amount", amount, "customer_phone", phone, "return_url", returnUrl)
        .ok();
    return withoutToken(gateway, order).ok();
  }

  /// The call that begins a payment of an order on a gateway's page.
  public ApiCall withoutToken(String gateway, String order) {
    return api()
        .post("/txns")
        .form(
            "order_id",
            order,
            "payment_method_type",
            "WALLET",
            "payment_method",
            gateway,
            "format",
            "json");
  }

  /// Waits until the refund of an order, which is sent in the background, has ended.
  ///
  /// @return the order's status answer
  public JsonNode refunded(String order) {
    Eventually.until("the refund of " + order + " ends", () -> !isRefundPending(status(order)));
    return status(order);
  }

  private JsonNode status(String order) {
    return api().get("/orders/" + order).ok();
  }

  private static boolean isRefundPending(JsonNode status) {
    return status.path("refunds").path(0).path("status").asString().equals("PENDING");
  }
}
