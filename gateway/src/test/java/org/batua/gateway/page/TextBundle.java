package org.batua.gateway.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/// The texts of one language as they are written in its file.
public final class TextBundle {
  private TextBundle() {}

  public static Properties of(Language language) {
    var name = "texts_" + language.tag() + ".properties";
    var words = new Properties();
    try (var in = Objects.requireNonNull(Texts.class.getResourceAsStream(name));
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      words.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }
}
