package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.batua.gateway.base.Money;
import org.batua.gateway.page.Language;
import org.junit.jupiter.api.Test;

class SpeechTest {
  @Test
  void both_languages_say_the_same_things() throws IOException {
    assertThat(read("en").keySet()).isEqualTo(read("hi").keySet());
  }

  @Test
  void amounts_and_ages_are_written_as_people_read_them() {
    var speech = new Speech(Language.EN);
    var words = speech.texts();
    assertThat(words.money(Money.inr(12_345_678_90L))).isEqualTo("₹1,23,45,678.90");
    assertThat(words.money(new Money(10_000_000, Money.IDR))).isEqualTo("Rp100.000");
    assertThat(speech.age(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
  }

  private static Properties read(String tag) throws IOException {
    var name = "/org/batua/gateway/dashboard/texts_" + tag + ".properties";
    try (var in = Objects.requireNonNull(SpeechTest.class.getResourceAsStream(name))) {
      var texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts;
    }
  }
}
