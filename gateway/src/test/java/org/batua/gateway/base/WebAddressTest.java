package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://pay.example, https://pay.example",
    "HTTPS://pay.example:8443/a/b, https://pay.example:8443/a/b",
    "http://127.0.0.1:65535, http://127.0.0.1:65535",
    "http://[::1]:80, http://[::1]:80",
    "https://pay.example/ä, https://pay.example/%C3%A4",
  })
  void an_address_is_taken_with_its_scheme_in_lower_case(String text, String address) {
    assertThat(WebAddress.plain(text)).contains(URI.create(address));
    assertThat(WebAddress.page(text)).contains(URI.create(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pay.example",
        "//pay.example",
        "ftp://pay.example",
        "https://",
        "https:/pay.example",
        "https:pay.example",
        "https://pay example",
        "https://pay_1.example",
        "https://user@pay.example",
        "https://user:secret@pay.example",
        "https://@pay.example",
        "https://pay.example:99999",
        "https://pay.example:65536",
        "https://pay.example:0",
        "https://pay.example:",
        "https://pay.example:-1",
        "https://pay.example:x",
      })
  void what_cannot_be_reached_or_holds_a_user_is_no_address(String text) {
    assertThat(WebAddress.plain(text)).isEmpty();
    assertThat(WebAddress.page(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://p.example/?a=b", "https://p.example?", "https://p.example/#f"})
  void a_query_or_a_fragment_belongs_to_a_page_only(String text) {
    assertThat(WebAddress.plain(text)).isEmpty();
    assertThat(WebAddress.page(text)).contains(URI.create(text));
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, true",
    "http://localhost:3000, true",
    "https://127.0.0.1:65535, true",
    "https://shop.example:99999, false",
    "https://shop.example:0, false",
    "https://shop.example/, false",
    "https://Shop.example, false",
    "https://u@shop.example, false",
    "https://shop.example?q, false",
    "https://*.shop.example, false",
    "https://.., false",
    "null, false",
  })
  void an_origin_is_scheme_host_and_port(String text, boolean isOrigin) {
    assertThat(WebAddress.isOrigin(text)).isEqualTo(isOrigin);
  }

  @Test
  void a_user_is_not_shown() {
    assertThat(WebAddress.shown("https://me:secret@p.example/a@b?c"))
        .isEqualTo("https://***@p.example/a@b?c");
    assertThat(WebAddress.shown("https://p.example/a@b")).isEqualTo("https://p.example/a@b");
  }
}
