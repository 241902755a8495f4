package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.trace.UnkeptSpans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose fault an error is: what breaks here is a 500, and what a client sends never is.
class HttpServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final HttpLimits LIMITS =
      new HttpLimits(
          65_536,
          65_536,
          1 << 20,
          16_384,
          10,
          new HttpLimits.Times(TIME, TIME, TIME, Duration.ZERO, Duration.ofSeconds(1)),
          new HttpLimits.Connecting(100, 100, TrustedProxies.NONE),
          new HttpLimits.Rates(1000, 100));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final HttpServer server =
      HttpServer.start(
          "127.0.0.1",
          0,
          List.of(
              Route.get("/broken", Access.OPEN, _ -> broken()).withRefusals((_, _, _) -> broken()),
              Route.get("/lost", Access.OPEN, _ -> refused(new Rejection.UnknownObject()))
                  .withRefusals((_, _, _) -> broken()),
              Route.get("/away", Access.OPEN, _ -> refused(new Rejection.UnknownObject()))
                  .withRefusals((_, _, _) -> refused(new Rejection.Unavailable(TIME))),
              Route.get(
                  "/header",
                  Access.OPEN,
                  _ -> Answer.text("text/plain", "a").with("x-a", "b\r\nc")),
              Route.get("/fine", Access.OPEN, _ -> Answer.text("text/plain", "a"))),
          new Nobody(),
          LIMITS,
          meters,
          new UnkeptSpans(),
          new Ids());

  private static Answer broken() {
    throw new IllegalStateException("a bug");
  }

  private static Answer refused(Rejection rejection) {
    throw new Rejected(rejection);
  }

  @BeforeEach
  void serves() {
    assertThat(get("/fine").status()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    server.close();
    meters.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/broken", "/lost"})
  void an_error_page_that_breaks_is_an_error_of_ours(String path) {
    var reply = get(path, "Accept: text/html");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.json().path("error_code").asString()).isEqualTo("internal_error");
    assertThat(reply.json().path("error_message").asString())
        .contains(reply.header("x-request-id").orElseThrow());
    counted(path, "500");
  }

  @Test
  void an_error_page_that_cannot_be_had_now_is_no_error_of_the_client() {
    get("/away", "Accept: text/html").refused(503, "service_unavailable");
    get("/away").refused(404, "object_not_found");
  }

  @Test
  void an_answer_that_cannot_be_written_is_an_error_of_ours() {
    var reply = get("/header");
    reply.refused(500, "internal_error");
    assertThat(reply.header("x-a")).isEmpty();
    assertThat(reply.header("x-request-id")).isPresent();
    counted("/header", "500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /fine HTTP/2.0\r\nHost: h\r\n\r\n",
        "GET /fine HTTP/1.1\r\n\r\n",
        "GET /fine HTTP/1.1\r\nHost: h\r\n: b\r\n\r\n",
        "GET /fine HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: x\r\nContent-Length: 1\r\n\r\na",
        "POST /fine HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\na",
        "\u0016\u0003\u0001\r\n\r\n",
      })
  void what_is_no_http_is_an_error_of_the_client(String sent) {
    var reply = RawHttp.exchange(server.port(), sent.getBytes(ISO_8859_1), PATIENCE).orElseThrow();
    assertThat(reply.status()).isBetween(400, 499);
    assertThat(reply.header("x-request-id")).isPresent();
  }

  /// Which it is once the answer is out.
  private void counted(String path, String status) {
    Eventually.until(
        path + " is counted as " + status,
        () ->
            meters.find("batua.http.requests").tags("route", path, "status", status).timer()
                != null);
  }

  private ApiReply get(String path, String... headers) {
    var lines = String.join("", List.of(headers).stream().map(it -> it + "\r\n").toList());
    var request = "GET " + path + " HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n";
    return RawHttp.exchange(server.port(), request.getBytes(ISO_8859_1), PATIENCE).orElseThrow();
  }

  /// Knows no key, as nothing here needs one.
  private static final class Nobody implements Authentication {
    private final Guesses guesses = new Guesses(100);

    @Override
    public Guesses guesses() {
      return guesses;
    }

    @Override
    public Optional<KeyGrant> grantOf(Secret apiKey) {
      return Optional.empty();
    }

    @Override
    public boolean isWorkingKey(Secret apiKey) {
      return false;
    }

    @Override
    public Optional<Caller.Customer> customerOf(Secret clientAuthToken) {
      return Optional.empty();
    }

    @Override
    public Optional<MerchantId> signerOf(Params call) {
      return Optional.empty();
    }

    @Override
    public boolean allowsOrigin(MerchantId merchant, String origin) {
      return false;
    }

    @Override
    public boolean allowsOrigin(String origin) {
      return false;
    }
  }
}
