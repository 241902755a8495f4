package org.batua.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnUrlsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final AtomicInteger MERCHANTS = new AtomicInteger();
  private static final URI OWN = URI.create("https://shop.example/own");

  private final Merchants merchants = GATEWAY.gateway().merchants();
  private final ReturnUrls urls = new ReturnUrls(merchants);
  private final MerchantId merchant = new MerchantId("returns_" + MERCHANTS.incrementAndGet());

  private void create(Optional<URI> own, String... hosts) {
    merchants.create(merchant, "Shop", Merchant.Purpose.LIVE, own);
    merchants.allowReturnHosts(merchant, Set.of(hosts));
  }

  @Test
  void the_address_of_the_request_goes_before_the_merchants_own() {
    create(Optional.of(OWN));
    assertThat(urls.target(merchant, Optional.of("http://a.example/x")))
        .contains(URI.create("http://a.example/x"));
    assertThat(urls.target(merchant, Optional.empty())).contains(OWN);
  }

  @Test
  void without_either_there_is_none() {
    create(Optional.empty());
    assertThat(urls.target(merchant, Optional.empty())).isEmpty();
  }

  @Test
  void where_hosts_are_listed_no_other_is_gone_to() {
    create(Optional.of(OWN), "m.shop.example");
    assertThat(urls.target(merchant, Optional.of("https://M.Shop.Example/x"))).isPresent();
    assertThat(urls.target(merchant, Optional.of("https://evil.example/x"))).isEmpty();
    // the merchant's own address has to be listed too
    assertThat(urls.target(merchant, Optional.empty())).isEmpty();
    urls.refuseOtherHosts(merchant, Optional.empty());
    urls.refuseOtherHosts(merchant, Optional.of("https://m.shop.example/x"));
    assertThatThrownBy(() -> urls.refuseOtherHosts(merchant, Optional.of("https://evil.example/x")))
        .isInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.example/x",
        "/x",
        "//shop.example/x",
        "ftp://shop.example/x",
        "javascript:alert(1)",
        "https://user@shop.example/x",
        "https://shop.example/x?a=b",
        "https://shop.example/x#a",
        "https:///x",
        "https://a b/x",
      })
  void what_is_no_plain_address_of_the_web_is_not_gone_to(String text) {
    create(Optional.empty());
    assertThat(urls.target(merchant, Optional.of(text))).isEmpty();
  }
}
