package org.batua.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrandingFieldTest {
  @ParameterizedTest
  @CsvSource({
    "ACCENT, #0b5d1e",
    "SUPPORT_EMAIL, help@shop.example",
    "SUPPORT_PHONE, +91 80 1234 5678",
    "SUPPORT_URL, https://shop.example/help",
    "TERMS_URL, https://shop.example/terms",
    "ORDER_LINES, Size=udf1",
    "ORDER_LINES, Size=metadata.size"
  })
  void a_text_of_the_form_is_stored_as_it_is(BrandingField field, String text) {
    assertThat(field.check(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "ACCENT, green",
    "ACCENT, #ffee00",
    "LOGO, <svg/>",
    "SUPPORT_EMAIL, help",
    "SUPPORT_EMAIL, help@shop.example\"onclick",
    "SUPPORT_PHONE, call us",
    "SUPPORT_URL, javascript:alert(1)",
    "TERMS_URL, /terms",
    "TERMS_URL, https:terms",
    "ORDER_LINES, Size",
    "ORDER_LINES, Size=udf11",
    "ORDER_LINES, Size=customer_phone"
  })
  void anything_else_is_refused_by_its_name(BrandingField field, String text) {
    assertThatThrownBy(() -> field.check(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field.word() + ": ");
  }
}
