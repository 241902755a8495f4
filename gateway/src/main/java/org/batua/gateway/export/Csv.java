package org.batua.gateway.export;

import java.util.List;
import java.util.stream.Collectors;

/// Lines of CSV (RFC 4180) that a spreadsheet shows and does not compute.
public final class Csv {
  public static final String TYPE = "text/csv; charset=utf-8; header=present";
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private Csv() {}

  /// One line with its end.
  public static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  /// What would be a formula gets an apostrophe in front; what has a quote, a comma or a line end
  /// is quoted.
  private static String cell(String text) {
    var safe = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
