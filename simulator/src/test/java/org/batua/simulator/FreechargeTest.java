package org.batua.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// FreeCharge's wire as a merchant sees it who signs for itself.
class FreechargeTest {
  private static final String KEY = "freecharge-simulator-key";
  private static final String PHONE = "9000000001";
  private static final String BACK = "http://merchant.example/back";

  private World world;
  private String order;

  @BeforeEach
  void start() {
    world = World.inMemory();
    order = World.newOrder();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void a_payment_is_approved_on_the_page_and_refunded_by_name() {
    assertThat(ask("transaction/status", status(order)).path("errorCode").asString())
        .isEqualTo("TXN_NOT_FOUND");
    String page = location(open("250.00"));
    assertThat(world.get(page).body()).contains("FreeCharge").contains("₹250.00");
    String back = location(decide(page, "approve"));
    assertThat(back).startsWith(BACK + "?status=COMPLETED").contains("merchantTxnId=" + order);
    JsonNode done = ask("transaction/status", status(order));
    assertThat(done.path("status").asString()).isEqualTo("COMPLETED");
    assertThat(done.path("amount").asString()).isEqualTo("250.00");
    assertThat(balance()).isEqualTo("9750.00");
    Map<String, String> refund =
        Map.of("merchantTxnId", order, "refundMerchantTxnId", order + "R", "refundAmount", "50.00");
    assertThat(ask("refund", refund).path("status").asString()).isEqualTo("SUCCESS");
    assertThat(ask("refund", refund).path("errorCode").asString()).isEqualTo("DUPLICATE_TXN");
    assertThat(balance()).isEqualTo("9800.00");
  }

  @Test
  void a_load_of_the_wallet_raises_its_balance() {
    Map<String, String> form = new TreeMap<>(form("250.00"));
    form.put("productInfo", "WALLET_LOAD");
    location(decide(location(world.post(path("pay/init"), signed(form), "json")), "approve"));
    assertThat(balance()).isEqualTo("10250.00");
  }

  @Test
  void a_wrong_checksum_is_refused_and_nothing_begins() {
    Map<String, String> forged = new TreeMap<>(signed(form("250.00")));
    forged.put("amount", "1.00");
    assertThat(world.post(path("pay/init"), forged, "json").statusCode()).isEqualTo(400);
    Map<String, String> asked = new TreeMap<>(signed(status(order)));
    asked.put("txnType", "CANCELLATION_REFUND");
    assertThat(answer(post("transaction/status", asked)).path("errorCode").asString())
        .isEqualTo("INVALID_CHECKSUM");
  }

  private Map<String, String> form(String amount) {
    return Map.of(
        "merchantTxnId",
        order,
        "amount",
        amount,
        "channel",
        "WEB",
        "currency",
        "INR",
        "surl",
        BACK,
        "furl",
        BACK,
        "productInfo",
        "Payment",
        "mobile",
        PHONE);
  }

  private static Map<String, String> status(String reference) {
    return Map.of("merchantTxnId", reference, "txnType", "CUSTOMER_PAYMENT");
  }

  private HttpResponse<String> open(String amount) {
    return world.post(path("pay/init"), signed(form(amount)), "json");
  }

  private HttpResponse<String> decide(String page, String decision) {
    return world.post(page, Map.of("decision", decision), "json");
  }

  private static String location(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    return response.headers().firstValue("location").orElseThrow();
  }

  private static String path(String call) {
    return "/freecharge/api/v1/co/" + call;
  }

  private JsonNode ask(String call, Map<String, String> members) {
    return answer(post(call, signed(members)));
  }

  private HttpResponse<String> post(String call, Map<String, String> members) {
    return world.send(
        HttpRequest.newBuilder(URI.create(world.url(path(call))))
            .POST(BodyPublishers.ofString(json(members)))
            .build());
  }

  /// Each answer is signed as its request is.
  private static JsonNode answer(HttpResponse<String> response) {
    Map<String, String> members = new TreeMap<>(World.fields(response));
    String checksum = String.valueOf(members.remove("checksum"));
    assertThat(checksum).isEqualTo(sha256(json(members) + KEY));
    return JsonMapper.shared().readTree(response.body());
  }

  private static Map<String, String> signed(Map<String, String> members) {
    TreeMap<String, String> all = new TreeMap<>(members);
    all.put("merchantId", "FCSIM01");
    all.put("checksum", sha256(json(all) + KEY));
    return all;
  }

  private static String json(Map<String, String> members) {
    return JsonMapper.shared().writeValueAsString(new TreeMap<>(members));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String balance() {
    return world.control("/accounts/" + PHONE + "?provider=FREECHARGE").path("balance").asString();
  }
}
