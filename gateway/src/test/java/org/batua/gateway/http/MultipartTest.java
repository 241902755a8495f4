package org.batua.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fences the parser of multipart bodies, which is a milestone release: what must be understood,
/// and what must be refused without harm, whatever a later version does.
class MultipartTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String NAMED = "Content-Disposition: form-data; name=";
  private static final AtomicInteger CUSTOMERS = new AtomicInteger();
  private static final String BOUNDARY = "----b";

  private final Shop shop = GATEWAY.newShop();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B\r\nContent-Disposition: form-data; name=\"N\"\r\n\r\nV\r\nB--\r\n",
        // without the line break after the end
        "B\r\nContent-Disposition: form-data; name=\"N\"\r\n\r\nV\r\nB--",
        // text before and after, which is to be ignored
        "before\r\nB\r\nContent-Disposition: form-data; name=\"N\"\r\n\r\nV\r\nB--\r\nafter",
        // a part without content before it
        "B\r\n" + NAMED + "x\r\n\r\n\r\nB\r\n" + NAMED + "\"N\"\r\n\r\nV\r\nB--\r\n",
      })
  void what_clients_send_is_understood(String form) {
    var id = "multi_" + CUSTOMERS.incrementAndGet();
    var sent = send(body(form, id), BOUNDARY);
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);
    assertThat(sent.json().path("object_reference_id").asString()).isEqualTo(id);
  }

  /// The boundary within a value is only one at the start of a line.
  @Test
  void a_value_keeps_what_looks_like_a_boundary_and_every_byte() {
    var name = "a--" + BOUNDARY + " --" + BOUNDARY + "-- é";
    var id = "multi_" + CUSTOMERS.incrementAndGet();
    var form =
        body("B\r\nContent-Disposition: form-data; name=\"N\"\r\n\r\nV\r\n", id)
            + body("B\r\nContent-Disposition: form-data; name=\"first_name\"\r\n\r\n", id)
            + name
            + body("\r\nB--\r\n", id);
    var sent = send(form, BOUNDARY);
    assertThat(sent.status()).as(sent.body()).isEqualTo(200);
    assertThat(sent.json().path("first_name").asString()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "B",
        "B--",
        "B\r\n",
        "no boundary at all",
        "B\r\nContent-Disposition: form-data; name=\"N\"\r\n\r\nV",
        "B\r\nContent-Disposition: form-data; name=\"N\"\r\n\r\nV\r\nB",
        "B\r\nContent-Disposition: form-data; name=\"N",
        "B\r\nContent-Disposition: form-data\r\n\r\nV\r\nB--\r\n",
        "B\r\nno header\r\n\r\nV\r\nB--\r\n",
        "B\r\n\r\nV\r\nB--\r\n",
        "B\nContent-Disposition: form-data; name=\"N\"\n\nV\nB--\n",
        "B\r\nContent-Disposition: form-data; name=\"\u0000\"\r\n\r\nV\r\nB--\r\n",
      })
  void what_is_broken_is_refused(String form) {
    var sent = send(body(form, "never"), BOUNDARY);
    assertThat(sent.status()).as(sent.body()).isEqualTo(400);
    assertThat(shop.api().get("/customers/never").send().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\"", "\"unended", "b b"})
  void a_boundary_that_is_none_is_refused(String boundary) {
    assertThat(send("--b\r\n\r\nx\r\n--b--\r\n", boundary).status()).isIn(400, 415);
  }

  /// As many parts and as long headers as a body can hold end in an answer, not in memory or time.
  @Test
  void many_parts_and_long_headers_are_bounded() {
    var part = "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n\r\n";
    var many = IntStream.range(0, 1000).mapToObj(_ -> part).collect(Collectors.joining());
    assertThat(send(many + "--b--\r\n", "b").status()).isEqualTo(400);
    var header = "--b\r\nx-long: " + "y".repeat(60_000) + "\r\n\r\nV\r\n--b--\r\n";
    assertThat(send(header, "b").status()).isEqualTo(400);
    var headers = "--b\r\n" + "a: b\r\n".repeat(9_000) + "\r\nV\r\n--b--\r\n";
    assertThat(send(headers, "b").status()).isEqualTo(400);
    assertThat(send("--b", "b".repeat(10_000)).status()).isEqualTo(400);
  }

  private static String body(String form, String id) {
    return form.replace("B", "--" + BOUNDARY)
        .replace("name=\"N\"", "name=\"object_reference_id\"")
        .replace("V", id);
  }

  private ApiReply send(String body, String boundary) {
    return shop.api()
        .post("/customers")
        .body("multipart/form-data; boundary=" + boundary, body)
        .send();
  }
}
