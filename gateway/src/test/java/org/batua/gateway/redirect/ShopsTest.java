package org.batua.gateway.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.batua.gateway.testkit.Api;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShopsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String LOGO =
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle r='3'/></svg>";

  private final Shop shop = GATEWAY.newShop();
  private final Api browser = GATEWAY.open();

  @Test
  void a_page_has_the_shops_face_and_the_orders_lines() {
    GATEWAY
        .gateway()
        .brandings()
        .change(
            shop.id(),
            Map.of(
                "accent", "#7a1f3d",
                "logo", LOGO,
                "support_email", "help@shop.example",
                "support_phone", "+91 80 1234 5678",
                "terms_url", "https://shop.example/terms",
                "order_lines", "Size=udf1\nSeat=metadata.seat\nColour=udf2"));
    var page = page();
    assertThat(page)
        .contains("--accent: #7a1f3d")
        .contains("mailto:help@shop.example")
        .contains("href=\"tel:+918012345678\"")
        .contains("https://shop.example/terms")
        .contains("<dt>Size</dt><dd>XL &lt;b&gt;</dd>")
        .contains("<dt>Seat</dt><dd>14C</dd>")
        .doesNotContain("<dt>Colour");
    var styles = browser.get("/assets/accent-7a1f3d.css").send();
    assertThat(styles.status()).isEqualTo(200);
    assertThat(styles.body()).contains("--accent: #7a1f3d").contains("prefers-color-scheme: dark");
    assertThat(browser.get("/assets/accent-ffee00.css").send().status()).isEqualTo(404);
  }

  @Test
  void a_logo_may_draw_and_nothing_else() {
    GATEWAY.gateway().brandings().change(shop.id(), Map.of("logo", LOGO));
    var found = Pattern.compile("src=\"(/merchant/logo/[^\"]+)\"").matcher(page());
    assertThat(found.find()).isTrue();
    var logo = browser.get(found.group(1)).send();
    assertThat(logo.status()).isEqualTo(200);
    assertThat(logo.body()).isEqualTo(LOGO);
    assertThat(logo.header("content-security-policy").orElse(""))
        .contains("default-src 'none'")
        .contains("sandbox");
    assertThat(browser.get("/merchant/logo/" + shop.id() + "/other.svg").send().status())
        .isEqualTo(404);
    GATEWAY.gateway().brandings().change(shop.id(), Map.of("logo", ""));
    assertThat(browser.get(found.group(1)).send().status()).isEqualTo(404);
  }

  private String page() {
    var link =
        shop.api()
            .post("/orders")
            .form(
                "order_id",
                Till.newOrderId(),
                "amount",
                "10",
                "udf1",
                "XL <b>",
                "metadata.seat",
                "14C")
            .ok()
            .at("/payment_links/web")
            .asString();
    return browser
        .get(link.substring(link.indexOf("/merchant")))
        .header("Accept", "text/html")
        .send()
        .body();
  }
}
