package org.batua.gateway.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Optional;
import org.batua.gateway.base.Money;

/// Reads the column types that every store has.
public final class Rows {
  private Rows() {}

  /// Maps the current row of a result set.
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static Optional<Instant> optionalInstant(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  public static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /// Money of two columns, both null or neither.
  public static Optional<Money> optionalMoney(ResultSet row, String minor, String currency)
      throws SQLException {
    var code = row.getString(currency);
    return code == null
        ? Optional.empty()
        : Optional.of(new Money(row.getLong(minor), Currency.getInstance(code)));
  }
}
