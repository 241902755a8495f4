package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whoever waits for an event is looked up by key, also by a connection that planned its lookup
/// while there was hardly anything to read.
class EventsQueuedByKeysTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final int MANY = 2_000;

  @Test
  void events_of_many_orders_read_no_table_whole() throws Exception {
    var till = Till.open(GATEWAY);
    till.paid("10");
    GATEWAY
        .tables()
        .useTransaction(
            handle -> {
              tell(handle, 50);
              grow(handle);
              var before = scans(handle);
              tell(handle, 50);
              assertThat(scans(handle)).as("whole tables read").isEqualTo(before);
              handle.rollback();
            });
  }

  private static void tell(Handle handle, int events) {
    handle.execute(
        """
        insert into webhook_event (id, merchant_id, name, subject, order_ref, created_at)
        select event_id(now()), 'nobody', 'TXN_CREATED', ref, ref, now()
        from (select 'ordeh_' || lpad(n::text, 32, '0') as ref from generate_series(1, ?) n) r
        """,
        events);
  }

  private static void grow(Handle handle) {
    handle.execute(
        """
        insert into merchant_order (id, merchant_id, order_id, customer_id, customer_given,
          amount_minor, currency, status, details, txn_count, created_at, updated_at)
        select 'ordeh_' || lpad(n::text, 32, '0'), o.merchant_id, 'many' || n, o.customer_id,
          o.customer_given, o.amount_minor, o.currency, 'NEW', o.details, 0,
          o.created_at, o.updated_at
        from (select * from merchant_order limit 1) o cross join generate_series(1, ?) n
        """,
        MANY);
  }

  private static long scans(Handle handle) {
    return handle
        .createQuery(
            """
            select coalesce(sum(seq_tup_read), 0) from pg_stat_xact_user_tables
            where relname in ('webhook_endpoint', 'webhook_listener', 'merchant_order')
            """)
        .mapTo(Long.class)
        .one();
  }
}
