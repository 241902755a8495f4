package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefundBatchPagesTest {
  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  private static final String HEADER = "order_id,amount,unique_request_id\n";
  private static final Pattern PROPOSAL = Pattern.compile("proposals/(prp_[0-9a-f]{16})/approve");

  private final Till till = Till.open(GATEWAY);
  private final String at = "/dashboard/m/" + till.shop().id();
  private final String pages = at + "/refund-batches";

  @Test
  void a_file_is_checked_proposed_approved_by_another_and_refunded_once() {
    var first = till.paid("50");
    var second = till.paid("60");
    var file = HEADER + first + ",10,b1\n" + second + ",60,b2\n";
    var finance = at(Role.FINANCE);
    var checked = finance.post(pages, "refunds", file);
    assertThat(checked.statusCode()).isEqualTo(200);
    assertThat(checked.body()).contains("INR 70.00", "can be refunded");
    assertThat(till.refundMoves(first)).isEmpty();
    var batch =
        location(finance.post(pages + "/propose", "refunds", file, "reason", "recalled goods"));
    GATEWAY.sweep();
    assertThat(till.refundMoves(first)).isEmpty();
    var own = proposal(at(Role.ADMIN));
    assertThat(finance.post(own).statusCode()).isEqualTo(409);
    var admin = at(Role.ADMIN);
    assertThat(location(admin.post(proposal(admin)))).endsWith("done=approved");
    GATEWAY.sweep();
    GATEWAY.sweep();
    assertThat(till.refundSent(first)).isEqualTo("SUCCEEDED");
    assertThat(till.refundSent(second)).isEqualTo("SUCCEEDED");
    assertThat(finance.get(batch).body()).contains("Done", finance.login(), admin.login());
    assertThat(refunds()).isEqualTo(2);
    var again = finance.post(pages, "refunds", file);
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("Refunded already under this unique_request_id");
  }

  @Test
  void a_line_that_became_impossible_meanwhile_says_so_and_stops_no_other() {
    var first = till.paid("50");
    var second = till.paid("60");
    var file = HEADER + first + ",50,c1\n" + second + ",60,c2\n";
    var finance = at(Role.FINANCE);
    var batch = location(finance.post(pages + "/propose", "refunds", file, "reason", "goodwill"));
    till.refund(first, "elsewhere", "20").ok();
    var admin = at(Role.ADMIN);
    admin.post(proposal(admin));
    GATEWAY.sweep();
    assertThat(till.refundSent(second)).isEqualTo("SUCCEEDED");
    assertThat(finance.get(batch).body()).contains("exceeds the refundable amount");
  }

  @Test
  void nothing_is_proposed_of_a_file_with_a_fault_or_without_a_reason() {
    var order = till.paid("50");
    var finance = at(Role.FINANCE);
    var bad = finance.post(pages + "/propose", "refunds", HEADER + "none,1,r", "reason", "x");
    assertThat(bad.statusCode()).isEqualTo(422);
    var silent = finance.post(pages + "/propose", "refunds", HEADER + order + ",1,r");
    assertThat(silent.statusCode()).isEqualTo(422);
    assertThat(finance.post(pages, "refunds", "<script>alert(1)</script>").body())
        .doesNotContain("<script>alert");
    assertThat(at(Role.SUPPORT).get(pages).statusCode()).isEqualTo(403);
  }

  private OperatorBrowser at(Role role) {
    var browser = OperatorBrowser.signedIn(GATEWAY, till.shop().id().value(), role);
    browser.get("/dashboard/me");
    return browser;
  }

  private String proposal(OperatorBrowser of) {
    of.get(at + "/review");
    var found = PROPOSAL.matcher(of.page());
    assertThat(found.find()).as(of.page()).isTrue();
    return at + "/proposals/" + found.group(1) + "/approve";
  }

  private int refunds() {
    return GATEWAY
        .tables()
        .withHandle(
            handle ->
                handle
                    .select(
                        "select count(*) from refund r join merchant_order o on o.id = r.order_ref"
                            + " where o.merchant_id = ?",
                        till.shop().id().value())
                    .mapTo(int.class)
                    .one());
  }

  private static String location(HttpResponse<String> reply) {
    return reply.headers().firstValue("location").orElse(reply.body());
  }
}
