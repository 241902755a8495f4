package org.batua.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Customers, wallets and old payments, written by PostgreSQL itself: as many as a row of the table
/// asks for, with ids that both sides can compute; those of payments begin with the time, as the
/// gateway's do.
final class Population {
  private static final int STEP = 250_000;
  private static final int LOADERS = 2;
  private static final String UNCHECKED = "set session_replication_role = replica";
  private static final int ID_CHARS = 16;

  private static final String CUSTOMERS =
      """
      with made as (
        insert into customer (id, merchant_id, object_reference_id, mobile_country_code,
          mobile_number, created_at, updated_at)
        select 'cst_' || left(md5('c' || i), 16), 'dev', 'bulk_' || i, '91',
          (6000000000 + i)::text, now() - i * interval '1 second', now()
        from generate_series(%1$d, %2$d) i
      )
      insert into wallet (id, customer_id, provider_account_id, gateway, gateway_reference_id,
        device_id, link_generation, credentials, linked_country_code, linked_number,
        balance_minor, balance_currency, last_refreshed, created_at)
      select 'wlt_' || left(md5(k.mark || i), 16), 'cst_' || left(md5('c' || i), 16), a.id,
        'MOBIKWIK', a.gateway_reference_id, md5('d' || i), k.linked,
        case when k.linked = 1 then sealed.value end,
        k.country, case when k.linked = 1 then (6000000000 + i)::text end,
        k.balance, k.currency, k.refreshed, now()
      from generate_series(%1$d, %2$d) i,
        (values ('w', null, 1, '91', 250000, 'INR', now()),
          ('v', 'second', 0, null, null, null, null))
          k (mark, reference, linked, country, balance, currency, refreshed)
        join provider_account a on a.merchant_id = 'dev' and a.gateway = 'MOBIKWIK'
          and a.gateway_reference_id is not distinct from k.reference
        -- opened by nobody, but it names the key ring's own key
        cross join (select substring(response_key from 1 for 5) || '\\x00'::bytea as value
          from merchant where id = 'dev') sealed
      """;

  private static final String TXNS =
      """
      with numbers as (
        select i, c, at, ms || left(md5('o' || i), 20) as o, ms || left(md5('t' || i), 20) as t,
          upper(ms || left(md5('r' || i), 14)) as r, right(ms, 8) || md5('u' || i) as u
        from (
          select i, (i %% %3$d) + 1 as c, at,
            lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as ms
          from generate_series(%1$d, %2$d) i
            cross join lateral (
              select now() - interval '100 days' + i * interval '0.8 second' as at) t
        ) n
      ), account as (
        select id from provider_account where merchant_id = 'dev' and gateway = 'MOBIKWIK'
          and gateway_reference_id is null
      ), orders as (
        insert into merchant_order (id, merchant_id, order_id, customer_id, customer_given,
          amount_minor, currency, status, details, txn_count, created_at, updated_at)
        select 'ordeh_' || o, 'dev', 'old_' || i, 'cst_' || left(md5('c' || c), 16),
          'cst_' || left(md5('c' || c), 16), 10000, 'INR', 'CHARGED', '{}', 1, at, at
        from numbers
      ), txns as (
        insert into txn (id, order_ref, attempt, reference, wallet_id, provider_account_id,
          gateway, amount_minor, currency, status, sender, provider_reference, sent_at,
          created_at, updated_at)
        select 'txn_' || t, 'ordeh_' || o, 1, r, 'wlt_' || left(md5('w' || c), 16), account.id,
          'MOBIKWIK', 10000, 'INR', 'CHARGED', 'prc_0', i::text, at, at, at
        from numbers, account
      ), used as (
        insert into wallet_token_use (token, txn_id, used_at)
        select decode(u, 'hex'), 'txn_' || t, at
        -- older uses are forgotten
        from numbers where at > now() - interval '7 days'
      ), moves as (
        insert into txn_move (txn_id, at, from_status, to_status, actor, cause)
        select 'txn_' || t, at, k.came_from, k.went_to, k.actor, k.cause
        from numbers, (values (null, 'SENDING', 'MERCHANT', 'paid with a wallet token'),
          ('SENDING', 'CHARGED', 'CALL', 'the provider charged'))
          k (came_from, went_to, actor, cause)
      )
      insert into money_journal (reference, kind, merchant_id, order_ref, provider_account_id,
        gateway, amount_minor, currency, provider_reference, at)
      select r, 'DEBIT', 'dev', 'ordeh_' || o, account.id, 'MOBIKWIK', 10000, 'INR', i::text, at
      from numbers, account
      """;

  /// Loading drives customers and wallets out of memory, where they are on a server that runs for
  /// longer than a bench.
  private static final String READ_WHO_MAY_CALL =
      """
      select pg_prewarm(c.oid, 'read')
      from (values ('customer'::regclass), ('wallet')) t (oid)
        cross join lateral (select t.oid
          union all select indexrelid from pg_index where indrelid = t.oid) c
      """;

  private final Servers servers;
  private int customers;
  private int txns;

  Population(Servers servers) {
    this.servers = servers;
  }

  int customers() {
    return customers;
  }

  int txns() {
    return txns;
  }

  /// Adds what is missing, then lets PostgreSQL tidy up, so that no measurement has to wait for it.
  /// The gateway must be held meanwhile: tables lose their indexes for a time.
  void growTo(int wantedCustomers, int wantedTxns) {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      // what is loaded agrees with itself: nothing is gained by checking each row of millions
      statement.execute(UNCHECKED);
      customers = add(CUSTOMERS, customers, wantedCustomers);
      if (wantedTxns > txns) {
        var indexes = Indexes.drop(connection);
        txns = add(TXNS, txns, wantedTxns);
        indexes.create();
      }
      statement.execute("vacuum (analyze)");
      statement.execute("checkpoint");
      statement.execute("create extension if not exists pg_prewarm");
      statement.execute(READ_WHO_MAY_CALL);
    } catch (SQLException e) {
      throw new IllegalStateException("the data cannot be loaded", e);
    }
  }

  /// Side by side: one PostgreSQL process computes the rows of one step.
  private int add(String sql, int from, int to) {
    List<Future<?>> steps = new ArrayList<>();
    try (var loaders = Executors.newFixedThreadPool(LOADERS)) {
      for (int first = from + 1; first <= to; first += STEP) {
        int last = Math.min(to, first + STEP - 1);
        var step = sql.formatted(first, last, Math.max(1, customers));
        steps.add(loaders.submit(() -> load(step)));
      }
    }
    for (var step : steps) {
      if (step.state() != Future.State.SUCCESS) {
        throw new IllegalStateException("the data cannot be loaded", step.exceptionNow());
      }
    }
    return Math.max(from, to);
  }

  private @Nullable Void load(String step) throws SQLException {
    try (var connection = servers.connect();
        var statement = connection.createStatement()) {
      statement.execute(UNCHECKED);
      statement.execute(step);
      return null;
    }
  }

  int anyCustomer() {
    return 1 + ThreadLocalRandom.current().nextInt(customers);
  }

  static String customerId(int number) {
    return "cst_" + md5("c" + number);
  }

  static String walletId(int number) {
    return "wlt_" + md5("w" + number);
  }

  private static String md5(String text) {
    try {
      var digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest).substring(0, ID_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
