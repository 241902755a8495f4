package org.batua.gateway.order;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An id is reachable in a path byte for byte, or refused when something is created with it.
class IdsInPathsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// What may stand in a segment of a path as it is: RFC 3986's `pchar`.
  private static final String PLAIN = "-._~!$&'()*+,;=:@";

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @Test
  void every_printable_character_goes_round_in_both_spellings() {
    var characters =
        IntStream.concat(
            IntStream.rangeClosed(0x20, 0x7e), IntStream.of(0xa0, 0xe9, 0x20b9, 0x1f600));
    for (int character : characters.toArray()) {
      var id = "a" + Character.toString(character) + "b";
      if (character == '/') {
        create("/customers", "object_reference_id", id).refused(400, "INVALID_REQUEST");
        create("/orders", "order_id", id).refused(400, "INVALID_REQUEST");
        continue;
      }
      create("/customers", "object_reference_id", id).ok();
      create("/orders", "order_id", id).ok();
      reaches(encoded(id), id);
      reaches(encoded(id).toLowerCase(java.util.Locale.ROOT), id);
      boolean isPlain = Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0;
      if (character < 0x7f && isPlain) {
        reaches(id, id);
      }
    }
  }

  @Test
  void what_a_path_cannot_name_is_refused_when_it_is_created() {
    for (var id : new String[] {".", "..", " ", "/", "a/..", "\t"}) {
      create("/customers", "object_reference_id", id).refused(400, "INVALID_REQUEST");
      create("/orders", "order_id", id).refused(400, "INVALID_REQUEST");
    }
    var wallet = "/wallets/" + shop.wallet(Shop.newPhone()) + "/topup";
    shop.api()
        .post(wallet)
        .form("amount", "10", "topup_txn_id", "..")
        .refused(400, "INVALID_REQUEST");
    create("/orders", "order_id", "for-refunds").ok();
    shop.api()
        .post("/orders/for-refunds/refunds")
        .form("unique_request_id", ".", "amount", "1")
        .refused(400, "INVALID_REQUEST");
  }

  @Test
  void a_semicolon_reaches_no_other_order() {
    create("/orders", "order_id", "O").ok();
    shop.api()
        .post("/orders/O;x/refunds")
        .form("unique_request_id", "r1", "amount", "1")
        .refused(400, "");
    assertThat(get("/orders/O;x").status()).isEqualTo(400);
  }

  private ApiReply create(String path, String name, String id) {
    return shop.api().post(path).form(name, id, "amount", "10").send();
  }

  private void reaches(String spelled, String id) {
    assertThat(get("/customers/" + spelled).ok().path("object_reference_id").asString())
        .as(spelled)
        .isEqualTo(id);
    assertThat(get("/orders/" + spelled).ok().path("order_id").asString())
        .as(spelled)
        .isEqualTo(id);
  }

  private ApiReply get(String target) {
    var request =
        "GET "
            + target
            + " HTTP/1.1\r\nHost: h\r\nAuthorization: Basic "
            + Base64.getEncoder().encodeToString((shop.key() + ":").getBytes(ISO_8859_1))
            + "\r\n\r\n";
    return RawHttp.exchange(GATEWAY.port(), request.getBytes(ISO_8859_1), PATIENCE).orElseThrow();
  }

  private static String encoded(String id) {
    var text = new StringBuilder();
    for (byte b : id.getBytes(UTF_8)) {
      text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return text.toString();
  }
}
