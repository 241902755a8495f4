package org.batua.gateway.reconcile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.resolution.Transaction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// How the columns of a provider's statement are read, as an operator writes it in YAML. A column
/// is its name in the header or, without a header, its number from 1.
///
/// @param delimiter one character
/// @param header whether the first line names the columns
/// @param skipLines lines before the header, as a title
/// @param reference the column with our reference
/// @param providerReference the column with theirs, where there is one
/// @param refundsNamedBy whose reference a refund's line has: its own, or its debit's
record StatementMapping(
    char delimiter,
    boolean header,
    int skipLines,
    Charset charset,
    String reference,
    Optional<String> providerReference,
    MatchGroup.Naming refundsNamedBy,
    Words<Optional<Transaction.Kind>> kind,
    Amount amount,
    Words<MoneyState> status,
    TimeForm time) {
  private static final String STANDARD = "/statement-mapping.yaml";
  private static final int SKIP_LINES_MAX = 1000;

  /// A column of words and what they mean, or one meaning for all lines.
  ///
  /// @param column empty when every line means the same
  /// @param meanings by upper-case word; under the empty word when there is no column
  record Words<T>(Optional<String> column, Map<String, T> meanings) {
    /// Empty when the word is not in the mapping.
    Optional<T> meaning(String word) {
      return Optional.ofNullable(meanings.get(word.strip().toUpperCase(Locale.ROOT)));
    }
  }

  /// The columns of the amount, and their unit.
  record Amount(String column, Form form, Currency currency) {
    /// The unit of an amount.
    enum Form {
      RUPEES,
      PAISE
    }
  }

  /// The mapping for the simulator's own statement, which is also the documented example.
  static StatementMapping standard() {
    return parse("the standard mapping", standardText());
  }

  /// The standard mapping as it is written, with what each value means.
  static String standardText() {
    try (InputStream yaml =
        Objects.requireNonNull(StatementMapping.class.getResourceAsStream(STANDARD))) {
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(STANDARD + ": unreadable", e);
    }
  }

  /// Reads a mapping.
  ///
  /// @throws IllegalArgumentException naming the file, what is wrong in it and the expectation
  static StatementMapping read(Path file) {
    try {
      return parse("mapping " + file, Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "mapping " + file + ": " + e + " (expected: a readable file)", e);
    }
  }

  /// Reads a mapping.
  ///
  /// @param name of the mapping, for what is wrong in it
  /// @throws IllegalArgumentException naming what is wrong in it and the expectation
  static StatementMapping parse(String name, String yaml) {
    try {
      var mapper =
          YAMLMapper.builder()
              .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
              .build();
      var written = mapper.readValue(yaml, Written.class);
      if (written == null) {
        throw new IllegalArgumentException("empty (expected: names with values)");
      }
      return of(written);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(name + ": " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  /// The file as it is written; what is not there is null.
  private record Written(
      @Nullable String delimiter,
      @Nullable Boolean header,
      @Nullable Integer skipLines,
      @Nullable String charset,
      @Nullable String reference,
      @Nullable String providerReference,
      @Nullable String refundsNamedBy,
      @Nullable WrittenKind kind,
      @Nullable WrittenAmount amount,
      @Nullable WrittenStatus status,
      @Nullable WrittenTime time) {}

  private record WrittenKind(
      @Nullable String column,
      @Nullable String always,
      @Nullable List<String> debit,
      @Nullable List<String> refund,
      @Nullable List<String> ignored) {}

  private record WrittenAmount(
      @Nullable String column, @Nullable String form, @Nullable String currency) {}

  private record WrittenStatus(
      @Nullable String column,
      @Nullable String always,
      @Nullable List<String> success,
      @Nullable List<String> failed,
      @Nullable List<String> pending) {}

  private record WrittenTime(
      @Nullable String column, @Nullable String format, @Nullable String zone) {}

  private static StatementMapping of(Written written) {
    int skip = Objects.requireNonNullElse(written.skipLines, 0);
    if (skip < 0 || skip > SKIP_LINES_MAX) {
      throw wrong("skip_lines", Integer.toString(skip), "0 to " + SKIP_LINES_MAX);
    }
    return new StatementMapping(
        delimiter(Objects.requireNonNullElse(written.delimiter, ",")),
        Objects.requireNonNullElse(written.header, true),
        skip,
        charset(Objects.requireNonNullElse(written.charset, "UTF-8")),
        present("reference", written.reference),
        Optional.ofNullable(written.providerReference),
        choice(
            "refunds_named_by",
            written.refundsNamedBy,
            Map.of("own", MatchGroup.Naming.OWN, "debit", MatchGroup.Naming.OF_ITS_DEBIT)),
        kind(present("kind", written.kind)),
        amount(present("amount", written.amount)),
        status(present("status", written.status)),
        time(present("time", written.time)));
  }

  private static Words<Optional<Transaction.Kind>> kind(WrittenKind written) {
    var debit = Optional.of(Transaction.Kind.DEBIT);
    var refund = Optional.of(Transaction.Kind.REFUND);
    if (written.column == null) {
      return new Words<>(
          Optional.empty(),
          Map.of(
              "", choice("kind.always", written.always, Map.of("debit", debit, "refund", refund))));
    }
    Map<String, Optional<Transaction.Kind>> words = new HashMap<>();
    put(words, "kind.debit", written.debit, debit);
    put(words, "kind.refund", written.refund, refund);
    put(words, "kind.ignored", written.ignored, Optional.empty());
    return new Words<>(Optional.of(written.column), words);
  }

  private static Words<MoneyState> status(WrittenStatus written) {
    if (written.column == null) {
      var always = choice("status.always", written.always, Map.of("success", MoneyState.MOVED));
      return new Words<>(Optional.empty(), Map.of("", always));
    }
    Map<String, MoneyState> words = new HashMap<>();
    put(words, "status.success", written.success, MoneyState.MOVED);
    put(words, "status.failed", written.failed, MoneyState.NOT_MOVED);
    put(words, "status.pending", written.pending, MoneyState.OPEN);
    return new Words<>(Optional.of(written.column), words);
  }

  private static <T> void put(
      Map<String, T> words, String name, @Nullable List<String> given, T meaning) {
    for (var word : given == null ? List.<String>of() : given) {
      if (words.put(word.strip().toUpperCase(Locale.ROOT), meaning) != null) {
        throw wrong(name, word, "a word that has no other meaning");
      }
    }
  }

  private static Amount amount(WrittenAmount written) {
    var forms = Map.of("rupees", Amount.Form.RUPEES, "paise", Amount.Form.PAISE);
    return new Amount(
        present("amount.column", written.column),
        choice("amount.form", written.form, forms),
        currency(Objects.requireNonNullElse(written.currency, Money.INR.getCurrencyCode())));
  }

  private static TimeForm time(WrittenTime written) {
    return TimeForm.of(
        present("time.column", written.column),
        Objects.requireNonNullElse(written.format, TimeForm.ISO),
        Objects.requireNonNullElse(written.zone, "UTC"));
  }

  private static char delimiter(String text) {
    var one = text.equals("tab") ? "\t" : text;
    if (one.length() != 1 || "\"\r\n".contains(one)) {
      throw wrong("delimiter", text, "one character, or tab");
    }
    return one.charAt(0);
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw wrong("charset", name, "as UTF-8 or windows-1252");
    }
  }

  private static Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw wrong("amount.currency", code, "as INR");
    }
  }

  private static <T> T choice(String name, @Nullable String word, Map<String, T> choices) {
    var chosen = choices.get(present(name, word));
    if (chosen == null) {
      throw wrong(
          name, String.valueOf(word), "one of " + choices.keySet().stream().sorted().toList());
    }
    return chosen;
  }

  private static <T> T present(String name, @Nullable T value) {
    if (value == null) {
      throw wrong(name, "missing", "see the standard mapping");
    }
    return value;
  }

  private static IllegalArgumentException wrong(String name, String value, String expected) {
    return new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
  }
}
