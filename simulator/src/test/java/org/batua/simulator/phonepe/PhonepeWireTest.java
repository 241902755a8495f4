package org.batua.simulator.phonepe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.batua.simulator.Simulator;
import org.batua.simulator.SimulatorConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// PhonePe's wire itself: the signature, the envelope at each HTTP status, paise, the device.
class PhonepeWireTest {
  private static final Duration DELAY = Duration.ofMillis(50);
  private static final String PHONE = "9811111111";

  private final HttpClient client = HttpClient.newHttpClient();
  private Simulator simulator;

  /// An answer with its HTTP status.
  private record Told(int status, JsonNode body) {
    String code() {
      return body.path("code").asString();
    }

    JsonNode data() {
      return body.path("data");
    }
  }

  @BeforeEach
  void start() {
    simulator = Simulator.start(SimulatorConfig.inMemory().withDelays(DELAY, DELAY));
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  private Told send(String method, String path, String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + simulator.port() + "/phonepe" + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    var response = client.send(request.build(), BodyHandlers.ofString());
    return new Told(response.statusCode(), JsonMapper.shared().readTree(response.body()));
  }

  private static String encoded(String json) {
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private Told post(String path, String json, String device) throws Exception {
    String payload = encoded(json);
    String verify = Checksum.of(payload, path, "test-salt-key", "1");
    return send(
        "POST",
        path,
        "{\"request\":\"" + payload + "\"}",
        Map.of("X-VERIFY", verify, "X-DEVICE-ID", device));
  }

  private Told status(String transaction) throws Exception {
    String path = "/v3/transaction/TESTMID/" + transaction + "/status";
    return send("GET", path, "", Map.of("X-VERIFY", Checksum.of("", path, "test-salt-key", "1")));
  }

  private String otpToken() throws Exception {
    String payload =
        "{\"merchantId\":\"TESTMID\",\"mobileNumber\":\""
            + PHONE
            + "\",\"requestType\":\"WALLET\"}";
    return post("/v3/merchant/otp/send", payload, "d1").data().path("otpToken").asString();
  }

  private Told verify(String otpToken, String otp, String device) throws Exception {
    String payload =
        "{\"merchantId\":\"TESTMID\",\"otpToken\":\"" + otpToken + "\",\"otp\":\"" + otp + "\"}";
    return post("/v3/merchant/otp/verify", payload, device);
  }

  private String linked() throws Exception {
    return verify(otpToken(), "123456", "d1").data().path("userAuthToken").asString();
  }

  private Told debit(String token, String transaction, String amount, String device)
      throws Exception {
    String payload =
        "{\"merchantId\":\"TESTMID\",\"transactionId\":\""
            + transaction
            + "\",\"amount\":"
            + amount
            + ",\"userAuthToken\":\""
            + token
            + "\",\"debitType\":\"DEBIT\"}";
    return post("/v3/wallet/debit", payload, device);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x###1",
        "03d2d5f8513187a6223652867db183d9b2bbde22656d3ccf322702d092940b88",
        "03d2d5f8513187a6223652867db183d9b2bbde22656d3ccf322702d092940b88###2",
        "03D2D5F8513187A6223652867DB183D9B2BBDE22656D3CCF322702D092940B88###1"
      })
  void a_wrong_signature_is_refused_with_401_and_json(String verify) throws Exception {
    String payload =
        "{\"merchantId\":\"TESTMID\",\"mobileNumber\":\"9000000001\",\"requestType\":\"WALLET\"}";
    String body = "{\"request\":\"" + encoded(payload) + "\"}";
    Told told = send("POST", "/v3/merchant/otp/send", body, Map.of("X-VERIFY", verify));

    assertThat(told.status()).isEqualTo(401);
    assertThat(told.code()).isEqualTo("AUTHORIZATION_FAILED");
    assertThat(told.body().path("success").asBoolean(true)).isFalse();
    String right = "03d2d5f8513187a6223652867db183d9b2bbde22656d3ccf322702d092940b88###1";
    assertThat(send("POST", "/v3/merchant/otp/send", body, Map.of("X-VERIFY", right)).code())
        .isEqualTo("SUCCESS");
  }

  @Test
  void a_signature_of_another_path_is_refused() throws Exception {
    String payload = encoded("{\"merchantId\":\"TESTMID\",\"userAuthToken\":\"x\"}");
    String verify = Checksum.of(payload, "/v3/wallet/balance", "test-salt-key", "1");
    String body = "{\"request\":\"" + payload + "\"}";

    assertThat(send("POST", "/v3/merchant/token/unlink", body, Map.of("X-VERIFY", verify)).code())
        .isEqualTo("AUTHORIZATION_FAILED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{\"request\":1}", "{\"request\":\"%%\"}", "{\"request\":\"W10=\"}"})
  void what_is_no_payload_is_a_bad_request(String body) throws Exception {
    Told told = send("POST", "/v3/wallet/debit", body, Map.of("X-VERIFY", "x"));

    assertThat(told.status()).isEqualTo(400);
    assertThat(told.code()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void a_debit_is_answered_in_paise_and_found_by_its_name() throws Exception {
    Told paid = debit(linked(), "TX1", "10000", "d1");

    assertThat(paid.code()).isEqualTo("PAYMENT_SUCCESS");
    assertThat(paid.data().path("responseType").asString()).isEqualTo("PAYMENT");
    assertThat(paid.data().path("amount").asLong()).isEqualTo(10_000);
    assertThat(status("TX1").data().path("providerReferenceId"))
        .isEqualTo(paid.data().path("providerReferenceId"));
    Told unknown = status("TX2");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("TRANSACTION_NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"10000\"", "100.00", "0", "-1", "1e4", "true"})
  void an_amount_is_a_positive_whole_number(String amount) throws Exception {
    assertThat(debit(linked(), "TX1", amount, "d1").code()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void a_pending_payment_is_a_success_of_the_call() throws Exception {
    String token = linked();
    try {
      debit(token, "TX1", "700600", "d1");
    } catch (IOException _) {
      // the answer is lost, as this amount wants it
    }
    Told told = status("TX1");

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.body().path("success").asBoolean(false)).isTrue();
    assertThat(told.code()).isEqualTo("PAYMENT_PENDING");
  }

  @Test
  void a_name_works_once() throws Exception {
    String token = linked();
    debit(token, "TX1", "10000", "d1");

    Told again = debit(token, "TX1", "10000", "d1");

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.code()).isEqualTo("INVALID_TRANSACTION_ID");
  }

  @Test
  void a_link_belongs_to_the_device_on_which_the_otp_was_entered() throws Exception {
    assertThat(verify(otpToken(), "123456", " ").code()).isEqualTo("INVALID_DEVICE_ID");
    String token = verify(otpToken(), "123456", "d2").data().path("userAuthToken").asString();

    assertThat(debit(token, "TX1", "10000", "d1").code()).isEqualTo("WALLET_RELINK_REQUIRED");
    assertThat(debit(token, "TX1", "10000", "d2").code()).isEqualTo("PAYMENT_SUCCESS");
  }

  @ParameterizedTest
  @CsvSource({"0, 1000000", "700100, 700099", "700101, 1000000"})
  void the_usable_balance_is_short_for_the_magic_amount(long wanted, long usable) throws Exception {
    String payload =
        "{\"merchantId\":\"TESTMID\",\"userAuthToken\":\""
            + linked()
            + "\",\"txnAmount\":"
            + wanted
            + "}";
    JsonNode wallet = post("/v3/wallet/balance", payload, "d1").data().path("wallet");

    assertThat(wallet.path("usableBalance").asLong()).isEqualTo(usable);
    assertThat(wallet.path("availableBalance").asLong()).isEqualTo(1_000_000);
  }

  @Test
  void a_topup_fills_the_wallet_up_unless_told_to_add() throws Exception {
    String token = linked();
    String payload =
        "{\"merchantId\":\"TESTMID\",\"amount\":1005000,\"userAuthToken\":\""
            + token
            + "\",\"linkType\":\"WALLET_TOPUP_DEEPLINK\"}";
    String filled = post("/v3/wallet/topup", payload, "d1").data().path("redirectUrl").asString();
    String adding = payload.replace("{", "{\"adjustAmount\":false,");
    String added = post("/v3/wallet/topup", adding, "d1").data().path("redirectUrl").asString();

    assertThat(page(filled)).contains("₹50.00");
    assertThat(page(added)).contains("₹10,050.00");
  }

  private String page(String url) throws Exception {
    return client
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }
}
