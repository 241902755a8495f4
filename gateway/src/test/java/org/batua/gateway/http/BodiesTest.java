package org.batua.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms in which parameters come.
class BodiesTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @Test
  void a_form_is_understood_with_plus_and_percent() {
    var customer =
        create()
            .body(FORM, "object_reference_id=a%2Bb+c&first_name=%E0%A4%86%E0%A4%B6%E0%A4%BE")
            .ok();
    assertThat(customer.path("object_reference_id").asString()).isEqualTo("a+b c");
    assertThat(customer.path("first_name").asString()).isEqualTo("आशा");
  }

  @Test
  void a_form_may_name_its_charset_and_any_letter_case() {
    create().body("Application/X-WWW-Form-Urlencoded; charset=UTF-8", "object_reference_id=x").ok();
  }

  @Test
  void json_is_understood_nested_and_dotted() {
    var nested =
        create()
            .json(
                """
                {"object_reference_id": 7731, "options": {"get_client_auth_token": true}}\
                """)
            .ok();
    assertThat(nested.path("object_reference_id").asString()).isEqualTo("7731");
    assertThat(nested.has("juspay")).isTrue();
    var dotted =
        create()
            .json(
                """
                {"object_reference_id": "dotted", "options.get_client_auth_token": "True"}\
                """)
            .ok();
    assertThat(dotted.has("juspay")).isTrue();
  }

  @Test
  void a_null_in_json_is_not_given() {
    assertThat(
            create()
                .json("{\"object_reference_id\": null}")
                .refused(400, "Mandatory fields are missing")
                .fields())
        .containsExactly("object_reference_id");
  }

  @Test
  void multipart_is_understood() {
    var customer = create().multipart("object_reference_id", "parts", "first_name", "Ashā").ok();
    assertThat(customer.path("object_reference_id").asString()).isEqualTo("parts");
    assertThat(customer.path("first_name").asString()).isEqualTo("Ashā");
  }

  @Test
  void a_get_with_a_chunked_empty_form_is_understood() {
    shop.api().get("/customers").body(FORM, "").chunked().ok();
  }

  @Test
  void a_get_may_carry_its_parameters_in_a_chunked_form() {
    shop.customer(Shop.newPhone());
    var page = shop.api().get("/customers").body(FORM, "offset=1").chunked().ok();
    assertThat(page.path("offset").asInt()).isEqualTo(1);
  }

  @Test
  void a_chunked_post_is_understood() {
    create().form("object_reference_id", "chunks").chunked().ok();
  }

  @Test
  void parameters_may_come_in_the_query() {
    var made = shop.api().post("/customers?object_reference_id=query").form("first_name", "A").ok();
    assertThat(made.path("object_reference_id").asString()).isEqualTo("query");
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "True, 1", "1, 1", "TRUE, 1", "false, 0", "False, 0", "0, 0"})
  void booleans_come_in_several_words(String word, int tokens) {
    var customer =
        create()
            .form("object_reference_id", "b_" + word, "options.get_client_auth_token", word)
            .ok();
    assertThat(customer.has("juspay")).isEqualTo(tokens == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "tRUE", "2", "truetruetrue"})
  void what_is_no_boolean_is_refused(String word) {
    assertThat(
            create()
                .form("object_reference_id", "no", "options.get_client_auth_token", word)
                .refused(400, "INVALID_REQUEST")
                .fields())
        .containsExactly("options.get_client_auth_token");
  }

  @Test
  void of_a_repeated_parameter_the_last_counts() {
    var form = create().body(FORM, "object_reference_id=a&object_reference_id=last_of_form").ok();
    assertThat(form.path("object_reference_id").asString()).isEqualTo("last_of_form");
    var parts =
        create().multipart("object_reference_id", "a", "object_reference_id", "last_part").ok();
    assertThat(parts.path("object_reference_id").asString()).isEqualTo("last_part");
    var query =
        shop.api()
            .post("/customers?object_reference_id=from_query")
            .form("object_reference_id", "from_body")
            .ok();
    assertThat(query.path("object_reference_id").asString()).isEqualTo("from_body");
  }

  @Test
  void unknown_parameters_are_ignored() {
    create().form("object_reference_id", "odd", "colour", "green", "object", "wallet").ok();
    create()
        .json("{\"object_reference_id\": \"odd2\", \"list\": [[1]], \"deep\": {\"a\": {}}}")
        .ok();
  }

  @Test
  void an_empty_header_is_not_given() {
    shop.api()
        .get("/customers")
        .header("version", "")
        .header("x-merchantid", " ")
        .header("x-merchant-id", "")
        .header("x-routing-id", "")
        .ok();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "null", "\"\""})
  void what_is_empty_in_json_is_not_given(String nothing) {
    var made =
        create()
            .json(
                "{\"object_reference_id\":\"e%s\",\"first_name\":%s,\"options\":%s}"
                    .formatted(Integer.toHexString(nothing.hashCode()), nothing, nothing))
            .ok();
    assertThat(made.path("first_name").isNull()).isTrue();
    create()
        .json("{\"object_reference_id\":%s}".formatted(nothing))
        .refused(400, "Mandatory fields are missing");
  }

  /// Of a slash in two bytes, in three, of half a character, of one that is cut off.
  @ParameterizedTest
  @ValueSource(
      strings = {"\u00C0\u00AF", "\u00E0\u0080\u00AF", "\u00ED\u00A0\u0080", "\u00E2\u0082"})
  void bytes_that_are_no_utf_8_are_no_text_in_any_form(String bytes) {
    var json = "{\"object_reference_id\":\"a" + bytes + "b\"}";
    assertThat(posted("application/json", json).status()).isEqualTo(400);
    assertThat(posted(FORM, "object_reference_id=a" + bytes + "b").status()).isEqualTo(400);
    var part = "--x\r\nContent-Disposition: form-data; name=\"object_reference_id\"\r\n\r\na";
    var multipart = part + bytes + "b\r\n--x--\r\n";
    assertThat(posted("multipart/form-data; boundary=x", multipart).status()).isEqualTo(400);
  }

  @Test
  void json_in_another_encoding_is_refused() {
    var utf16 = new String("{\"object_reference_id\":\"a\"}".getBytes(UTF_16LE), ISO_8859_1);
    assertThat(posted("application/json", utf16).status()).isEqualTo(400);
  }

  /// Sends each character as one byte.
  private ApiReply posted(String type, String body) {
    var key = Base64.getEncoder().encodeToString((shop.key() + ":").getBytes(UTF_8));
    var request =
        String.join(
            "\r\n",
            "POST /customers HTTP/1.1",
            "Host: h",
            "Connection: close",
            "Authorization: Basic " + key,
            "Content-Type: " + type,
            "Content-Length: " + body.length(),
            "",
            body);
    var bytes = request.getBytes(ISO_8859_1);
    return RawHttp.exchange(GATEWAY.port(), bytes, Duration.ofSeconds(30)).orElseThrow();
  }

  @Test
  void a_byte_order_mark_is_no_part_of_a_body() {
    var form = create().body(FORM, "\uFEFFobject_reference_id=bom_form").ok();
    assertThat(form.path("object_reference_id").asString()).isEqualTo("bom_form");
    var json = create().json("\uFEFF{\"object_reference_id\":\"bom_json\"}").ok();
    assertThat(json.path("object_reference_id").asString()).isEqualTo("bom_json");
  }

  @Test
  void an_empty_parameter_is_not_given() {
    create().form("object_reference_id", "").refused(400, "Mandatory fields are missing");
    var customer = create().form("object_reference_id", "empty", "first_name", "").ok();
    assertThat(customer.path("first_name").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"text\"",
        "nonsense",
        "{} {}",
        "{\"a\": 01}",
        "{\"a\": NaN}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":"
            + "{\"a\":"
            + "{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}",
      })
  void json_that_cannot_be_read_is_refused(String json) {
    create().json(json).refused(400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "object_reference_id=%zz",
        "object_reference_id=%",
        "object_reference_id=a%00b",
        "object_reference_id=a%0Ab",
        "object_reference_id=%ff%fe",
        "object_reference_id=%ed%a0%80",
      })
  void a_form_with_text_that_cannot_be_is_refused(String form) {
    create().body(FORM, form).refused(400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"object_reference_id\": \"\\ud800\"}",
        "{\"object_reference_id\": \"a\\u0000\"}",
        "{\"object_reference_id\": {\"a\": 1}}",
        "{\"object_reference_id\": [\"a\"]}",
      })
  void json_with_a_value_that_cannot_be_names_the_field(String json) {
    assertThat(create().json(json).refused(400, "INVALID_REQUEST").fields())
        .containsExactly("object_reference_id");
  }

  @Test
  void multipart_that_is_cut_off_is_refused() {
    create()
        .body("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a")
        .refused(400, "INVALID_REQUEST");
    create().body("multipart/form-data", "--b--\r\n").refused(400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/xml", "application/json5", "nonsense", "a/b/c"})
  void another_kind_of_body_is_refused(String type) {
    create().body(type, "object_reference_id=a").refused(415, "unsupported_media_type");
  }

  @Test
  void more_parameters_than_any_call_has_are_refused() {
    var many = new StringBuilder("object_reference_id=many");
    for (int i = 0; i < 300; i++) {
      many.append("&p").append(i).append("=1");
    }
    create().body(FORM, many.toString()).refused(400, "INVALID_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2023", "2023-13-01", "2023-06-31", "23-06-30", "2023-06-30Z", "tomorrow"})
  void a_malformed_version_is_refused(String version) {
    assertThat(
            shop.api().get("/customers").version(version).refused(400, "INVALID_REQUEST").fields())
        .containsExactly("version");
  }

  @ParameterizedTest
  @CsvSource({
    "2016-10-27, 7",
    "2019-09-16, 7",
    "2019-09-17, 9",
    "2023-06-30, 11",
    "2099-01-01, 11"
  })
  void a_wallet_shows_the_fields_of_the_version(String version, int keys) {
    var wallet = shop.wallet(Shop.newPhone());
    assertThat(shop.api().get("/wallets/" + wallet).version(version).ok().size()).isEqualTo(keys);
    assertThat(shop.read(wallet).size()).isEqualTo(7);
  }

  private ApiCall create() {
    return shop.api().post("/customers");
  }
}
