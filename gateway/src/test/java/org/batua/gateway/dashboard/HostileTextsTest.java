package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.batua.gateway.operator.Actor;
import org.batua.gateway.operator.AuditEntry;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What merchants, customers, providers and colleagues write is text on every page, never markup.
class HostileTextsTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  private static final int SEEN_ON_MIN = 12;

  private final Till till = Till.open(GATEWAY);
  private final String merchant = till.shop().id().value();

  @Test
  void every_page_shows_them_as_text() {
    var admin = OperatorBrowser.signedIn(GATEWAY, "*", Role.ADMIN);
    admin.get("/dashboard/me");
    var ids = planted(admin);
    List<String> faults = new ArrayList<>();
    int seenOn = 0;
    for (var page : GATEWAY.gateway().dashboard().dashboard().pages()) {
      boolean isFile = page.path().endsWith(".csv") || page.path().endsWith("/{part}");
      if (!page.method().equals("GET") || isFile) {
        continue;
      }
      var path = page.path();
      for (var id : ids.entrySet()) {
        path = path.replace("{" + id.getKey() + "}", id.getValue());
      }
      var body = admin.get(path + "?q=%3Cscript%3Ealert(1)&to=%22%3E%3Cimg%20src%3Dx").body();
      if (body.contains("<script>alert") || body.contains("<img src=x")) {
        faults.add(path);
      }
      seenOn += body.contains("&lt;script&gt;alert") ? 1 : 0;
    }
    assertThat(faults).isEmpty();
    assertThat(seenOn).isGreaterThanOrEqualTo(SEEN_ON_MIN);
  }

  /// @return what stands in the paths of pages
  private Map<String, String> planted(OperatorBrowser admin) {
    till.api().post("/webhook-endpoints").form("url", "http://127.0.0.1:9999/hooks").ok();
    var order = till.paid("50");
    till.refund(order, "r1", "10").ok();
    till.refundSent(order);
    GATEWAY.sweep();
    var ref = GATEWAY.gateway().dashboard().finder().find(till.shop().id(), order).getFirst();
    var at = "/dashboard/m/" + merchant;
    admin.post(at + "/views", "name", HOSTILE.substring(0, 40), "status", "CHARGED");
    admin.post(at + "/keys", "label", HOSTILE);
    var account = GATEWAY.gateway().accounts().of(till.shop().id()).getFirst().account().id();
    admin.post(at + "/accounts/" + account + "/close", "reason", HOSTILE);
    admin.post(
        at + "/refund-batches/propose",
        "refunds",
        "order_id,amount,unique_request_id\n" + order + ",1,b1",
        "reason",
        HOSTILE);
    write(admin.login());
    GATEWAY
        .gateway()
        .dashboard()
        .audit()
        .write(
            AuditEntry.Draft.of(Actor.cli(HOSTILE), HOSTILE, merchant, ref.order())
                .because(HOSTILE)
                .detail(HOSTILE),
            AuditEntry.Outcome.DONE);
    return Map.of(
        "merchant", merchant,
        "order", ref.order(),
        "customer", ref.customer(),
        "delivery",
            till.api().get("/webhook-deliveries").ok().path("list").path(0).path("id").asString(),
        "batch", batch(),
        "token", "none");
  }

  private static void write(String login) {
    for (var statement :
        List.of(
            "update merchant set name = ?",
            "update customer set first_name = ?",
            "update merchant_order set details = jsonb_build_object('description', ?::text)",
            "update txn set provider_message = ?",
            "update refund set provider_message = ?",
            "update operator_session set agent = ?",
            "update operator set name = ?")) {
      GATEWAY.tables().useHandle(handle -> handle.execute(statement, HOSTILE));
    }
    GATEWAY
        .tables()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into operator_passkey select sha256('x'), id, ?, 'x', 0, now(), null"
                        + " from operator where login = ?",
                    HOSTILE,
                    login));
  }

  private static String batch() {
    return GATEWAY
        .tables()
        .withHandle(
            handle -> handle.createQuery("select id from refund_batch").mapTo(String.class).one());
  }
}
