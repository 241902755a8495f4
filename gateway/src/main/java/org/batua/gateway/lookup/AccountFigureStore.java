package org.batua.gateway.lookup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// Reads how payments went from figures that a job has counted; no payment is looked at.
public final class AccountFigureStore {
  private static final NamedSql FIGURES = Sql.named("lookup/payment_figures");
  private static final NamedSql STATEMENTS = Sql.named("lookup/latest_statements");
  private static final Duration DAY = Duration.ofHours(24);

  private final Database database;
  private final InstantSource clock;

  public AccountFigureStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The last 24 hours, from the beginning of the first of them.
  public GatewayHealth.Day day(MerchantId merchant) {
    var now = clock.instant();
    return read(
        merchant, now.minus(DAY).truncatedTo(ChronoUnit.HOURS), now.truncatedTo(ChronoUnit.HOURS));
  }

  /// The last minutes, the one under way among them.
  public GatewayHealth.Day last(MerchantId merchant, Duration minutes) {
    var from = clock.instant().minus(minutes).truncatedTo(ChronoUnit.MINUTES);
    return read(merchant, from, from);
  }

  /// When an account was last compared with a provider's statement.
  ///
  /// @param reference of the account; empty for all of the merchant at the gateway
  public record Statement(String gateway, String reference, Instant at) {}

  public List<Statement> statements(MerchantId merchant) {
    return database.read(
        STATEMENTS,
        Map.of("merchant", merchant.value()),
        row ->
            new Statement(
                row.getString("gateway"), row.getString("reference"), Rows.instant(row, "at")));
  }

  private GatewayHealth.Day read(MerchantId merchant, Instant from, Instant hour) {
    return PaymentFigure.day(
        database.read(
            FIGURES,
            Map.of(
                "merchant",
                merchant.value(),
                "from",
                from,
                "hour",
                hour,
                "to",
                clock.instant().plus(1, ChronoUnit.MINUTES)),
            row ->
                new PaymentFigure(
                    row.getString("gateway"),
                    row.getString("provider_account_id"),
                    row.getString("status"),
                    row.getString("error"),
                    row.getString("provider_code"),
                    row.getInt("bucket"),
                    row.getLong("payments"),
                    Rows.optionalMoney(row, "amount_minor", "currency").orElseThrow(),
                    Rows.instant(row, "last_at"))));
  }
}
