package org.batua.gateway.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.batua.gateway.testkit.ApiCall;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  /// The simulated provider answers a debit of this amount late, and does not tell its outcome.
  private static final String UNDECIDED = "7010.00";

  private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");
  private static final Pattern ASSET = Pattern.compile("/assets/[\\w.-]+");

  @Test
  void a_page_allows_nothing_from_elsewhere_and_nothing_inline() {
    var path = waiting();
    var page = browse(path).header("Cookie", cookie(browse(path).send())).send();
    assertThat(page.header("content-security-policy").orElse(""))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
                + " connect-src 'self'; base-uri 'none'; form-action 'self';"
                + " frame-ancestors 'none'");
    assertThat(page.header("permissions-policy").orElse("")).contains("camera=()");
    assertThat(page.header("cross-origin-opener-policy")).contains("same-origin");
    assertThat(page.body())
        .doesNotContainPattern("<style")
        .doesNotContainPattern("\\sstyle=")
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContainPattern("<script(?! src=\"/assets/)")
        .doesNotContainPattern("(?:src|href)=\"https?:");
  }

  /// The first paint of a new browser waits for one request less.
  @Test
  void the_first_page_brings_its_styles_and_allows_no_others() {
    var first = browse(waiting()).send();
    var styles = STYLE.matcher(first.body()).results().map(it -> it.group(1)).toList();
    assertThat(styles).hasSize(1);
    var hash = Base64.getEncoder().encodeToString(DigestUtils.sha256(styles.getFirst()));
    assertThat(first.header("content-security-policy").orElse(""))
        .contains("; style-src 'self' 'sha256-" + hash + "'; script-src 'self';");
    assertThat(first.body()).doesNotContainPattern("\\sstyle=").contains("media=\"print\"");
  }

  @Test
  void what_the_pages_use_comes_from_here_and_may_be_kept_forever() {
    var assets =
        ASSET.matcher(browse(waiting()).send().body()).results().map(MatchResult::group).toList();
    assertThat(assets).hasSize(4);
    for (var asset : assets) {
      var file = GATEWAY.open().get(asset).send();
      assertThat(file.status()).isEqualTo(200);
      assertThat(file.header("cache-control").orElse("")).contains("immutable");
      assertThat(file.body()).isNotBlank();
    }
    GATEWAY.open().get("/assets/batua-0000000000000000.css").refused(404, "object_not_found");
  }

  @Test
  void a_waiting_page_looks_again_with_and_without_scripts() {
    var path = waiting();
    var page = browse(path).send();
    assertThat(page.body())
        .contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>")
        .contains("hx-get=\"" + path + "\"")
        .contains("Please do not pay again meanwhile");
  }

  @Test
  void once_the_outcome_is_known_script_and_browser_are_sent_to_the_merchant() {
    var till = Till.open(GATEWAY);
    var id = Till.newOrderId();
    till.api()
        .post("/orders")
        .form(
            "order_id",
            id,
            "amount",
            "10",
            "customer_id",
            till.customer(),
            "return_url",
            "https://shop.example/done")
        .ok();
    var path = finish(till, till.pay(id).path("txn_uuid").asString());
    var redirect = browse(path).send();
    assertThat(redirect.status()).isEqualTo(302);
    assertThat(redirect.header("location").orElse("")).startsWith("https://shop.example/done?");
    var script = browse(path).header("HX-Request", "true").send();
    assertThat(script.status()).isEqualTo(200);
    assertThat(script.header("hx-redirect")).isEqualTo(redirect.header("location"));
  }

  @Test
  void a_page_speaks_the_language_that_was_chosen_else_the_one_that_the_browser_asks_for() {
    var path = waiting();
    assertThat(browse(path).send().body()).contains("<html lang=\"en\">");
    assertThat(browse(path).header("Accept-Language", "hi-IN,hi;q=0.9,en;q=0.5").send().body())
        .contains("<html lang=\"hi\">")
        .contains("आपके भुगतान की जाँच हो रही है");
    assertThat(browse(path).header("Accept-Language", "de, *;q=0.1, hi;;q=x").send().status())
        .isEqualTo(200);
    assertThat(browse(path + "?lang=hi").send().body()).contains("<html lang=\"hi\">");
    assertThat(
            browse(path)
                .header("Cookie", "batua_lang=hi; x; =; other=1")
                .header("Accept-Language", "en")
                .send()
                .body())
        .contains("<html lang=\"hi\">");
  }

  @Test
  void an_amount_is_grouped_by_lakh() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "5.00");
    var paid = till.pay(till.order("1234567.5"));
    var page = browse(finish(till, paid.path("txn_uuid").asString())).send();
    assertThat(page.body()).contains("₹12,34,567.50");
  }

  @Test
  void an_unknown_link_is_a_page_to_a_person_and_json_to_a_program() {
    var page = browse("/pay/finish/acme/txn_0").send();
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.header("content-type").orElse("")).startsWith("text/html");
    assertThat(page.header("content-security-policy")).isPresent();
    assertThat(page.body()).contains("This link leads nowhere");
    GATEWAY.open().get("/pay/finish/acme/txn_0").refused(404, "object_not_found");
  }

  @Test
  void a_session_is_kept_in_a_cookie_that_scripts_and_other_sites_cannot_use() {
    var path = waiting();
    var reply = browse(path).send();
    var first = reply.header("set-cookie").orElse("");
    assertThat(first).matches("batua=[0-9a-f]{32}; Path=/; HttpOnly; SameSite=Lax");
    assertThat(browse(path).header("Cookie", cookie(reply)).send().header("set-cookie")).isEmpty();
    assertThat(browse(path).header("Cookie", "batua=chosen").send().header("set-cookie"))
        .isPresent();
  }

  private static String cookie(ApiReply reply) {
    return reply.header("set-cookie").orElseThrow().replaceFirst(";.*", "");
  }

  private String waiting() {
    var till = Till.open(GATEWAY);
    GATEWAY.provider().setBalance(till.phone(), "9000.00");
    var order = till.order(UNDECIDED);
    return finish(till, till.pay(order).path("txn_uuid").asString());
  }

  private static String finish(Till till, String txn) {
    return "/pay/finish/" + till.shop().id() + "/" + txn;
  }

  private static ApiCall browse(String path) {
    return GATEWAY.open().get(path).header("Accept", "text/html,*/*;q=0.8");
  }
}
