package org.batua.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.db.Sql;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// No statement of the dashboard reads a whole table, however it is planned: over 100,000 orders
/// with the planner free to scan; joins are those of the server's own sessions.
@Tag("slow")
class LookupPlansTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final List<String> SMALL =
      List.of("provider_account", "merchant", "webhook_endpoint");

  @Test
  void no_statement_reads_a_whole_table() throws SQLException {
    var till = Till.open(GATEWAY);
    till.paid("10");
    new BulkRows(GATEWAY).fill(till);
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
            "end_of_open_payment_scan",
            "end_of_open_refund_scan",
            "end_of_open_topup_scan",
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
      var plan =
          GenericPlan.of(GATEWAY.tables(), Sql.text("lookup/" + name), "costs off", _ -> "null");
      plan.lines()
          .filter(line -> line.contains("Seq Scan"))
          .filter(line -> SMALL.stream().noneMatch(it -> line.contains(" on " + it)))
          .forEach(line -> faults.add(name + ": " + line.strip()));
    }
    assertThat(faults).isEmpty();
  }
}
