package org.batua.gateway.reconcile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.batua.gateway.base.Money;
import org.batua.gateway.reconcile.StatementMapping.Words;
import org.batua.gateway.resolution.Transaction;
import org.jspecify.annotations.Nullable;

/// Reads a statement line by line, so that its size does not matter. What it cannot read stops it:
/// a line that is passed over would be a difference that is never seen.
final class StatementReader implements Iterator<StatementLine>, AutoCloseable {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  /// Statements write what went back as negative, or not.
  private static final String MINUS = "-";

  private final Path file;
  private final StatementMapping mapping;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Map<String, Integer> columns = new HashMap<>();
  private @Nullable StatementLine next;

  private StatementReader(Path file, StatementMapping mapping, CSVParser parser) {
    this.file = file;
    this.mapping = mapping;
    this.parser = parser;
    this.records = parser.iterator();
  }

  /// Opens the file and finds the columns.
  ///
  /// @throws IllegalArgumentException when it is unreadable, or lacks a column
  static StatementReader open(Path file, StatementMapping mapping) {
    try {
      var text = Files.newBufferedReader(file, mapping.charset());
      skipMark(text);
      var format =
          CSVFormat.RFC4180
              .builder()
              .setDelimiter(mapping.delimiter())
              .setIgnoreEmptyLines(true)
              .setTrim(true)
              .get();
      var reader =
          new StatementReader(
              file, mapping, CSVParser.builder().setReader(text).setFormat(format).get());
      reader.findColumns();
      reader.next = reader.read();
      return reader;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "statement " + file + ": " + e + " (expected: a readable CSV file)", e);
    }
  }

  private static void skipMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
  }

  private void findColumns() {
    for (int i = 0; i < mapping.skipLines(); i++) {
      record();
    }
    if (mapping.header()) {
      var header = record().orElseThrow(() -> wrong(1, "", "empty", "a line of column names"));
      for (int i = 0; i < header.size(); i++) {
        if (columns.put(header.get(i), i) != null) {
          columns.put(header.get(i), -1);
        }
      }
    }
    column(mapping.reference());
    mapping.providerReference().ifPresent(this::column);
    mapping.kind().column().ifPresent(this::column);
    column(mapping.amount().column());
    mapping.status().column().ifPresent(this::column);
    column(mapping.time().column());
  }

  private int column(String name) {
    if (!mapping.header() && name.matches("[1-9][0-9]{0,3}")) {
      return Integer.parseInt(name) - 1;
    }
    var index = columns.get(name);
    if (index == null || index < 0) {
      var what = index == null ? "no such column" : "several columns";
      throw new IllegalArgumentException(
          "statement " + file + ": " + name + ": " + what + " (expected: one; see --mapping)");
    }
    return index;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public StatementLine next() {
    var line = next;
    if (line == null) {
      throw new NoSuchElementException();
    }
    next = read();
    return line;
  }

  private @Nullable StatementLine read() {
    for (var one = record(); one.isPresent(); one = record()) {
      var kind = meaning(one.get(), mapping.kind(), "kind");
      if (kind.isPresent()) {
        return line(one.get(), kind.get());
      }
    }
    return null;
  }

  private StatementLine line(CSVRecord one, Transaction.Kind kind) {
    var time = value(one, mapping.time().column());
    var reference = value(one, mapping.reference());
    return new StatementLine(
        one.getRecordNumber(),
        kind,
        reference.isEmpty() ? "(none, line " + one.getRecordNumber() + ")" : reference,
        mapping.providerReference().map(name -> value(one, name)).orElse(""),
        amount(one, kind),
        meaning(one, mapping.status(), "status"),
        mapping
            .time()
            .parse(time)
            .orElseThrow(() -> wrong(one, mapping.time().column(), time, "a time; see --mapping")));
  }

  private Money amount(CSVRecord one, Transaction.Kind kind) {
    var given = value(one, mapping.amount().column());
    var text =
        kind == Transaction.Kind.REFUND && given.startsWith(MINUS) ? given.substring(1) : given;
    var currency = mapping.amount().currency();
    var amount =
        switch (mapping.amount().form()) {
          case RUPEES -> Money.parse(text, currency);
          case PAISE ->
              text.matches("[0-9]{1,15}")
                  ? Optional.of(new Money(Long.parseLong(text), currency))
                  : Optional.<Money>empty();
        };
    return amount.orElseThrow(
        () -> wrong(one, mapping.amount().column(), given, "an amount; see --mapping"));
  }

  private <T> T meaning(CSVRecord one, Words<T> words, String what) {
    var word = words.column().map(name -> value(one, name)).orElse("");
    return words
        .meaning(word)
        .orElseThrow(() -> wrong(one, words.column().orElse(what), word, "a word of the mapping"));
  }

  private String value(CSVRecord one, String name) {
    int index = column(name);
    if (index >= one.size()) {
      throw wrong(one, name, "missing", "as many columns as there are names");
    }
    var value = one.get(index);
    if (value.indexOf('\0') >= 0) {
      throw wrong(one, name, "a NUL character", "text");
    }
    return value;
  }

  private Optional<CSVRecord> record() {
    try {
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    } catch (UncheckedIOException e) {
      throw new IllegalArgumentException(
          "statement " + file + ": line " + parser.getCurrentLineNumber() + ": " + e.getMessage(),
          e);
    }
  }

  private IllegalArgumentException wrong(
      CSVRecord one, String column, String value, String expected) {
    return wrong(one.getRecordNumber(), column, value, expected);
  }

  private IllegalArgumentException wrong(
      long record, String column, String value, String expected) {
    return new IllegalArgumentException(
        "statement %s: record %s, %s: %s (expected: %s)"
            .formatted(file, record, column, value, expected));
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
