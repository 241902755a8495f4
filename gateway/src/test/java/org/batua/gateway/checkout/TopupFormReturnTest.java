package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.batua.gateway.testkit.ApiReply;
import org.batua.gateway.testkit.CustomerBrowser;
import org.batua.gateway.testkit.Shop;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;

/// Providers that send customers back from a top-up by a form, which no token of ours can be in.
class TopupFormReturnTest extends BrowserBench {
  private final Till till = Till.open(GATEWAY);
  private final CustomerBrowser customer = GATEWAY.browser();

  @Test
  void a_browser_that_comes_back_by_a_form_ends_at_the_shop() {
    var paytm = Till.at(GATEWAY, GATEWAY.newShop("PAYTM"), Shop.newPhone());
    GATEWAY.provider("PAYTM").setBalance(paytm.phone(), "40");
    page.navigate(PageLinks.order(paytm.shop(), paytm.customer(), "100"));
    page.getByLabel("Mobile number").fill(paytm.phone());
    press("Send code");
    page.getByLabel("One-time code").fill(Shop.RIGHT_OTP);
    press("Add ₹60.00");
    press("Approve");
    press("Return to ");
    page.waitForURL(AT_SHOP);
    assertThat(page.url()).contains("status=CHARGED");
    assertThat(GATEWAY.provider("PAYTM").balance(paytm.phone())).isZero();
  }

  @Test
  void a_form_is_worth_what_an_address_is() {
    var back = approved();
    var fields = CustomerBrowser.parameters(back);
    var reply = post(back, fields);
    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("location").orElse("")).contains("status=SUCCESS");
    assertThat(reply.header("set-cookie")).isEmpty();
    assertThat(post(back, fields).header("location")).isEqualTo(reply.header("location"));
    assertThat(till.balance()).isEqualByComparingTo("10250");
  }

  @Test
  void a_form_that_is_not_signed_by_the_provider_asks_nobody() {
    var back = approved();
    var changed = new HashMap<>(CustomerBrowser.parameters(back));
    changed.replaceAll((name, value) -> name.contains("sum") ? value.replaceAll(".$", "x") : value);
    for (var forged : List.of(changed, Map.<String, String>of())) {
      var reply = post(back, forged);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).contains("does not come from your wallet");
    }
    var reference = CustomerBrowser.parameters(back).get("orderid");
    assertThat(reference).isNotBlank();
    assertThat(GATEWAY.provider().count("inquiry", "ref=" + reference)).isZero();
  }

  private URI approved() {
    var link = PageLinks.topup(till, "one", "250");
    return URI.create(customer.open(link).submit().decideOnly("approve"));
  }

  private static ApiReply post(URI back, Map<String, String> fields) {
    var all =
        fields.entrySet().stream()
            .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
            .toArray(String[]::new);
    return GATEWAY.open().post(back.getPath()).form(all).header("Accept", "text/html").send();
  }
}
