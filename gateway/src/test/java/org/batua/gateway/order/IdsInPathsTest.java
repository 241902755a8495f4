package org.batua.gateway.order;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.RawHttp;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An id is reachable in a path byte for byte, or refused when something is created with it.
@Tag("slow")
class IdsInPathsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// What may stand in a segment of a path as it is: RFC 3986's `pchar`.
  private static final String PLAIN = "-._~!$&'()*+,;=:@";

  private static final int[] PRINTABLE =
      IntStream.concat(IntStream.rangeClosed(0x20, 0x7e), IntStream.of(0xa0, 0xe9, 0x20b9, 0x1f600))
          .toArray();

  /// An order has no more than a few.
  private static final int REFUNDS_OF_ORDER = 5;

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private final Shop shop = GATEWAY.newShop();

  @Test
  void every_printable_character_goes_round_in_both_spellings() {
    for (int character : PRINTABLE) {
      var id = "a" + Character.toString(character) + "b";
      if (character == '/') {
        create("/customers", "object_reference_id", id).refused(400, "INVALID_REQUEST");
        create("/orders", "order_id", id).refused(400, "INVALID_REQUEST");
        continue;
      }
      create("/customers", "object_reference_id", id).ok();
      create("/orders", "order_id", id).ok();
      spellings(character).forEach(spelled -> reaches(spelled, id));
    }
  }

  /// Of an id with this character in it: encoded, and as it is where that is a path.
  private static List<String> spellings(int character) {
    var id = "a" + Character.toString(character) + "b";
    boolean isPlain = Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0;
    var encoded = List.of(encoded(id), encoded(id).toLowerCase(Locale.ROOT));
    return character < 0x7f && isPlain
        ? Stream.concat(encoded.stream(), Stream.of(id)).toList()
        : encoded;
  }

  @Test
  void topups_keep_every_printable_character_too() {
    var till = Till.open(GATEWAY);
    var topups = "/wallets/" + till.wallet() + "/topup";
    for (int character : PRINTABLE) {
      var id = "a" + Character.toString(character) + "b";
      var topup = till.api().post(topups).form("amount", "10", "topup_txn_id", id);
      if (character == '/') {
        topup.refused(400, "INVALID_REQUEST");
        continue;
      }
      assertThat(topup.ok().path("topup_txn_id").asString()).isEqualTo(id);
      for (var spelled : spellings(character)) {
        var read = get(till.shop().key(), topups + "/" + spelled).ok();
        assertThat(read.path("topup_txn_id").asString()).as(spelled).isEqualTo(id);
      }
    }
  }

  @Test
  void refunds_keep_every_printable_character_too() {
    var till = Till.open(GATEWAY);
    var order = "";
    for (int i = 0; i < PRINTABLE.length; i++) {
      var id = "a" + Character.toString(PRINTABLE[i]) + "b";
      if (i % REFUNDS_OF_ORDER == 0) {
        order = till.order("50");
        till.payment(order, till.token()).ok();
      }
      // of two with one amount the second would be refused while the first is under way
      var amount = Integer.toString(1 + i % REFUNDS_OF_ORDER);
      var refund =
          till.api()
              .post("/orders/" + order + "/refunds")
              .form("unique_request_id", id, "amount", amount);
      if (PRINTABLE[i] == '/') {
        refund.refused(400, "INVALID_REQUEST");
        continue;
      }
      refund.ok();
      var refunds = till.api().get("/orders/" + order).ok().path("refunds");
      assertThat(refunds.findValuesAsString("unique_request_id")).contains(id);
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
    return get(shop.key(), target);
  }

  private static ApiReply get(String key, String target) {
    var request =
        "GET "
            + target
            + " HTTP/1.1\r\nHost: h\r\nAuthorization: Basic "
            + Base64.getEncoder().encodeToString((key + ":").getBytes(ISO_8859_1))
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
