package org.batua.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.batua.gateway.base.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NumberWordsTest {
  @ParameterizedTest
  @CsvSource({
    "EN, 0, zero",
    "EN, 21, twenty-one",
    "EN, 100, one hundred",
    "EN, 250, two hundred fifty",
    "EN, 1000, one thousand",
    "EN, 123456789, twelve crore thirty-four lakh fifty-six thousand seven hundred eighty-nine",
    "EN, 100000000000000, one crore crore",
    "HI, 99, निन्यानवे",
    "HI, 125050, एक लाख पच्चीस हज़ार पचास",
    "MR, 100, शंभर",
    "MR, 101, एकशे एक",
    "TA, 1250, ஆயிரத்து இருநூற்று ஐம்பது",
    "TE, 1250, వెయ్యి రెండు వందల యాభై",
    "ML, 1250, ആയിരത്തി ഇരുനൂറ്റി അമ്പത്",
    "KN, 1250, ಒಂದು ಸಾವಿರದ ಇನ್ನೂರ ಐವತ್ತು",
    "ID, 1500000, satu juta lima ratus ribu",
    "ID, 1011, seribu sebelas"
  })
  void numbers_are_said_as_people_say_them(Language language, long number, String words) {
    assertThat(new NumberWords(language).say(number)).isEqualTo(words);
  }

  @ParameterizedTest
  @EnumSource
  void no_number_is_missing_and_none_is_said_twice(Language language) {
    var words = new NumberWords(language);
    var said = new HashSet<String>();
    for (int number = 0; number < 1100; number++) {
      assertThat(said.add(words.say(number))).as(number + ": " + words.say(number)).isTrue();
      assertThat(words.say(number)).isNotBlank().doesNotContain("{").doesNotContain("|");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EN, 25050, Rupees two hundred fifty and fifty paise only",
    "EN, 25000, Rupees two hundred fifty only",
    "HI, 25050, दो सौ पचास रुपये और पचास पैसे मात्र",
    "ID, 100, Satu rupee"
  })
  void an_amount_has_its_currency(Language language, long paise, String words) {
    assertThat(new Texts(language).words(Money.inr(paise))).isEqualTo(words);
  }

  @ParameterizedTest
  @EnumSource
  void every_amount_has_words(Language language) {
    var texts = new Texts(language);
    assertThat(texts.words(Money.inr(Long.MAX_VALUE))).isNotBlank();
    assertThat(texts.words(new Money(50_000, Money.IDR))).isNotBlank();
  }
}
