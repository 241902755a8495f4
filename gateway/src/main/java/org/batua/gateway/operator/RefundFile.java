package org.batua.gateway.operator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.base.Money;
import org.batua.gateway.lookup.RefundableStore.Refundable;

/// A file of refunds, `order_id,amount,unique_request_id`, as it was read and checked.
///
/// @param lines each with what is wrong with it
/// @param fault of the file as a whole, a key of the texts; empty for none
public record RefundFile(List<Line> lines, String fault) {
  static final int LINES_MAX = 1_000;
  private static final String HEADER = "order_id,amount,unique_request_id";
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int TEXT_LENGTH_MAX = 128;

  /// A line of the file.
  ///
  /// @param amount empty when it cannot be read
  /// @param fault a key of the texts; empty for a line that may be done
  public record Line(
      int number,
      String orderId,
      String amountText,
      String request,
      Optional<Money> amount,
      String fault) {
    Line with(Optional<Money> read, String wrong) {
      return new Line(number, orderId, amountText, request, read, wrong);
    }
  }

  public RefundFile {
    lines = List.copyOf(lines);
  }

  /// Whether each line may be done.
  public boolean isSound() {
    return fault.isEmpty() && lines.stream().allMatch(line -> line.fault().isEmpty());
  }

  /// The sums of the sound lines, as `INR 120.00`.
  public String total() {
    Map<String, BigDecimal> sums = new java.util.TreeMap<>();
    for (var line : lines) {
      if (line.fault().isEmpty()) {
        line.amount()
            .ifPresent(
                it ->
                    sums.merge(
                        it.currency().getCurrencyCode(),
                        new BigDecimal(it.majorFixed()),
                        BigDecimal::add));
      }
    }
    List<String> words = new ArrayList<>();
    sums.forEach((currency, sum) -> words.add(currency + " " + sum.toPlainString()));
    return String.join(", ", words);
  }

  /// The lines as a batch proposes them.
  public List<RefundBatch.Line> proposed() {
    return lines.stream()
        .map(
            it ->
                RefundBatch.Line.of(
                    it.number(), it.orderId(), it.request(), it.amount().orElseThrow()))
        .toList();
  }

  /// Splits a file into its lines; nothing is looked up yet.
  static RefundFile read(String text) {
    var plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    var rows = plain.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
    if (rows.isEmpty() || !rows.getFirst().replace(" ", "").equals(HEADER)) {
      return new RefundFile(List.of(), "FILE_HEADER");
    }
    if (rows.size() == 1 || rows.size() - 1 > LINES_MAX) {
      return new RefundFile(List.of(), "FILE_LINES");
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      lines.add(line(i, rows.get(i)));
    }
    return new RefundFile(lines, "");
  }

  private static Line line(int number, String row) {
    var cells = row.split(",", -1);
    boolean isWhole =
        cells.length == 3
            && row.indexOf('"') < 0
            && java.util.Arrays.stream(cells)
                .allMatch(it -> !it.isBlank() && it.length() <= TEXT_LENGTH_MAX);
    return isWhole
        ? new Line(
            number, cells[0].strip(), cells[1].strip(), cells[2].strip(), Optional.empty(), "")
        : new Line(
            number,
            row.substring(0, Math.min(60, row.length())),
            "",
            "",
            Optional.empty(),
            "LINE_FORM");
  }

  /// What becomes of the lines beside the orders that there are.
  RefundFile checked(Map<String, Refundable> orders) {
    Set<String> requests = new HashSet<>();
    Map<String, Long> asked = new java.util.HashMap<>();
    List<Line> all = new ArrayList<>();
    for (var line : lines) {
      all.add(line.fault().isEmpty() ? checked(line, orders, requests, asked) : line);
    }
    return new RefundFile(all, fault);
  }

  private static Line checked(
      Line line, Map<String, Refundable> orders, Set<String> requests, Map<String, Long> asked) {
    var order = Optional.ofNullable(orders.get(line.orderId()));
    if (order.isEmpty()) {
      return line.with(Optional.empty(), "LINE_ORDER");
    }
    var amount = Money.parse(line.amountText(), order.get().left().currency());
    if (amount.isEmpty() || amount.get().isZero()) {
      return line.with(Optional.empty(), "LINE_AMOUNT");
    }
    if (!requests.add(line.orderId() + " " + line.request())) {
      return line.with(amount, "LINE_REPEATED");
    }
    if (order.get().requests().contains(line.request())) {
      return line.with(amount, "LINE_DONE");
    }
    if (!order.get().status().equals("CHARGED")) {
      return line.with(amount, "LINE_NOT_PAID");
    }
    long sum = asked.merge(line.orderId(), amount.get().minor(), Math::addExact);
    return line.with(amount, sum > order.get().left().minor() ? "LINE_TOO_MUCH" : "");
  }
}
