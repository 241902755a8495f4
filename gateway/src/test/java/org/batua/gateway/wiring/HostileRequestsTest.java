package org.batua.gateway.wiring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.HostileRequests;
import org.batua.gateway.testkit.OpenApiContract;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.batua.simulator.Simulator;
import org.batua.simulator.SimulatorConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Many requests that nobody should send. Each gets a documented answer, or, when its bytes are no
/// HTTP, an end of the connection; none gets a 5xx, and none is left waiting.
@Tag("slow")
class HostileRequestsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// More for a campaign: `-Dbatua.hostile.requests=1000000`. With `-Dbatua.hostile.port` and
  /// `-Dbatua.hostile.key` it meets a server that runs by itself, whose memory can be watched.
  private static final int REQUESTS = Integer.getInteger("batua.hostile.requests", 11_000);

  private static final int BLOCK = 250;
  private static final Optional<Integer> OTHER_PORT =
      Optional.ofNullable(Integer.getInteger("batua.hostile.port"));

  /// Of bodies that nothing can read and of paths that name nothing, as those that no bytes decode
  /// to: refused before any call is looked at, as the document says of all.
  private static final Set<Integer> BEFORE_ANY_CALL = Set.of(400, 404, 413, 415);

  /// All that the simulator serves, but what tells it to err.
  private static final List<String> SIMULATED =
      List.of(
          "/",
          "/control/health",
          "/control/accounts/{}",
          "/control/accounts/{}/revoke",
          "/control/otp/{}",
          "/control/clock",
          "/control/clock/advance",
          "/control/transactions",
          "/control/transactions/{}/resolve",
          "/control/journal",
          "/control/journal/count",
          "/control/statement",
          "/control/merchants",
          "/control/merchants/{}",
          "/control/ledger",
          "/control/reset",
          "/control/notices",
          "/control/notices/again",
          "/control/providers/{}",
          "/mobikwik/otpgenerate",
          "/mobikwik/tokengenerate",
          "/mobikwik/querywallet",
          "/mobikwik/debitwallet",
          "/mobikwik/walletrefund",
          "/mobikwik/addmoneytowallet",
          "/mobikwik/page/{}",
          "/paytm/signin/otp",
          "/paytm/signin/validate/otp",
          "/paytm/user/details",
          "/paytm/oauth2/token/sv1",
          "/paytm/paymentservices/HANDLER_FF/withdrawScw",
          "/paytm/fetchInstrument",
          "/paytm/refund/apply",
          "/paytm/v3/order/status",
          "/paytm/oltp-web/processTransaction",
          "/paytm/page/{}",
          "/phonepe/v3/merchant/otp/send",
          "/phonepe/v3/wallet/debit",
          "/phonepe/v3/wallet/topup",
          "/phonepe/v3/credit/backToSource",
          "/phonepe/v3/transaction/{}/{}/status",
          "/gopay/v2/pay/account",
          "/gopay/v2/pay/account/{}",
          "/gopay/v2/pay/account/{}/unbind",
          "/gopay/v2/charge",
          "/gopay/v2/{}/status",
          "/gopay/v2/{}/refund/online/direct",
          "/gopay/page/link/{}",
          "/amazonpay/ap/oa",
          "/amazonpay/auth/o2/token",
          "/amazonpay/v1/payments/charge",
          "/amazonpay/v1/payments/refund",
          "/amazonpay/v1/payments/topup",
          "/amazonpay/v1/payments/instruments",
          "/amazonpay/page/pay/{}",
          "/freecharge/api/v1/co/pay/init",
          "/freecharge/api/v1/co/refund",
          "/freecharge/api/v1/co/transaction/status",
          "/freecharge/pay/{}",
          "/freecharge/development/debit",
          "/freecharge/development/balance");

  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual()
          .with("http.request_read_seconds", "2")
          // what is behind the limit on attempts is met too
          .with("http.wrong_keys_per_minute", "1000000");

  private final OpenApiContract contract = OpenApiContract.load();

  @Test
  void nonsense_gets_a_documented_answer_and_breaks_nothing() throws Exception {
    var shop = GATEWAY.newShop();
    var foreign = GATEWAY.newShop();
    var source =
        OTHER_PORT.isPresent()
            ? otherServer()
            : source(shop.api(), shop.key(), foreign.wallet(Shop.newPhone()));
    send(REQUESTS, port(), source, this::failure);
    Api.open(URI.create("http://127.0.0.1:" + port())).get("/health/ready").ok();
    shop.linkedWallet(Shop.newPhone());
    foreign.api().get("/customers").ok();
  }

  /// The simulator errs on demand only, and nothing of this demands it.
  @Test
  void nonsense_is_no_error_of_the_simulator() throws Exception {
    var source = new HostileRequests("key", List.of("MBK9006"), SIMULATED);
    try (var own = Simulator.start(SimulatorConfig.inMemory())) {
      int port = Integer.getInteger("batua.hostile.simulator.port", own.port());
      int requests = Integer.getInteger("batua.hostile.simulator.requests", REQUESTS / 4);
      send(requests, port, source, new Faults());
      var health = "GET /control/health HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(ISO_8859_1);
      assertThat(RawHttp.exchange(port, health, PATIENCE).orElseThrow().status()).isEqualTo(200);
    }
  }

  /// Says what is wrong with an answer. Without a method only its status and shape are looked at.
  private interface Judge {
    List<String> failure(String method, String target, ApiReply reply, String sent);

    /// Of a connection that ended before its answer came.
    default List<String> ended(IOException how, String sent) {
      return List.of(how + " to " + shown(sent));
    }
  }

  /// The simulator may end a connection whose body is too large while it is still sent.
  private static final class Faults implements Judge {
    @Override
    public List<String> failure(String method, String target, ApiReply reply, String sent) {
      return reply.status() < 500 ? List.of() : List.of(reply.status() + " to " + shown(sent));
    }

    @Override
    public List<String> ended(IOException how, String sent) {
      return how instanceof HttpTimeoutException ? Judge.super.ended(how, sent) : List.of();
    }
  }

  private static void send(int requests, int port, HostileRequests source, Judge judge)
      throws Exception {
    long seed = Long.getLong("batua.hostile.seed", System.nanoTime());
    int wellFramed = requests / 11 * 8;
    List<Callable<List<String>>> blocks = new ArrayList<>();
    for (int from = 0; from < wellFramed; from += BLOCK) {
      long blockSeed = seed + from;
      blocks.add(() -> wellFramed(port, source, judge, new SplittableRandom(blockSeed)));
    }
    for (int from = 0; from < requests - wellFramed; from += BLOCK) {
      long blockSeed = seed - 1 - from;
      blocks.add(() -> badlyFramed(port, source, judge, new SplittableRandom(blockSeed)));
    }
    List<String> failure = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(16, Thread.ofVirtual().factory())) {
      for (var block : executor.invokeAll(blocks)) {
        failure.addAll(block.get());
      }
    }
    assertThat(failure.stream().limit(20)).as("batua.hostile.seed=%d", seed).isEmpty();
  }

  private static int port() {
    return OTHER_PORT.orElseGet(GATEWAY::port);
  }

  private static HostileRequests otherServer() {
    var key = System.getProperty("batua.hostile.key");
    return source(Api.open(URI.create("http://127.0.0.1:" + port())).withKey(key), key);
  }

  /// With ids of each kind that are there, of which the last may be another merchant's.
  private static HostileRequests source(Api api, String key, String... more) {
    var name = "hostile-" + System.nanoTime();
    var customer =
        api.post("/customers")
            .form("object_reference_id", name, "mobile_number", Shop.newPhone())
            .ok()
            .path("id")
            .asString();
    var wallet =
        api.post("/customers/" + customer + "/wallets")
            .form("gateway", "MOBIKWIK")
            .ok()
            .path("id")
            .asString();
    var order =
        api.post("/orders").form("order_id", name, "amount", "10.00", "customer_id", customer).ok();
    var link = URI.create(order.path("payment_links").path("web").asString()).getPath();
    List<String> known = new ArrayList<>(List.of(name, customer, wallet));
    known.addAll(List.of(order.path("id").asString(), link.substring(link.lastIndexOf('/') + 1)));
    known.addAll(List.of(more));
    return new HostileRequests(key, known, List.of());
  }

  private static List<String> wellFramed(
      int port, HostileRequests source, Judge judge, SplittableRandom random) throws Exception {
    List<String> failure = new ArrayList<>();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < BLOCK; i++) {
        var hostile = source.wellFramed(random);
        var request = hostile.request(port).timeout(PATIENCE).build();
        var documented = hostile.isAddressedPlainly() ? hostile.method() : "";
        try {
          var reply = send(client, request);
          failure.addAll(judge.failure(documented, hostile.target(), reply, hostile.toString()));
        } catch (IOException e) {
          failure.addAll(judge.ended(e, hostile.toString()));
        }
      }
    }
    return failure;
  }

  private static ApiReply send(HttpClient client, HttpRequest request) throws Exception {
    var response = client.send(request, BodyHandlers.ofByteArray());
    Map<String, String> headers = new HashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.getLast()));
    var isZipped = response.headers().firstValue("content-encoding").orElse("").equals("gzip");
    var body = isZipped ? unzipped(response.body()) : response.body();
    return new ApiReply(response.statusCode(), headers, new String(body, UTF_8));
  }

  private static byte[] unzipped(byte[] body) throws IOException {
    // of a HEAD there is none
    if (body.length == 0) {
      return body;
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  private static List<String> badlyFramed(
      int port, HostileRequests source, Judge judge, SplittableRandom random) {
    List<String> failure = new ArrayList<>();
    for (int i = 0; i < BLOCK; i++) {
      var text = source.badlyFramed(random);
      Optional<ApiReply> reply;
      try {
        reply = RawHttp.exchange(port, text.getBytes(ISO_8859_1), PATIENCE);
      } catch (AssertionError e) {
        failure.add(e.getMessage() + " to " + shown(text));
        continue;
      }
      reply.ifPresent(it -> failure.addAll(judge.failure("", "", it, text)));
    }
    return failure;
  }

  private List<String> failure(String method, String target, ApiReply reply, String sent) {
    List<String> found = new ArrayList<>();
    if (reply.status() >= 500 && reply.status() != 502) {
      found.add("status " + reply.status());
    }
    if (sent.startsWith("HEAD ") && method.isEmpty()) {
      return reply.body().isEmpty() ? found : List.of("content after HEAD: " + shown(sent));
    }
    if (reply.status() >= 400 && !sent.startsWith("HEAD ") && !isError(reply) && !isPage(reply)) {
      found.add("status " + reply.status() + " without the body of an error");
    }
    if (!method.isEmpty()) {
      var parts = target.split("\\?", 2);
      var request =
          new OpenApiContract.Request(
              method, parts[0], parts.length > 1 ? parts[1] : "", Map.of(), "");
      var response = new OpenApiContract.Response(reply.status(), reply.headers(), reply.body());
      contract.violations(request, response).stream()
          // what was sent is nonsense; only the answer is held against the document
          .filter(it -> !it.contains(": request") && !it.contains(": parameter"))
          .filter(it -> !BEFORE_ANY_CALL.contains(reply.status()))
          .forEach(found::add);
    }
    return found.stream().map(it -> it + " to " + shown(sent) + " → " + reply.body()).toList();
  }

  private static boolean isPage(ApiReply reply) {
    return reply.header("content-type").orElse("").startsWith("text/html")
        && reply.header("x-request-id").isPresent();
  }

  private static boolean isError(ApiReply reply) {
    return reply.header("content-type").orElse("").startsWith("application/json")
        && reply.json().path("status").isString()
        && reply.json().path("error_code").isString()
        && reply.json().path("error_message").isString()
        && reply.header("x-request-id").isPresent();
  }

  private static String shown(String text) {
    var cut = text.length() > 400 ? text.substring(0, 400) + "…" : text;
    return cut.replace("\r", "\\r").replace("\n", "\\n");
  }
}
