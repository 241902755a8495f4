package org.batua.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.batua.gateway.db.Sql;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// No statement of the dashboard reads a whole table, however it is planned: over 100,000 orders
/// with the planner free to scan; joins are those of the server's own sessions.
class LookupPlansTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final int ORDERS = 100_000;
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]+)");
  private static final List<String> SMALL =
      List.of("provider_account", "merchant", "webhook_endpoint");

  @Test
  void no_statement_reads_a_whole_table() throws SQLException {
    var till = Till.open(GATEWAY);
    till.paid("10");
    fill(till);
    List<String> faults = new ArrayList<>();
    for (var name :
        List.of(
            "find",
            "find_topups",
            "find_people",
            "find_prefix",
            "list_orders",
            "list_orders_of_customer",
            "end_of_scan",
            "list_payments",
            "list_payments_of_customer",
            "end_of_payment_scan",
            "list_open_payments",
            "list_open_refunds",
            "list_open_topups",
            "list_second_charges",
            "list_late_successes",
            "list_refunds",
            "list_topups",
            "end_of_refund_scan",
            "end_of_topup_scan",
            "list_for_a_person",
            "list_open",
            "open_money",
            "find_order",
            "parts_of_order",
            "moves_of_order",
            "find_customer",
            "wallets_of_customer",
            "payment_figures",
            "calls_of_order",
            "calls_of_customer",
            "notifications_of_order",
            "webhooks_of_order")) {
      var plan = plan(Sql.text("lookup/" + name));
      plan.lines()
          .filter(line -> line.contains("Seq Scan"))
          .filter(line -> SMALL.stream().noneMatch(it -> line.contains(" on " + it)))
          .forEach(line -> faults.add(name + ": " + line.strip()));
    }
    assertThat(faults).isEmpty();
  }

  private static void fill(Till till) {
    GATEWAY
        .tables()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  insert into customer (id, merchant_id, object_reference_id, mobile_country_code,
                    mobile_number, created_at, updated_at)
                  select 'cst_' || lpad(n::text, 16, '0'), ?, 'ref' || n, '91',
                    (9200000000 + n)::text, now(), now()
                  from generate_series(1, 20000) n
                  """,
                  till.shop().id().value());
              handle.execute(
                  """
                  insert into merchant_order (id, merchant_id, order_id, customer_id, amount_minor,
                    currency, status, details, txn_count, created_at, updated_at)
                  select 'ordeh_' || lpad(n::text, 32, '0'), ?, 'bulk' || n,
                    'cst_' || lpad((n % 20000 + 1)::text, 16, '0'), 1000, 'INR', 'CHARGED', '{}', 1,
                    now() - n * interval '1 second', now()
                  from generate_series(1, ?) n
                  """,
                  till.shop().id().value(), ORDERS);
              handle.execute(
                  """
                  insert into txn (id, order_ref, attempt, reference, wallet_id,
                    provider_account_id, gateway, amount_minor, currency, status, sender,
                    provider_reference, sent_at, created_at, updated_at)
                  select 'txn' || n, 'ordeh_' || lpad(n::text, 32, '0'), 1,
                    lpad(n::text, 26, '0'), ?, 'pac', 'MOBIKWIK', 1000, 'INR', 'CHARGED', 'p',
                    'mbk' || n, now(), now(), now()
                  from generate_series(1, ?) n
                  """,
                  till.wallet(),
                  ORDERS);
              handle.execute(
                  """
                  insert into txn_move (txn_id, at, to_status, actor, cause)
                  select 'txn' || n, now(), 'CHARGED', 'CALL', '' from generate_series(1, ?) n
                  """,
                  ORDERS);
              handle.execute(
                  """
                  insert into refund (id, order_ref, txn_id, unique_request_id, reference,
                    amount_minor, currency, status, sent_at, created_at, updated_at)
                  select 'rfd_' || n, 'ordeh_' || lpad(n::text, 32, '0'), 'txn' || n, 'u' || n,
                    'R' || lpad(n::text, 25, '0'), 100, 'INR', 'SUCCEEDED', now(), now(), now()
                  from generate_series(1, 50000) n
                  """);
            });
    fillWallets(till);
  }

  private static void fillWallets(Till till) {
    GATEWAY
        .tables()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  insert into refund_move (refund_id, at, to_status, actor, cause)
                  select 'rfd_' || n, now(), 'SUCCEEDED', 'CALL', ''
                  from generate_series(1, 50000) n
                  """);
              handle.execute(
                  """
                  insert into wallet (id, customer_id, provider_account_id, gateway, device_id,
                    created_at)
                  select 'wlt_' || lpad(n::text, 16, '0'), 'cst_' || lpad(n::text, 16, '0'), a.id,
                    'MOBIKWIK', 'd' || n, now()
                  from generate_series(1, 20000) n,
                    (select id from provider_account where merchant_id = ? limit 1) a
                  """,
                  till.shop().id().value());
              handle.execute(
                  """
                  insert into topup (id, merchant_id, topup_txn_id, wallet_id, provider_account_id,
                    gateway, reference, amount_minor, currency, status, link_until, give_up_at,
                    opened_at, created_at, updated_at)
                  select 'wtpup_' || lpad(n::text, 16, '0'), ?, 'top' || n,
                    'wlt_' || lpad(n::text, 16, '0'), 'pac', 'MOBIKWIK',
                    'T' || lpad(n::text, 25, '0'), 100, 'INR', 'SUCCEEDED', now(), now(), now(),
                    now(), now()
                  from generate_series(1, 20000) n
                  """,
                  till.shop().id().value());
              handle.execute(
                  """
                  insert into topup_move (topup_id, at, to_status, actor, cause)
                  select 'wtpup_' || lpad(n::text, 16, '0'), now(), 'SUCCEEDED', 'CALL', ''
                  from generate_series(1, 20000) n
                  """);
              fillSignals(handle, till);
              handle.execute("analyze");
            });
  }

  private static void fillSignals(Handle handle, Till till) {
    handle.execute(
        """
        insert into payment_figure (merchant_id, unit, at, gateway, provider_account_id, status,
          error, provider_code, bucket, currency, payments, amount_minor, last_at)
        select ?, case when n % 60 = 0 then 'HOUR' else 'MINUTE' end,
          now() - n * interval '1 minute', 'MOBIKWIK', 'pac', 'CHARGED', '', '', 20, 'INR', 1, 100,
          now()
        from generate_series(1, 100000) n
        """,
        till.shop().id().value());
    handle.execute(
        """
        insert into provider_call (started_at, took_ms, operation, gateway, provider_account_id,
          reference, wallet_id, outcome, exchanges)
        select now(), 5, 'DEBIT', 'MOBIKWIK', 'pac',
          case when n % 2 = 0 then lpad(n::text, 26, '0') else '' end,
          'wlt_' || lpad((n % 20000 + 1)::text, 16, '0'), 'SUCCEEDED', '[]'
        from generate_series(1, 100000) n
        """);
    handle.execute(
        """
        with added as (
          insert into notification (provider_account_id, received_at, headers, body, status)
          select (select id from provider_account limit 1), now(), '{}', '', 'APPLIED'
          from generate_series(1, 50000) returning id)
        insert into notification_reference
        select lpad(row_number() over ()::text, 26, '0'), id from added
        """);
    handle.execute(
        """
        insert into webhook_event (id, merchant_id, name, subject, order_ref, created_at)
        select 'evt_V2_' || lpad(to_hex(n), 32, '0'), ?, 'ORDER_SUCCEEDED',
          'ordeh_' || lpad(n::text, 32, '0'), 'ordeh_' || lpad(n::text, 32, '0'), now()
        from generate_series(1, 50000) n
        """,
        till.shop().id().value());
    handle.execute(
        """
        insert into webhook_delivery (endpoint_id, event_number, queue, status, created_at,
          updated_at)
        select 'whe_0000000000000001', number, 'q', 'DELIVERED', now(), now()
        from webhook_event
        """);
    handle.execute(
        """
        insert into webhook_attempt (endpoint_id, event_number, attempt, at, took_ms)
        select 'whe_0000000000000001', n, 1, now(), 5 from generate_series(1, 50000) n
        """);
  }

  /// As the server plans it: once for all values.
  private static String plan(String statement) throws SQLException {
    var numbered = new StringBuilder();
    var names = new ArrayList<String>();
    var found = PARAMETER.matcher(statement);
    while (found.find()) {
      if (!names.contains(found.group(1))) {
        names.add(found.group(1));
      }
      found.appendReplacement(numbered, "\\$" + (names.indexOf(found.group(1)) + 1));
    }
    found.appendTail(numbered);
    return GATEWAY
        .tables()
        .withHandle(
            handle -> {
              handle.execute("set enable_hashjoin = off");
              handle.execute("set enable_mergejoin = off");
              handle.execute("set plan_cache_mode = force_generic_plan");
              try (var plain = handle.getConnection().createStatement()) {
                plain.execute("prepare looked_up as " + numbered);
                var nulls = String.join(", ", Collections.nCopies(names.size(), "null"));
                try (var rows =
                    plain.executeQuery("explain (costs off) execute looked_up(" + nulls + ")")) {
                  var lines = new StringBuilder();
                  while (rows.next()) {
                    lines.append(rows.getString(1)).append('\n');
                  }
                  return lines.toString();
                }
              }
            });
  }
}
