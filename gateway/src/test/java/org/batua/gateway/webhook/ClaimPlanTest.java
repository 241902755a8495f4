package org.batua.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.batua.gateway.db.Sql;
import org.batua.gateway.testkit.GatewayFixture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
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

  @BeforeAll
  static void fill() {
    GATEWAY.tables().useHandle(ClaimPlanTest::fill);
  }

  @Test
  void a_claim_reads_the_index_of_what_is_due_and_no_more_of_it_than_it_takes() {
    var plan = plan(claim("true", "'{}'"));
    assertThat(String.join("\n", plan))
        .contains("webhook_delivery_due")
        .doesNotContain("Seq Scan on webhook_");
    assertThat(updated(plan)).contains("rows=" + QUEUES * TAKEN_OF_EACH);
  }

  @Test
  void a_claim_of_one_queue_looks_at_no_other() {
    var plan = plan(claim("false", "array['queue 7']"));
    assertThat(updated(plan)).contains("rows=" + TAKEN_OF_EACH);
    assertThat(plan)
        .filteredOn(line -> line.contains("Recursive Union"))
        .allMatch(line -> line.contains("never executed"));
    assertThat(plan)
        .filteredOn(line -> line.contains("Scan using webhook_delivery_due"))
        .filteredOn(line -> !line.contains("never executed"))
        .allMatch(line -> line.contains("loops=1)"))
        .isNotEmpty();
  }

  @Test
  void lost_leases_are_found_by_their_time() {
    var plan = plan(Sql.text("webhook/free_lost_leases").replace(":now", "now()"));
    assertThat(plan)
        .filteredOn(line -> line.contains("Index Cond"))
        .singleElement()
        .asString()
        .contains("lease_until <");
  }

  private static String updated(List<String> plan) {
    return plan.stream()
        .filter(line -> line.contains("Update on webhook_delivery"))
        .findFirst()
        .orElseThrow();
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

  private static String claim(String all, String of) {
    return Sql.text("webhook/claim")
        .replace(":all", all)
        .replace(":ofAllUnproven", "1000")
        .replace(":of ", of + " ")
        .replace(":proven", "'{}'")
        .replace(":unproven", "'{}'")
        .replace(":first", Integer.toString(TAKEN_OF_EACH))
        .replace(":afterProven", "''")
        .replace(":afterUnproven", "''")
        .replace(":most", "1000")
        .replace(":leaseSeconds", "60")
        .replace(":lease", "'somebody'")
        .replace(":now", "now()");
  }

  private static List<String> plan(String sql) {
    return GATEWAY.tables().withHandle(handle -> plan(handle, sql));
  }

  private static List<String> plan(Handle handle, String sql) {
    return handle.inTransaction(
        tx -> {
          tx.execute("set local enable_seqscan = off");
          tx.execute("set local enable_hashjoin = off");
          tx.execute("set local enable_mergejoin = off");
          var plan = tx.createQuery(EXPLAIN + escaped(sql)).mapTo(String.class).list();
          tx.rollback();
          return plan;
        });
  }

  /// No parameter is left in it.
  private static String escaped(String sql) {
    return sql.replace("\\", "\\\\").replace(":", "\\:").replace("?", "\\?");
  }
}
