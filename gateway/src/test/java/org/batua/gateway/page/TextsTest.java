package org.batua.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.batua.gateway.base.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}|#");

  @ParameterizedTest
  @EnumSource
  void every_language_says_the_same_things_with_the_same_values(Language language) {
    var english = TextBundle.of(Language.EN);
    var other = TextBundle.of(language);
    assertThat(other.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    for (var key : english.stringPropertyNames()) {
      assertThat(other.getProperty(key)).as(key).isNotBlank();
      assertThat(places(other.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
      // MessageFormat takes a straight apostrophe for itself
      assertThat(other.getProperty(key)).as(key).doesNotContain("'");
    }
  }

  @ParameterizedTest
  @EnumSource
  void numbers_and_times_have_the_digits_of_the_amounts(Language language) {
    var texts = new Texts(language);
    assertThat(texts.say("problem.wait_seconds", 30)).contains("30");
    assertThat(texts.time(Instant.parse("2026-03-04T05:06:07Z"))).contains("2026").contains("36");
  }

  @Test
  void money_is_written_as_in_india() {
    for (var language : Language.values()) {
      var texts = new Texts(language);
      assertThat(texts.money(Money.inr(10_000_000))).isEqualTo("₹1,00,000.00");
      assertThat(texts.money(Money.inr(99_999))).isEqualTo("₹999.99");
      assertThat(texts.money(Money.inr(100_000))).isEqualTo("₹1,000.00");
      assertThat(texts.money(Money.inr(1_234_567_890_12L))).isEqualTo("₹1,23,45,67,890.12");
      assertThat(texts.money(Money.inr(5))).isEqualTo("₹0.05");
      assertThat(texts.money(Money.inr(0))).isEqualTo("₹0.00");
      assertThat(texts.money(new Money(250_000_000, Money.IDR))).isEqualTo("Rp2.500.000");
      assertThat(texts.money(new Money(50_000, Money.IDR))).isEqualTo("Rp500");
    }
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    PLACE.matcher(text).results().map(MatchResult::group).forEach(places::add);
    return places;
  }
}
