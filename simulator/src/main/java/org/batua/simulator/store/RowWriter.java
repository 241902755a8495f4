package org.batua.simulator.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.batua.simulator.engine.Account;
import org.batua.simulator.engine.ClockOffset;
import org.batua.simulator.engine.Device;
import org.batua.simulator.engine.Faults;
import org.batua.simulator.engine.JournalEntry;
import org.batua.simulator.engine.Link;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.OtpSession;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Posting;
import org.batua.simulator.engine.Reference;
import org.batua.simulator.engine.Refund;
import org.batua.simulator.engine.Row;
import org.batua.simulator.engine.Transaction;

/// Turns each kind of state into the statement that keeps it.
final class RowWriter {

  static void write(Connection connection, Row row) throws SQLException {
    switch (row) {
      case Account account -> write(connection, account);
      case OtpSession session -> write(connection, session);
      case Link link -> write(connection, link);
      case Merchant merchant -> write(connection, merchant);
      case Transaction transaction -> write(connection, transaction);
      case Refund refund -> write(connection, refund);
      case Posting posting -> write(connection, posting);
      case JournalEntry entry -> write(connection, entry);
      case ClockOffset offset -> setting(connection, "clock", offset.ahead().toString());
      case Faults faults -> setting(connection, "faults", text(faults));
    }
  }

  private static void write(Connection connection, Account account) throws SQLException {
    Sql.run(
        connection,
        """
        insert into account (provider, phone, opened_at, balance_paise, standing, spent_month,
                             spent_paise, otp_window_start, otp_window_sent)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (provider, phone) do update
           set balance_paise = excluded.balance_paise, standing = excluded.standing,
               spent_month = excluded.spent_month, spent_paise = excluded.spent_paise,
               otp_window_start = excluded.otp_window_start,
               otp_window_sent = excluded.otp_window_sent
        """,
        account.key().provider(),
        account.key().phone().digits(),
        account.openedAt(),
        account.balance().value(),
        account.standing(),
        account.spent().month().toString(),
        account.spent().total().value(),
        account.otpWindow().start(),
        account.otpWindow().sent());
  }

  private static void write(Connection connection, OtpSession session) throws SQLException {
    Sql.run(
        connection,
        """
        insert into otp_session (provider, phone, mid, state, device, cap_paise, sent_at,
                                 expires_at, wrong_attempts, use)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (provider, phone, mid) do update
           set state = excluded.state, device = excluded.device,
               cap_paise = excluded.cap_paise, sent_at = excluded.sent_at,
               expires_at = excluded.expires_at, wrong_attempts = excluded.wrong_attempts,
               use = excluded.use
        """,
        session.key().account().provider(),
        session.key().account().phone().digits(),
        session.key().mid().value(),
        session.state().value(),
        session.device().map(Device::id),
        session.cap().value(),
        session.sentAt(),
        session.expiresAt(),
        session.wrongAttempts(),
        session.use());
  }

  private static void write(Connection connection, Link link) throws SQLException {
    Sql.run(
        connection,
        """
        insert into link (token, refresh_token, provider, phone, mid, device, cap_paise, since,
                          until, state)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (token) do update set state = excluded.state
        """,
        link.token().value(),
        link.refresh().value(),
        link.account().provider(),
        link.account().phone().digits(),
        link.mid().value(),
        link.device().map(Device::id),
        link.cap().value(),
        link.since(),
        link.until(),
        link.state());
  }

  private static void write(Connection connection, Merchant merchant) throws SQLException {
    Sql.run(
        connection,
        """
        insert into merchant (provider, mid, signing_key, second_key, name) values (?, ?, ?, ?, ?)
        on conflict (provider, mid) do update
           set signing_key = excluded.signing_key, second_key = excluded.second_key,
               name = excluded.name
        """,
        merchant.provider(),
        merchant.mid().value(),
        merchant.key(),
        merchant.secondKey(),
        merchant.name());
  }

  private static void write(Connection connection, Transaction transaction) throws SQLException {
    Sql.run(
        connection,
        """
        insert into txn (provider, mid, reference, provider_reference, kind, phone, amount_paise,
                         moved_paise, status, disguise, disguised_inquiries, ending, reason,
                         return_url, to_add_paise, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (provider, mid, reference) do update
           set moved_paise = excluded.moved_paise, status = excluded.status,
               disguise = excluded.disguise, disguised_inquiries = excluded.disguised_inquiries,
               ending = excluded.ending, reason = excluded.reason
        """,
        transaction.key().provider(),
        transaction.key().mid().value(),
        transaction.key().reference().value(),
        transaction.providerReference().value(),
        transaction.kind(),
        transaction.phone().digits(),
        transaction.amount().value(),
        transaction.moved().value(),
        transaction.progress().status(),
        transaction.progress().disguise(),
        transaction.progress().disguisedInquiries(),
        transaction.progress().ending(),
        transaction.reason(),
        transaction.checkout().map(Transaction.Checkout::returnUrl),
        transaction.checkout().map(c -> c.toAdd().value()),
        transaction.createdAt());
  }

  private static void write(Connection connection, Refund refund) throws SQLException {
    Sql.run(
        connection,
        """
        insert into refund (provider_reference, own_reference, provider, mid, reference,
                            amount_paise, status, disguise, disguised_inquiries, ending,
                            created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (provider_reference) do update
           set status = excluded.status, disguise = excluded.disguise,
               disguised_inquiries = excluded.disguised_inquiries, ending = excluded.ending
        """,
        refund.providerReference().value(),
        refund.reference().map(Reference::value),
        refund.debit().provider(),
        refund.debit().mid().value(),
        refund.debit().reference().value(),
        refund.amount().value(),
        refund.progress().status(),
        refund.progress().disguise(),
        refund.progress().disguisedInquiries(),
        refund.progress().ending(),
        refund.createdAt());
  }

  private static void write(Connection connection, Posting posting) throws SQLException {
    Sql.run(
        connection,
        """
        with posted as (insert into posting (cause, at) values (?, ?) returning id)
        insert into entry (posting, account, paise)
        select id, account, paise
          from posted, (values (?, cast(? as bigint)), (?, cast(? as bigint))) e (account, paise)
        """,
        posting.cause(),
        posting.at(),
        posting.from().name(),
        posting.amount().negated().value(),
        posting.to().name(),
        posting.amount().value());
  }

  private static void write(Connection connection, JournalEntry entry) throws SQLException {
    Sql.run(
        connection,
        """
        insert into journal (sequence, at, provider, kind, reference, phone, amount_paise, outcome,
                             http_status)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        entry.sequence(),
        entry.at(),
        entry.provider(),
        entry.kind(),
        entry.reference().map(r -> r.value()),
        entry.maskedPhone(),
        entry.amount().map(Paise::value),
        entry.outcome(),
        entry.httpStatus());
  }

  private static void setting(Connection connection, String name, String value)
      throws SQLException {
    Sql.run(
        connection,
        """
        insert into setting (name, value) values (?, ?)
        on conflict (name) do update set value = excluded.value
        """,
        name,
        value);
  }

  private static String text(Faults faults) {
    String kinds = faults.kinds().stream().map(Enum::name).collect(Collectors.joining(","));
    return faults.seed() + ";" + faults.percent() + ";" + kinds;
  }

  private RowWriter() {}
}
