package org.batua.gateway.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "INR, 0, 0, 0, 0.00",
    "INR, 10, 1000, 10, 10.00",
    "INR, 10.0, 1000, 10, 10.00",
    "INR, 0.5, 50, 0.5, 0.50",
    "INR, 109.55, 10955, 109.55, 109.55",
    "INR, 109.550000, 10955, 109.55, 109.55",
    "INR, 007.10, 710, 7.1, 7.10",
    "INR, 9999999999999.99, 999999999999999, 9999999999999.99, 9999999999999.99",
    "IDR, 25000, 2500000, 25000, 25000.00",
    "IDR, 25000.00, 2500000, 25000, 25000.00",
  })
  void an_amount_is_read_exactly(
      String currency, String text, long minor, String major, String fixed) {
    var money = Money.parse(text, Money.currency(currency).orElseThrow()).orElseThrow();
    assertThat(money.minor()).isEqualTo(minor);
    assertThat(money.major().toPlainString()).isEqualTo(major);
    assertThat(money.majorFixed()).isEqualTo(fixed);
    assertThat(money).hasToString(fixed + " " + currency);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "+1",
        "-1",
        "1.",
        ".5",
        "1.005",
        "1,000",
        "1e3",
        "0x10",
        "NaN",
        "١٢",
        "10000000000000",
        "1.0000000000"
      })
  void what_is_no_plain_amount_is_not_read(String text) {
    assertThat(Money.parse(text, Money.INR)).isEmpty();
  }

  @Test
  void nobody_pays_with_parts_of_a_rupiah() {
    assertThat(Money.parse("25000.50", Money.IDR)).isEmpty();
  }

  @Test
  void only_amounts_of_one_currency_are_added_and_compared() {
    var rupees = Money.inr(100);
    var rupiah = new Money(100, Money.IDR);
    assertThat(rupees.plus(Money.inr(5))).isEqualTo(Money.inr(105));
    assertThat(rupees.minus(Money.inr(100)).isZero()).isTrue();
    assertThat(rupees).isGreaterThan(Money.inr(99));
    assertThatThrownBy(() -> rupees.plus(rupiah)).hasMessageContaining("IDR (expected: INR)");
    assertThatThrownBy(() -> rupees.compareTo(rupiah)).hasMessageContaining("IDR");
    assertThatThrownBy(() -> rupees.minus(Money.inr(101))).hasMessage("minor: -1 (expected: >= 0)");
    assertThatThrownBy(() -> Money.inr(Long.MAX_VALUE).plus(rupees))
        .isInstanceOf(ArithmeticException.class);
  }
}
