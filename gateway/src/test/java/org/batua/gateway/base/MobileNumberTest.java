package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileNumberTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9000000001",
        "+919000000001",
        "+91 90000-00001",
        "+91 (90000) 00 001",
        "+91-9000.000.001",
        "+91 0 9000000001",
        "919000000001",
        "91 9000000001",
        "09000000001",
        "(0)9000000001",
        "0091 9000000001",
        "00919000000001",
        " 9000000001 ",
        "90000\u00a000001",
        "90000\u201000001"
      })
  void an_indian_number_is_read_however_it_is_written(String text) {
    assertThat(MobileNumber.parse("91", text)).contains(new MobileNumber("91", "9000000001"));
    assertThat(MobileNumber.parse("+91", text)).contains(new MobileNumber("91", "9000000001"));
  }

  @ParameterizedTest
  @CsvSource({
    "91, +62 812-3456-7890, 62, 81234567890",
    "91, 0062 81234567890, 62, 81234567890",
    "91, +62 0812 3456 7890, 62, 81234567890",
    "62, 081234567890, 62, 81234567890",
    "62, 6281234567890, 62, 81234567890",
    "62, +91 9000000001, 91, 9000000001",
    "91, +1 (202) 555-0100, 1, 2025550100",
    "91, +971 50 123 4567, 971, 501234567",
    "91, +7 912 345-67-89, 7, 9123456789",
    "1, 2025550100, 1, 2025550100",
    "91, 99999999, 91, 99999999",
  })
  void a_number_that_names_its_country_is_of_that_country(
      String country, String text, String code, String national) {
    assertThat(MobileNumber.parse(country, text)).contains(new MobileNumber(code, national));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "+",
        "00",
        "+91",
        "123",
        "0000000000",
        "abc",
        "9000000001x",
        "98765 43210 ext 5",
        "+91+9000000001",
        "9000000001,9000000002",
        "12345678901234567",
        "+999",
        "90000\u0000001",
        "९०००००००००१",
        "9-0-0-0-0-0-0-0-0-1-9-0-0-0-0-0-0-0-0-1"
      })
  void what_is_no_number_is_not_read(String text) {
    assertThat(MobileNumber.parse("91", text)).isEmpty();
  }
}
