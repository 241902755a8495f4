package org.batua.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.batua.gateway.testkit.OpenApiContract;
import org.batua.gateway.testkit.OpenApiContract.Request;
import org.batua.gateway.testkit.OpenApiContract.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OpenApiContractTest {
  private static final OpenApiContract CONTRACT = OpenApiContract.load();
  private static final String WALLET = "/wallets/wlt_4h8s2c6p0y9e5d1n";
  private static final String UNLINKED =
      """
      {"id":"wlt_4h8s2c6p0y9e5d1n","object":"wallet_account","wallet":"PAYTM","token":null,\
      "current_balance":null,"linked":false,"last_refreshed":null}\
      """;
  private static final String LINKED =
      """
      {"id":"wlt_4h8s2c6p0y9e5d1n","object":"wallet_account","wallet":"PAYTM",\
      "token":"tok_%s","current_balance":109.55,"linked":true,\
      "last_refreshed":"2026-02-11T04:30:09+0000"}\
      """
          .formatted("a".repeat(60));
  private static final String NOT_FOUND =
      """
      {"status":"invalid_request_error","error_code":"object_not_found",\
      "error_message":"Cannot find what you are looking for"}\
      """;

  @Test
  void an_exchange_as_documented_has_no_violation() {
    assertThat(violations(Request.get(WALLET), 200, UNLINKED)).isEmpty();
    assertThat(violations(Request.get(WALLET + "?command=refresh"), 200, LINKED)).isEmpty();
    assertThat(violations(Request.form(WALLET, "command=link&otp=123456"), 200, LINKED)).isEmpty();
    assertThat(violations(Request.get(WALLET), 404, NOT_FOUND)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"linked\":false,         | ''                               | linked",
        "\"linked\":false          | \"linked\":\"false\"             | linked",
        "\"token\":null            | \"token\":\"tok_short\"          | token",
        "\"current_balance\":null  | \"current_balance\":5            | current_balance",
        "wlt_4h8s2c6p0y9e5d1n      | wlt_4H                           | id",
        "\"last_refreshed\":null   | \"last_refreshed\":null,\"x\":1  | x",
        "\"last_refreshed\":null   | \"last_refreshed\":null,\"metadata\":{} | gateway_reference",
        "\"linked\":false          | \"linked\":false,\"linked\":false | linked",
        "PAYTM                     | paytm                            | wallet",
      })
  void a_broken_wallet_is_caught(String part, String broken, String named) {
    var body = UNLINKED.replace(part, broken);
    assertThat(body).isNotEqualTo(UNLINKED);
    assertThat(violations(Request.get(WALLET), 200, body)).anySatisfy(mentions(named));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "109.55                         | 110.0",
        "109.55                         | 109.550",
        "109.55                         | 109.555",
        "109.55                         | -1",
        "109.55                         | \"109.55\"",
        "2026-02-11T04:30:09+0000       | 2026-02-11T04:30:09Z",
        "2026-02-11T04:30:09+0000       | 2026-02-11 04:30:09",
      })
  void a_wrong_number_or_date_is_caught(String part, String broken) {
    var body = LINKED.replace(part, broken);
    assertThat(body).isNotEqualTo(LINKED);
    assertThat(violations(Request.get(WALLET), 200, body)).isNotEmpty();
  }

  @Test
  void a_status_that_is_not_documented_is_caught() {
    assertThat(violations(Request.get(WALLET), 409, NOT_FOUND))
        .containsExactly("GET /wallets/{wallet} → 409: status not documented");
    assertThat(violations(Request.get("/health/live"), 404, NOT_FOUND)).isNotEmpty();
  }

  @Test
  void an_unknown_path_must_be_refused() {
    assertThat(violations(Request.get("/nowhere"), 404, NOT_FOUND)).isEmpty();
    assertThat(violations(Request.get("/nowhere"), 200, "{}"))
        .anyMatch(it -> it.contains("not doc"));
    assertThat(violations(Request.get("/nowhere"), 404, "{}")).isNotEmpty();
    var put = new Request("PUT", WALLET, "", Map.of(), "");
    assertThat(violations(put, 404, NOT_FOUND)).isNotEmpty();
    assertThat(violations(put, 200, UNLINKED)).isNotEmpty();
    assertThat(violations(Request.get("/wallets/"), 200, UNLINKED)).isNotEmpty();
  }

  @Test
  void an_error_code_that_is_not_documented_is_caught() {
    var body = NOT_FOUND.replace("object_not_found", "oops");
    assertThat(violations(Request.get(WALLET), 400, body))
        .anyMatch(it -> it.contains("error_code"));
  }

  @Test
  void missing_headers_and_other_media_types_are_caught() {
    var bare = new Response(200, Map.of("content-type", "application/json"), UNLINKED);
    assertThat(CONTRACT.violations(Request.get(WALLET), bare))
        .hasSize(3)
        .allSatisfy(mentions("header x-"));
    var html = new Response(200, headers("text/html"), UNLINKED);
    assertThat(CONTRACT.violations(Request.get(WALLET), html)).anyMatch(it -> it.contains("media"));
    var busy = new Response(429, headers("application/json"), NOT_FOUND);
    assertThat(CONTRACT.violations(Request.get(WALLET), busy))
        .anyMatch(it -> it.contains("header retry-after missing"));
    var soon = new HashMap<>(headers("application/json"));
    soon.put("Retry-After", "soon");
    assertThat(CONTRACT.violations(Request.get(WALLET), new Response(429, soon, NOT_FOUND)))
        .anyMatch(it -> it.contains("header retry-after"));
  }

  @Test
  void a_request_is_held_against_the_document_only_when_it_was_accepted() {
    var noNumber = Request.form(WALLET, "command=update");
    assertThat(violations(noNumber, 200, UNLINKED)).anyMatch(it -> it.contains("mobile_number"));
    var refused = NOT_FOUND.replace("object_not_found", "Invalid");
    assertThat(violations(noNumber, 400, refused)).isEmpty();
    var odd = Request.form(WALLET, "command=dance");
    assertThat(violations(odd, 200, LINKED)).anyMatch(it -> it.contains("command"));
    var count = Request.get("/customers?count=some");
    assertThat(violations(count, 200, "{\"count\":0,\"offset\":0,\"total\":0,\"list\":[]}"))
        .anyMatch(it -> it.contains("parameter count"));
    assertThat(
            violations(
                Request.get("/customers?count=5&offset=0"),
                200,
                "{\"count\":0,\"offset\":0,\"total\":0,\"list\":[]}"))
        .isEmpty();
    var version = new Request("GET", WALLET, "", Map.of("Version", "today"), "");
    assertThat(violations(version, 200, UNLINKED)).anyMatch(it -> it.contains("version"));
  }

  @Test
  void json_and_multipart_bodies_are_read_as_forms_are() {
    var json = Map.of("Content-Type", "application/json; charset=utf-8");
    var body = "{\"command\":\"link\",\"otp\":123456}";
    assertThat(violations(new Request("POST", WALLET, "", json, body), 200, LINKED)).isEmpty();
    var parts = Map.of("Content-Type", "multipart/form-data; boundary=B");
    var text =
        """
        --B
        Content-Disposition: form-data; name="command"

        link
        --B
        Content-Disposition: form-data; name="otp"

        123456
        --B--
        """
            .replace("\n", "\r\n");
    assertThat(violations(new Request("POST", WALLET, "", parts, text), 200, LINKED)).isEmpty();
    var cut = text.replace("command", "dammock");
    assertThat(violations(new Request("POST", WALLET, "", parts, cut), 200, LINKED)).isNotEmpty();
    var xml = Map.of("Content-Type", "application/xml");
    assertThat(violations(new Request("POST", WALLET, "", xml, "<a/>"), 200, LINKED)).isNotEmpty();
  }

  @Test
  void every_reference_of_the_document_resolves() {
    assertThat(everyNode(CONTRACT.document()).filter(it -> it.has("$ref")))
        .hasSizeGreaterThan(100)
        .allSatisfy(
            it ->
                assertThat(
                        CONTRACT
                            .document()
                            .at(it.get("$ref").asString().substring(1))
                            .isMissingNode())
                    .as(it.toString())
                    .isFalse());
  }

  @Test
  void every_example_of_the_document_fits_its_schema() {
    var checked =
        everyNode(CONTRACT.document())
            .filter(it -> it.has("schema"))
            .flatMap(
                it ->
                    examples(it)
                        .peek(
                            example ->
                                assertThat(CONTRACT.differences(it.get("schema"), example))
                                    .as(example.toString())
                                    .isEmpty()))
            .count();
    assertThat(checked).isGreaterThan(20);
    assertThat(CONTRACT.document().at("/components/schemas").valueStream())
        .allSatisfy(
            schema ->
                schema
                    .path("examples")
                    .valueStream()
                    .forEach(it -> assertThat(CONTRACT.differences(schema, it)).isEmpty()));
  }

  private static Stream<JsonNode> examples(JsonNode holder) {
    return Stream.concat(
        holder.has("example") ? Stream.of(holder.get("example")) : Stream.empty(),
        holder.path("examples").valueStream().map(it -> it.get("value")));
  }

  private static Stream<JsonNode> everyNode(JsonNode node) {
    return Stream.concat(Stream.of(node), node.valueStream().flatMap(it -> everyNode(it)));
  }

  private static List<String> violations(Request request, int status, String body) {
    return CONTRACT.violations(request, new Response(status, headers("application/json"), body));
  }

  private static Map<String, String> headers(String contentType) {
    return Map.of(
        "Content-Type", contentType,
        "X-Request-Id", "r1",
        "x-response-id", "r2",
        "x-jp-merchant-id", "acme");
  }

  private static Consumer<String> mentions(String text) {
    return it -> assertThat(it).contains(text);
  }
}
