package org.batua.gateway.testkit;

import static org.batua.gateway.testkit.HostileRequests.FORM;
import static org.batua.gateway.testkit.HostileRequests.FORWARDED;
import static org.batua.gateway.testkit.HostileRequests.METHODS;
import static org.batua.gateway.testkit.HostileRequests.SEGMENTS;
import static org.batua.gateway.testkit.HostileRequests.VALUES;
import static org.batua.gateway.testkit.HostileRequests.pick;

import java.util.List;
import java.util.SplittableRandom;

/// A source of bytes of which a client's library would make no request.
///
/// @param auth the header of a key that is valid
record HostileFrames(String auth) {
  private static final List<String> STARTS =
      List.of(
          "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
          "GET * HTTP/1.1\r\nHost: h\r\n\r\n",
          "CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: h\r\n\r\n",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "GET /customers HTTP/1.1\nHost: h\n\n",
          "GET customers HTTP/1.1\r\nHost: h\r\n\r\n",
          "G\u00cbT /customers HTTP/1.1\r\nHost: h\r\n\r\n",
          "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
          "\r\nGET /health/live HTTP/1.1\r\nHost: h\r\n\r\n",
          "\r\n\r\n\r\n\r\nGET /customers HTTP/1.0\r\n\r\n",
          "\r\n\r\n\r\n\r\n\r\nGET /health/live HTTP/1.1\r\nHost: h\r\n\r\n",
          "\nGET /health/live HTTP/1.1\r\nHost: h\r\n\r\n",
          "GET /health/live HTTP/1.1\rHost: h\r\r",
          "\r",
          "\r\n\r\n",
          "");

  String next(SplittableRandom random) {
    var get = "GET /customers HTTP/1.1\r\nHost: h\r\n";
    var value = pick(VALUES, random).replace("\r", "").replace("\n", "");
    return switch (random.nextInt(18)) {
      case 14, 15 -> asProxiesSpell(random);
      case 16 -> twoAtOnce(random);
      case 17 ->
          "HEAD " + pick(HostilePaths.ODD, random) + " HTTP/1.1\r\nHost: h\r\n" + auth + "\r\n";
      case 0, 1, 2, 3 -> badBody(random);
      case 4 -> "GET http://elsewhere.example/customers HTTP/1.1\r\nHost: h\r\n" + auth + "\r\n";
      case 5 -> "GET /customers HTTP/1.0\r\n" + auth + "\r\n";
      case 6 -> {
        var version = pick(List.of("0.9", "2.0", "1.2", "x", ""), random);
        yield "GET /customers HTTP/" + version + "\r\nHost: h\r\n\r\n";
      }
      case 7 -> "GET /customers\r\n\r\n";
      case 8 -> "GET " + pick(SEGMENTS, random) + " HTTP/1.1\r\nHost: h\r\n" + auth + "\r\n";
      case 9 -> pick(METHODS, random) + " /customers?" + value + " HTTP/1.1\r\nHost: h\r\n\r\n";
      case 10 -> "GET /customers/%zz%" + value + " HTTP/1.1\r\nHost: h\r\n" + auth + "\r\n";
      case 11 -> get + "x-pad: " + "x".repeat(random.nextInt(20_000)) + "\r\n\r\n";
      case 12 ->
          get
              + pick(
                  List.of(
                      value,
                      "Host: i",
                      "no colon",
                      ": x",
                      ":",
                      " a: b",
                      "a : b",
                      "a: b\r\n folded",
                      "a: \u0000"),
                  random)
              + "\r\n\r\n";
      default -> pick(STARTS, random);
    };
  }

  private String asProxiesSpell(SplittableRandom random) {
    var connection = pick(List.of("keep-alive", "close", "Keep-Alive, x", "upgrade", ""), random);
    var body = pick(List.of("", "a=b", "object_reference_id=" + random.nextInt(1000)), random);
    return pick(METHODS, random)
        + " "
        + pick(
            random.nextBoolean() ? HostilePaths.ODD : List.of("/customers", "/order/status"),
            random)
        + pick(List.of(" HTTP/1.0", " HTTP/1.0", " HTTP/1.1"), random)
        + pick(List.of("\r\n", "\r\nHost: h\r\n", "\r\nhost: h:80\r\n"), random)
        + (random.nextBoolean() ? auth : "")
        + "Connection: "
        + connection
        + "\r\nX-Forwarded-For: "
        + pick(FORWARDED, random)
        + "\r\nContent-Type: "
        + FORM
        + "\r\nContent-Length: "
        + (body.length() + pick(List.of(0, 0, 0, 7, -1), random))
        + "\r\n\r\n"
        + body;
  }

  private static final List<String> BETWEEN =
      List.of("", "", "\r\n", "\r\n\r\n\r\n", "\n", "\r", "\r\n".repeat(9));

  private String twoAtOnce(SplittableRandom random) {
    // of a HEAD nobody could tell the second answer from content
    var first = asProxiesSpell(random).replaceFirst("^HEAD ", "GET ");
    var between = pick(BETWEEN, random);
    return first + between + asProxiesSpell(random);
  }

  private String badBody(SplittableRandom random) {
    var post = "POST /customers HTTP/1.1\r\nHost: h\r\n" + auth + "Content-Type: " + FORM + "\r\n";
    var lengths = List.of("-1", "x", "1e3", "", "+5", "99999999999999999999");
    var chunks =
        List.of(
            "zz\r\n",
            "-1\r\n",
            "+3\r\na=b\r\n0\r\n\r\n",
            "fffffffffffffff\r\n",
            "0".repeat(5000),
            "3\r\na=bX0\r\n\r\n",
            "3\r\na=bXX0\r\n\r\n",
            "3;a=b\r\na=b\r\n0\r\n\r\n",
            "0\r\nA: b\r\n\r\n",
            "\r\n\r\n");
    var codings = List.of("gzip", "chunked, chunked", "x", "");
    var rest =
        switch (random.nextInt(9)) {
          case 0 -> "Content-Length: " + pick(lengths, random) + "\r\n\r\na=b";
          case 1 -> "Content-Length: 3\r\nContent-Length: 5\r\n\r\na=b\r\n";
          case 2 -> "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
          case 3 -> "Transfer-Encoding: " + pick(codings, random) + "\r\n\r\n0\r\n\r\n";
          case 4 -> "Transfer-Encoding: chunked\r\n\r\n" + pick(chunks, random);
          case 5 -> "Expect: 100-continue\r\nContent-Length: 3\r\n\r\na=b";
          case 6 -> "Expect: nonsense\r\nContent-Length: 3\r\n\r\na=b";
          case 7 -> "Content-Length: 30\r\n\r\na=b";
          default -> "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\na=b";
        };
    return random.nextInt(6) == 0 ? (post + rest).replace("\r\n", "\n") : post + rest;
  }
}
