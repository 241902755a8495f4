package org.batua.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.batua.gateway.db.Sql;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a page reads is bounded by what its own merchant has of what it shows: not by the rows of
/// others, nor by what does not match. Counted in pages of 8 KiB, as the server plans it.
@Tag("slow")
class BoundedReadsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final int PAGES_MAX = 300;

  /// Of 51 rows, each joined with four tables by their indexes.
  private static final int PAGES_OF_ROWS_MAX = 1_000;

  private static final Pattern READ =
      Pattern.compile("Buffers: shared(?: hit=([0-9]+))?(?: read=([0-9]+))?");
  private static final List<String> LISTS =
      List.of(
          "list_orders",
          "list_payments",
          "list_refunds",
          "list_topups",
          "list_second_charges",
          "list_late_successes",
          "list_open_payments",
          "list_open_refunds",
          "list_open_topups",
          "end_of_scan",
          "end_of_payment_scan",
          "end_of_refund_scan",
          "end_of_topup_scan",
          "end_of_open_payment_scan",
          "end_of_open_refund_scan",
          "end_of_open_topup_scan",
          "list_for_a_person",
          "list_open",
          "open_money",
          "payment_figures");

  @Test
  void a_page_reads_no_more_than_what_it_shows() throws SQLException {
    var large = Till.open(GATEWAY);
    var bulk = new BulkRows(GATEWAY);
    bulk.fill(large);
    bulk.fillOpen(large);
    var small = Till.open(GATEWAY);
    small.paid("10");
    GATEWAY.tables().useHandle(handle -> handle.execute("vacuum analyze"));
    List<String> faults = new ArrayList<>();
    for (var name : LISTS) {
      check(faults, "lookup/" + name, values(small));
    }
    for (var text : List.of("everybodys", "mbk77", "cst_0000000000000001", "9300000001")) {
      for (var name : List.of("find", "find_topups", "find_people", "find_prefix")) {
        check(faults, "lookup/" + name, with(values(small), "text", text));
      }
    }
    for (var by : List.of("OBJECT", "ACTOR", "ACTION", "")) {
      check(faults, "operator/find_audit_entries", with(values(small), "by", by));
      if (!by.isEmpty()) {
        check(faults, "operator/find_audit_entries", with(values(large), "by", by));
      }
    }
    for (var by : List.of("EVENT", "SUBJECT", "UNDELIVERED")) {
      var nothing = with(with(values(large), "by", by), "status", "");
      check(faults, "webhook/deliveries", nothing);
    }
    check(faults, "webhook/end_of_delivery_scan", values(large), PAGES_OF_ROWS_MAX);
    var scanned = with(with(values(large), "by", "NUMBER"), "status", "SENDING");
    check(faults, "webhook/deliveries", with(scanned, "floor", "30000"), PAGES_OF_ROWS_MAX);
    check(faults, "customer/insert", newCustomer(large));
    for (var name : List.of("list_second_charges", "list_late_successes")) {
      check(faults, "lookup/" + name, values(large), PAGES_OF_ROWS_MAX);
    }
    assertThat(faults).isEmpty();
  }

  private static Map<String, String> values(Till till) {
    Map<String, String> values = new HashMap<>();
    for (var name : List.of("status", "gateway", "account", "error", "customer", "afterId")) {
      values.put(name, "");
    }
    for (var at : List.of("to", "beforeAt", "openBefore", "now", "until")) {
      values.put(at, "2999-01-01T00:00:00Z");
    }
    for (var at : List.of("from", "afterAt", "after", "hour")) {
      values.put(at, "1970-01-01T00:00:00Z");
    }
    values.put("merchant", till.shop().id().value());
    values.put("minMinor", "0");
    values.put("maxMinor", Long.toString(Long.MAX_VALUE));
    values.put("open", "false");
    values.put("beforeAttempt", "0");
    values.put("limit", "51");
    values.put("count", "51");
    values.put("scan", Integer.toString(LookupStore.SCAN_MAX));
    values.put("text", "nothing");
    values.put("order", "");
    values.put("numbers", "{9300000001}");
    values.put("email", "all@shop.example");
    values.put("actor", "nobody");
    values.put("object", "nothing");
    values.put("action", "never");
    values.put("before", Long.toString(Long.MAX_VALUE));
    values.put("beforeEndpoint", "");
    values.put("floor", "0");
    values.put("endpoint", "whe_0000000000000001");
    values.put("event", "-1");
    values.put("subject", "nothing");
    return values;
  }

  private static Map<String, String> newCustomer(Till till) {
    var values = values(till);
    values.put("id", "cst_0000000000abcdef");
    values.put("reference", "somebody_new");
    values.put("mobileCountryCode", "91");
    values.put("mobileNumber", "9300000002");
    values.put("emailAddress", "");
    values.put("firstName", "");
    values.put("lastName", "");
    values.put("createdAt", "2026-01-01T00:00:00Z");
    values.put("updatedAt", "2026-01-01T00:00:00Z");
    return values;
  }

  private static Map<String, String> with(Map<String, String> values, String name, String value) {
    Map<String, String> changed = new HashMap<>(values);
    changed.put(name, value);
    return changed;
  }

  private static void check(List<String> faults, String statement, Map<String, String> values)
      throws SQLException {
    check(faults, statement, values, PAGES_MAX);
  }

  private static void check(
      List<String> faults, String statement, Map<String, String> values, int max)
      throws SQLException {
    var read =
        READ.matcher(
            GenericPlan.of(
                GATEWAY.tables(),
                Sql.text(statement),
                "analyze, buffers, costs off",
                name -> "'" + values.get(name) + "'"));
    long pages = read.find() ? number(read, 1) + number(read, 2) : 0;
    if (pages > max) {
      faults.add(statement + " " + values.get("by") + values.get("text") + ": " + pages + " pages");
    }
  }

  private static long number(Matcher read, int group) {
    return read.group(group) == null ? 0 : Long.parseLong(read.group(group));
  }
}
