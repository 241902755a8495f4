package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.batua.gateway.db.Sql;
import org.batua.gateway.testkit.GatewayFixture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A claim touches what it takes, however much is due behind it: by the partial index, and one row
/// of it for each queue.
@Tag("slow")
class ClaimPlanTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String EXPLAIN = "explain (analyze, costs off, timing off, summary off) ";
  private static final int DUE = 50_000;
  private static final int QUEUES = 50;
  private static final int TAKEN_OF_EACH = 2;

  @Test
  void a_claim_reads_the_index_of_what_is_due_and_no_more_of_it_than_it_takes() {
    GATEWAY.tables().useHandle(ClaimPlanTest::fill);
    var plan = GATEWAY.tables().withHandle(ClaimPlanTest::explain);
    var text = plan.stream().collect(Collectors.joining("\n"));
    assertThat(text).contains("webhook_delivery_due").doesNotContain("Seq Scan on webhook_");
    assertThat(plan)
        .filteredOn(line -> line.contains("Update on webhook_delivery"))
        .singleElement()
        .asString()
        .contains("rows=" + QUEUES * TAKEN_OF_EACH);
  }

  private static void fill(Handle handle) {
    handle.execute(
        """
        insert into webhook_event (number, id, merchant_id, name, subject, created_at)
        select nextval('webhook_event_number'), event_id(now()), 'bulk', 'ORDER_SUCCEEDED', '',
          now()
        from generate_series(1, ?)
        """,
        DUE);
    handle.execute(
        """
        insert into webhook_delivery (endpoint_id, event_number, queue, status, due_at, created_at,
          updated_at)
        select 'whe_bulk', number, 'queue ' || number % ?, 'PENDING', now() - interval '1 minute',
          now(), now()
        from webhook_event where merchant_id = 'bulk'
        """,
        QUEUES);
    handle.execute("analyze webhook_event");
    handle.execute("analyze webhook_delivery");
  }

  private static List<String> explain(Handle handle) {
    var claim =
        Sql.text("webhook/claim")
            .replace(":proven", "'{}'")
            .replace(":unproven", "'{}'")
            .replace(":first", Integer.toString(TAKEN_OF_EACH))
            .replace(":ofAllUnproven", "1000")
            .replace(":afterProven", "''")
            .replace(":afterUnproven", "''")
            .replace(":most", "1000")
            .replace(":leaseSeconds", "60")
            .replace(":lease", "'somebody'")
            .replace(":now", "now()");
    return handle.inTransaction(
        tx -> {
          tx.execute("set local enable_seqscan = off");
          tx.execute("set local enable_hashjoin = off");
          tx.execute("set local enable_mergejoin = off");
          var plan = tx.createQuery(EXPLAIN + escaped(claim)).mapTo(String.class).list();
          tx.rollback();
          return plan;
        });
  }

  /// No parameter is left in it.
  private static String escaped(String sql) {
    return sql.replace("\\", "\\\\").replace(":", "\\:").replace("?", "\\?");
  }
}
