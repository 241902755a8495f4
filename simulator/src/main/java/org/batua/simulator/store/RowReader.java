package org.batua.simulator.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.batua.simulator.engine.Account;
import org.batua.simulator.engine.AccountKey;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.ClockOffset;
import org.batua.simulator.engine.Device;
import org.batua.simulator.engine.Disguise;
import org.batua.simulator.engine.Faults;
import org.batua.simulator.engine.JournalEntry;
import org.batua.simulator.engine.LedgerAccount;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Phone;
import org.batua.simulator.engine.Posting;
import org.batua.simulator.engine.Progress;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.ProviderReference;
import org.batua.simulator.engine.Reason;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Row;
import org.batua.simulator.engine.Status;
import org.batua.simulator.engine.Token;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.TransactionKey;

/// Turns the kept rows back into state.
final class RowReader {
  private static final String POSTINGS =
      """
      select p.cause, p.at, f.account as from_account, t.account as to_account, t.paise
        from posting p
        join entry f on f.posting = p.id and f.paise < 0
        join entry t on t.posting = p.id and t.paise > 0
       order by p.id
      """;

  static void readAll(Connection connection, Consumer<Row> rows) throws SQLException {
    each(connection, "select * from setting", row -> rows.accept(setting(row)));
    each(connection, "select * from merchant", row -> rows.accept(merchant(row)));
    each(connection, "select * from account", row -> rows.accept(account(row)));
    each(connection, "select * from otp_session", row -> rows.accept(otpSession(row)));
    each(connection, "select * from link", row -> rows.accept(link(row)));
    each(connection, "select * from txn", row -> rows.accept(transaction(row)));
    each(connection, "select * from refund order by inserted", row -> rows.accept(refund(row)));
    each(connection, POSTINGS, row -> rows.accept(posting(row)));
  }

  private static void each(Connection connection, String sql, PostgresStore.RowConsumer consumer)
      throws SQLException {
    Sql.each(connection, sql, List.of(), consumer);
  }

  private static Row setting(ResultSet row) throws SQLException {
    String value = row.getString("value");
    String name = row.getString("name");
    return switch (name) {
      case "clock" -> new ClockOffset(Duration.parse(value));
      case "faults" -> faults(value);
      default -> throw new IllegalStateException("setting: " + name + " (expected: a known one)");
    };
  }

  private static Faults faults(String text) {
    String[] parts = text.split(";", 3);
    List<Faults.Kind> kinds =
        Arrays.stream(parts[2].split(",", -1))
            .filter(k -> !k.isEmpty())
            .map(Faults.Kind::valueOf)
            .toList();
    return new Faults(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), kinds);
  }

  private static Merchant merchant(ResultSet row) throws SQLException {
    return new Merchant(
        provider(row),
        new Mid(row.getString("mid")),
        row.getString("signing_key"),
        Optional.ofNullable(row.getString("second_key")),
        Optional.ofNullable(row.getString("name")));
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        accountKey(row),
        instant(row, "opened_at"),
        paise(row, "balance_paise"),
        Account.Standing.valueOf(row.getString("standing")),
        new Account.MonthTotal(
            YearMonth.parse(row.getString("spent_month")), paise(row, "spent_paise")),
        new Account.OtpWindow(instant(row, "otp_window_start"), row.getInt("otp_window_sent")));
  }

  private static OtpSession otpSession(ResultSet row) throws SQLException {
    return new OtpSession(
        new OtpSession.Key(accountKey(row), new Mid(row.getString("mid"))),
        new Token(row.getString("state")),
        device(row),
        paise(row, "cap_paise"),
        instant(row, "sent_at"),
        instant(row, "expires_at"),
        row.getInt("wrong_attempts"),
        OtpSession.Use.valueOf(row.getString("use")));
  }

  private static Link link(ResultSet row) throws SQLException {
    return new Link(
        new Token(row.getString("token")),
        new Token(row.getString("refresh_token")),
        accountKey(row),
        new Mid(row.getString("mid")),
        device(row),
        paise(row, "cap_paise"),
        instant(row, "since"),
        instant(row, "until"),
        Link.State.valueOf(row.getString("state")));
  }

  private static Optional<Device> device(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getString("device")).map(Device::new);
  }

  private static Transaction transaction(ResultSet row) throws SQLException {
    Optional<Transaction.Checkout> checkout = Optional.empty();
    String returnUrl = row.getString("return_url");
    if (returnUrl != null) {
      checkout = Optional.of(new Transaction.Checkout(returnUrl, paise(row, "to_add_paise")));
    }
    return new Transaction(
        transactionKey(row),
        new ProviderReference(row.getString("provider_reference")),
        Transaction.Kind.valueOf(row.getString("kind")),
        new Phone(row.getString("phone")),
        paise(row, "amount_paise"),
        paise(row, "moved_paise"),
        progress(row),
        Optional.ofNullable(row.getString("reason")).map(Reason::valueOf),
        checkout,
        instant(row, "created_at"));
  }

  private static Refund refund(ResultSet row) throws SQLException {
    return new Refund(
        new ProviderReference(row.getString("provider_reference")),
        Optional.ofNullable(row.getString("own_reference")).map(Reference::new),
        transactionKey(row),
        paise(row, "amount_paise"),
        progress(row),
        instant(row, "created_at"));
  }

  private static Posting posting(ResultSet row) throws SQLException {
    return new Posting(
        row.getString("cause"),
        LedgerAccount.named(row.getString("from_account")),
        LedgerAccount.named(row.getString("to_account")),
        paise(row, "paise"),
        instant(row, "at"));
  }

  static JournalEntry journalEntry(ResultSet row) throws SQLException {
    long paise = row.getLong("amount_paise");
    Optional<Paise> amount = row.wasNull() ? Optional.empty() : Optional.of(new Paise(paise));
    return new JournalEntry(
        row.getLong("sequence"),
        instant(row, "at"),
        provider(row),
        CallKind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getString("reference")).map(Reference::new),
        Optional.ofNullable(row.getString("phone")),
        amount,
        row.getString("outcome"),
        row.getInt("http_status"));
  }

  private static Progress progress(ResultSet row) throws SQLException {
    return new Progress(
        Status.valueOf(row.getString("status")),
        Disguise.valueOf(row.getString("disguise")),
        row.getInt("disguised_inquiries"),
        Status.valueOf(row.getString("ending")));
  }

  private static TransactionKey transactionKey(ResultSet row) throws SQLException {
    return new TransactionKey(
        provider(row), new Mid(row.getString("mid")), new Reference(row.getString("reference")));
  }

  private static AccountKey accountKey(ResultSet row) throws SQLException {
    return new AccountKey(provider(row), new Phone(row.getString("phone")));
  }

  private static Provider provider(ResultSet row) throws SQLException {
    return Provider.valueOf(row.getString("provider"));
  }

  private static Paise paise(ResultSet row, String column) throws SQLException {
    return new Paise(row.getLong(column));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private RowReader() {}
}
