package org.batua.gateway.lookup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.batua.gateway.base.Money;

/// Which rows a list shows; an empty text asks for nothing.
///
/// @param status of the order, the payment, the refund or the top-up
/// @param account our id of the provider account
/// @param customer our id of the customer
/// @param minMinor the least amount
/// @param maxMinor the largest amount; [Long#MAX_VALUE] for none
/// @param openBefore only what is open still and was begun before; empty for all
public record ListFilter(
    String status,
    String gateway,
    String account,
    String error,
    String customer,
    long minMinor,
    long maxMinor,
    Instant from,
    Instant to,
    Optional<Instant> openBefore) {
  public static final ListFilter NONE =
      new ListFilter(
          "",
          "",
          "",
          "",
          "",
          0,
          Long.MAX_VALUE,
          Instant.EPOCH,
          Slice.Place.TOP.at(),
          Optional.empty());

  private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

  /// An export that an older version stored knows fewer fields.
  public ListFilter {
    account = Objects.requireNonNullElse(account, "");
    openBefore = Objects.requireNonNullElse(openBefore, Optional.empty());
  }

  /// Reads the filters that an address or a script names.
  ///
  /// @param given the text of a filter by its name; empty asks for nothing
  /// @throws IllegalArgumentException as `name: why`, where a text cannot be read
  public static ListFilter parse(UnaryOperator<String> given, Instant now) {
    return new ListFilter(
        given.apply("status"),
        given.apply("gateway"),
        given.apply("account"),
        given.apply("error"),
        given.apply("customer"),
        minor(given, "min").orElse(0L),
        minor(given, "max").orElse(Long.MAX_VALUE),
        day(given, "from").orElse(Instant.EPOCH),
        day(given, "to").map(it -> it.plus(Duration.ofDays(1))).orElse(Slice.Place.TOP.at()),
        minutes(given, "open").map(now::minus));
  }

  private static Optional<Long> minor(UnaryOperator<String> given, String name) {
    var text = given.apply(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var money = Money.parse(text, Money.INR);
    if (money.isEmpty()) {
      throw new IllegalArgumentException(name + ": must be as 10 or 10.50");
    }
    return money.map(Money::minor);
  }

  private static Optional<Instant> day(UnaryOperator<String> given, String name) {
    var text = given.apply(name);
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text).atStartOfDay(INDIA).toInstant());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(name + ": must be a day as 2026-11-29", e);
    }
  }

  private static Optional<Duration> minutes(UnaryOperator<String> given, String name) {
    var text = given.apply(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException(name + ": must be minutes, at most 999999");
    }
    return Optional.of(Duration.ofMinutes(Long.parseLong(text)));
  }

  /// Everything of a customer.
  public static ListFilter ofCustomer(String customer) {
    return new ListFilter(
        "",
        "",
        "",
        "",
        customer,
        0,
        Long.MAX_VALUE,
        Instant.EPOCH,
        Slice.Place.TOP.at(),
        Optional.empty());
  }
}
