package org.batua.gateway.lookup;

import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.jdbi.v3.core.Handle;

/// A merchant with 100,000 orders, and what belongs to them.
final class BulkRows {
  private static final int ORDERS = 100_000;

  private final GatewayFixture gateway;

  BulkRows(GatewayFixture gateway) {
    this.gateway = gateway;
  }

  void fill(Till till) {
    gateway
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
                  "insert into late_success select 'txn' || n, ?, now()"
                      + " from generate_series(1, 20000) n",
                  till.shop().id().value());
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

  private void fillWallets(Till till) {
    gateway
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

  /// What is open, names that other merchants use too, an audit, an endpoint without failures.
  void fillOpen(Till till) {
    var merchant = till.shop().id().value();
    gateway
        .tables()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  insert into txn (id, order_ref, attempt, reference, wallet_id,
                    provider_account_id, gateway, amount_minor, currency, status, sender,
                    next_check_at, sent_at, created_at, updated_at)
                  select 'open' || n, 'ordeh_' || lpad(n::text, 32, '0'), 2,
                    'O' || lpad(n::text, 25, '0'), ?,
                    (select id from provider_account where merchant_id = ? limit 1), 'MOBIKWIK',
                    1000, 'INR', case when n % 10 = 0 then 'MANUAL_REVIEW' else 'UNKNOWN' end, 'p',
                    case when n % 10 = 0 then null else now() end, now(),
                    now() - interval '1 day', now()
                  from generate_series(1, 20000) n
                  """,
                  till.wallet(), merchant);
              handle.execute(
                  """
                  insert into refund (id, order_ref, txn_id, unique_request_id, reference,
                    amount_minor, currency, status, next_check_at, sent_at, created_at, updated_at)
                  select 'rfd_open' || n, 'ordeh_' || lpad(n::text, 32, '0'), 'txn' || n,
                    'everybodys', 'P' || lpad(n::text, 25, '0'), 100, 'INR',
                    case when n % 10 = 0 then 'MANUAL_REVIEW' else 'PENDING' end,
                    case when n % 10 = 0 then null else now() end, now(), now(), now()
                  from generate_series(1, 20000) n
                  """);
              handle.execute(
                  """
                  insert into topup (id, merchant_id, topup_txn_id, wallet_id, provider_account_id,
                    gateway, reference, amount_minor, currency, status, next_check_at, link_until,
                    give_up_at, opened_at, created_at, updated_at)
                  select 'wtpup_' || lpad((50000 + n)::text, 16, '0'), ?, 'open' || n,
                    'wlt_' || lpad(n::text, 16, '0'), 'pac',
                    'MOBIKWIK', 'U' || lpad(n::text, 25, '0'), 100, 'INR', 'OPENED', now(), now(),
                    now(), now(), now(), now()
                  from generate_series(1, 20000) n
                  """,
                  merchant);
              fillOthers(handle, merchant);
              handle.execute("analyze");
            });
  }

  private static void fillOthers(Handle handle, String merchant) {
    handle.execute(
        """
        insert into customer (id, merchant_id, object_reference_id, mobile_country_code,
          mobile_number, email_address, created_at, updated_at)
        select 'cst_same' || lpad(n::text, 12, '0'), ?, 'same' || n, '91', '9300000001',
          'all@shop.example', now(), now()
        from generate_series(1, 20000) n
        """,
        merchant);
    handle.execute(
        """
        insert into audit_entry (id, at, actor_kind, actor, address, action, permission,
          merchant_id, object, detail, reason, request_id, outcome, hash)
        select 1000000 + n, now(), 'PERSON', 'asha', '', 'asked', '', ?, 'o' || n, '', '', '',
          'DONE', decode(repeat('00', 32), 'hex')
        from generate_series(1, 100000) n
        """,
        merchant);
    handle.execute(
        """
        insert into webhook_endpoint (id, merchant_id, name, url, events, secrets, success, status,
          created_at, updated_at)
        values ('whe_0000000000000001', ?, 'bulk', 'https://shop.example', '{}', '', '2xx',
          'ACTIVE', now(), now())
        """,
        merchant);
  }
}
