package org.batua.gateway.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/// A source of requests that nobody should send; the same seed makes the same ones.
///
/// @param known ids that are there: of wallets, customers, orders and links
/// @param paths of another server than the gateway, with `{}` for a segment; empty for the gateway
public record HostileRequests(String key, List<String> known, List<String> paths) {
  private static final Pattern ODD_PATH = Pattern.compile("//|/\\.{1,2}(?=[/?]|$)|;|(?i:%2e)");
  private static final int TARGET_LENGTH_MAX = 8000;
  static final String FORM = "application/x-www-form-urlencoded";
  static final List<String> METHODS =
      List.of(
          "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "get",
          "Post");
  private static final List<String> NAMES =
      List.of(
          "object_reference_id",
          "mobile_number",
          "email_address",
          "first_name",
          "mobile_country_code",
          "options.get_client_auth_token",
          "gateway",
          "gateway_reference_id",
          "command",
          "otp",
          "count",
          "offset",
          "client_auth_token",
          "options",
          "unknown",
          "order_id",
          "order.order_id",
          "order.amount",
          "amount",
          "currency",
          "return_url",
          "payment_method_type",
          "payment_method",
          "direct_wallet_token",
          "format",
          "unique_request_id",
          "txn_id",
          "udf1",
          "metadata.webhook_url",
          "");
  static final List<String> VALUES =
      List.of(
          "",
          " ",
          "1",
          "-1",
          "1e309",
          "NaN",
          "true",
          "null",
          "MOBIKWIK",
          "authenticate",
          "link",
          "delink",
          "refresh",
          "update",
          "123456",
          "9000000001",
          "a\u0000b",
          "\u0001\u001f\u007f\u0085",
          "\r\nSet-Cookie: a=b",
          "' or 1=1 --",
          "<script>alert(1)</script>",
          "${jndi:ldap://127.0.0.1/a}",
          "../../etc/passwd",
          "\ud83d\ude00".repeat(40),
          "\u202e\ufeff\u200b",
          "tkn_00000000000000000000000000000000",
          "tok_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "x".repeat(129),
          "9".repeat(5000),
          "10",
          "0.001",
          "99999999999999.99",
          "WALLET",
          "CARD",
          "json",
          "JPY",
          "https://shop.example/back?a=b",
          "javascript:alert(1)");
  static final List<String> SEGMENTS =
      List.of(
          "",
          ".",
          "..",
          "%00",
          "%2f",
          "%2e%2e",
          "%ff",
          "%ed%a0%80",
          ";a=b",
          "a;b",
          "%25",
          "%0d%0a",
          "%c0%af",
          "cst_0000000000000000",
          "wlt_0000000000000000",
          "wallets",
          "customers",
          "orders",
          "txn_00000000000000000000000000000000",
          "refresh-balances",
          "a+b",
          "%7f",
          "*",
          "@",
          "'",
          "x".repeat(300),
          "%F0%9F%98%80");
  static final List<String> FORWARDED =
      List.of("203.0.113.9", "x", "", "::1", ",,,", "[", "1.2.3.4:x", "127.0.0.1, ".repeat(300));
  private static final List<String> TYPES =
      List.of(
          FORM,
          FORM,
          FORM,
          "application/json",
          "application/json",
          "multipart/form-data; boundary=b",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "text/plain",
          "nonsense",
          "a/b;",
          "application/json; charset=utf-16",
          "multipart/form-data; boundary=\"" + "b".repeat(80));

  /// A request that a client can frame, whatever is in it.
  public record Framed(String method, String target, Map<String, String> headers, String body) {
    public HttpRequest.Builder request(int port) {
      var builder =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
              .method(method, BodyPublishers.ofByteArray(body.getBytes(ISO_8859_1)));
      headers.forEach(builder::header);
      return builder;
    }

    /// Whether the path is the one that the server sees: dots, semicolons and empty segments are
    /// put in order first, and one that is too long or an encoding of the body is refused before
    /// any path is looked at.
    public boolean isAddressedPlainly() {
      return !headers.containsKey("Content-Encoding")
          && target.length() < TARGET_LENGTH_MAX
          && !ODD_PATH.matcher(target).find();
    }

    @Override
    public String toString() {
      return method + " " + target + " " + headers + " " + body;
    }
  }

  public Framed wellFramed(SplittableRandom random) {
    boolean isUsual = random.nextInt(4) > 0;
    var method = isUsual ? pick(List.of("GET", "POST"), random) : pick(METHODS, random);
    var type = pick(TYPES, random);
    Map<String, String> headers = new LinkedHashMap<>();
    if (random.nextInt(8) > 0) {
      headers.put("Authorization", authorization(random));
    }
    if (random.nextInt(6) == 0) {
      headers.put("version", pick(List.of("2023-06-30", "x", "2019-09-16", "9999-99-99"), random));
    }
    if (random.nextInt(6) == 0) {
      headers.put("x-merchantid", pick(List.of("a", "shop_1", "\u00e9", "*".repeat(500)), random));
    }
    if (random.nextInt(6) == 0) {
      headers.put("x-routing-id", pick(List.of("9000000001", "r".repeat(3000), "%00"), random));
    }
    if (random.nextInt(20) == 0) {
      headers.put("Content-Encoding", pick(List.of("gzip", "identity", "nonsense"), random));
    }
    if (random.nextInt(10) == 0) {
      headers.put("Accept-Encoding", pick(List.of("gzip", "gzip;q=0", "*", ";;", "br"), random));
    }
    if (random.nextInt(6) == 0) {
      headers.put("Accept", pick(List.of("text/html", "*/*", "application/json", "x"), random));
    }
    if (random.nextInt(10) == 0) {
      headers.put("X-Forwarded-For", pick(FORWARDED, random));
    }
    headers.put("Content-Type", type);
    var target = path(random) + query(random);
    return new Framed(method, target, headers, new String(body(type, random), ISO_8859_1));
  }

  private String path(SplittableRandom random) {
    if (!paths.isEmpty() && random.nextInt(5) > 0) {
      return pick(paths, random).replace("{}", pick(SEGMENTS, random));
    }
    var customer = pick(SEGMENTS, random);
    if (random.nextInt(3) == 0) {
      return HostilePaths.documented(
          random, () -> pick(random.nextInt(3) == 0 ? known : SEGMENTS, random));
    }
    return switch (random.nextInt(16)) {
      case 9 -> pick(List.of("/orders", "/order/create", "/order/list"), random);
      case 10 -> "/orders/" + customer + pick(List.of("", "/refunds", "/wallets"), random);
      case 11 -> pick(List.of("/order/status", "/order/update", "/order/refund"), random);
      case 12 -> pick(List.of("/txns", "/refunds"), random);
      case 13 -> "/pay/" + pick(List.of("start", "finish"), random) + "/shop_1/" + customer;
      case 14 -> "/txns";
      case 0, 1 -> "/customers";
      case 2 -> "/customers/" + customer;
      case 3 -> "/customers/" + customer + "/wallets";
      case 4 -> "/customers/" + customer + "/wallets/refresh-balances";
      case 5 -> "/wallets/" + pick(random.nextInt(3) == 0 ? SEGMENTS : known, random);
      case 6 -> "/merchants/" + customer + "/paymentmethods";
      case 7 -> "/" + pick(List.of("health/live", "metrics", "openapi.yaml", "a"), random);
      default -> "/" + customer + "/" + pick(SEGMENTS, random) + "//" + pick(SEGMENTS, random);
    };
  }

  private static String query(SplittableRandom random) {
    if (random.nextInt(3) > 0) {
      return "";
    }
    return "?" + pick(List.of("", "&&", "=", "%ff=%fe", "a=%00", form(random)), random);
  }

  private String authorization(SplittableRandom random) {
    return random.nextInt(10) > 0
        ? "Basic " + Api.base64(key + ":")
        : pick(
            List.of(
                "Basic", "Basic !", "Basic /w==", "Bearer x", "Basic " + "A".repeat(4000), "\t"),
            random);
  }

  private static byte[] body(String type, SplittableRandom random) {
    if (random.nextInt(10) == 0) {
      var noise = new byte[random.nextInt(2000)];
      random.nextBytes(noise);
      return noise;
    }
    var text =
        type.startsWith("application/json")
            ? json(random, 0)
            : type.startsWith("multipart") ? multipart(random) : form(random);
    var bytes = text.getBytes(UTF_8);
    boolean isCut = random.nextInt(8) == 0 && bytes.length > 1;
    return isCut ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private static String form(SplittableRandom random) {
    var text = new StringBuilder();
    int fields = random.nextInt(8);
    for (int i = 0; i < fields; i++) {
      text.append(URLEncoder.encode(pick(NAMES, random), UTF_8))
          .append('=')
          .append(
              random.nextInt(12) == 0
                  ? pick(List.of("%ff", "%ed%a0%80", "%c0%80", "%FG", "%u0041", "%E0%A4"), random)
                  : URLEncoder.encode(pick(VALUES, random), UTF_8))
          .append('&');
    }
    return text.toString().replace("%FG", "%41").replace("%u0041", "%75");
  }

  private static String json(SplittableRandom random, int depth) {
    var text = new StringBuilder("{");
    int fields = random.nextInt(6);
    for (int i = 0; i < fields; i++) {
      text.append(i == 0 ? "" : ",").append(quoted(pick(NAMES, random))).append(':');
      text.append(
          switch (random.nextInt(9)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "[1,[2,{\"a\":[]}]]";
            case 3 -> "1" + "0".repeat(random.nextInt(130));
            case 4 -> "\"\\ud800\"";
            case 5 -> depth < 3 ? json(random, depth + 1) : "{";
            case 6 -> "[".repeat(random.nextInt(40));
            default -> quoted(pick(VALUES, random));
          });
    }
    return text.append(random.nextInt(10) == 0 ? "" : "}").toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String multipart(SplittableRandom random) {
    var text = new StringBuilder();
    int parts = random.nextInt(5);
    for (int i = 0; i < parts; i++) {
      text.append("--b\r\nContent-Disposition: form-data; name=")
          .append(
              pick(
                  List.of("\"" + pick(NAMES, random) + "\"", "x", "\"", "\"a\"; filename=b"),
                  random))
          .append(pick(List.of("\r\n\r\n", "\n\n", "\r\n", "\r\nA: " + "b".repeat(2000)), random))
          .append(pick(VALUES, random))
          .append("\r\n");
    }
    return text.append(pick(List.of("--b--\r\n", "--b--", "--b", ""), random)).toString();
  }

  /// Bytes of which a client's library would make no request.
  public String badlyFramed(SplittableRandom random) {
    var frames = new HostileFrames("Authorization: Basic " + Api.base64(key + ":") + "\r\n");
    var text = frames.next(random);
    return paths.isEmpty() ? text : text.replace("/customers", path(random));
  }

  static <T> T pick(List<T> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }
}
