package org.batua.gateway.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.batua.gateway.lookup.OrderStory;
import org.batua.gateway.operator.Role;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.OperatorBrowser;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActionPagesTest {
  @RegisterExtension
  static final GatewayFixture GATEWAY =
      GatewayFixture.usual().with("dashboard.refund_limit", "100");

  private static final Pattern PROPOSAL = Pattern.compile("proposals/(prp_[0-9a-f]{16})/approve");

  private final Till till = Till.open(GATEWAY);
  private final String merchant = till.shop().id().value();

  @Test
  void a_refund_is_given_once_however_often_its_form_is_sent() {
    var order = till.paid("50");
    var support = at(Role.SUPPORT);
    var page = page(order);
    support.get(page);
    for (int i = 0; i < 3; i++) {
      var reply =
          support.post(
              page + "/refund", "request", "r1", "amount", "20", "reason", "came back broken");
      assertThat(location(reply)).isEqualTo(page + "?done=refund");
    }
    till.refundSent(order);
    assertThat(story(order).refunds()).hasSize(1);
    support.get(page);
    assertThat(support.page()).contains("came back broken", support.login());
  }

  @Test
  void a_refund_above_the_limit_needs_another_person() {
    var order = till.paid("500");
    var first = at(Role.FINANCE);
    var page = page(order);
    first.get(page);
    var reply =
        first.post(page + "/refund", "request", "big", "amount", "400", "reason", "goodwill");
    assertThat(location(reply)).endsWith("/review?done=proposed");
    assertThat(story(order).refunds()).isEmpty();
    var id = proposal(at(Role.ADMIN));
    first.get(review());
    assertThat(first.page()).doesNotContain(id + "/approve");
    assertThat(first.post(proposals(id) + "/approve").statusCode()).isEqualTo(409);
    assertThat(story(order).refunds()).isEmpty();
    var second = at(Role.FINANCE);
    second.get(review());
    assertThat(location(second.post(proposals(id) + "/approve"))).endsWith("done=approved");
    till.refundSent(order);
    assertThat(story(order).refunds()).hasSize(1);
  }

  @Test
  void two_who_approve_at_once_move_the_money_once() throws Exception {
    var order = till.paid("500");
    var first = at(Role.FINANCE);
    first.get(page(order));
    first.post(page(order) + "/refund", "request", "race", "amount", "300", "reason", "goodwill");
    var id = proposal(at(Role.ADMIN));
    var approvers = List.of(at(Role.FINANCE), at(Role.ADMIN), at(Role.FINANCE), at(Role.ADMIN));
    approvers.forEach(it -> it.get(review()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> replies =
          approvers.stream()
              .map(it -> threads.submit(() -> it.post(proposals(id) + "/approve").statusCode()))
              .toList();
      int done = 0;
      for (var reply : replies) {
        done += reply.get() == 303 ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
    till.refundSent(order);
    assertThat(story(order).refunds()).hasSize(1);
  }

  @Test
  void amounts_and_reasons_that_are_none_are_refused_on_the_page() {
    var order = till.paid("50");
    var support = at(Role.SUPPORT);
    var page = page(order);
    support.get(page);
    for (var amount : List.of("", "0", "-1", "1e2", "60", "1.005")) {
      var reply = support.post(page + "/refund", "request", "r", "amount", amount, "reason", "x");
      assertThat(reply.statusCode()).as(amount).isEqualTo(409);
    }
    assertThat(
            support
                .post(page + "/refund", "request", "r", "amount", "1", "reason", " ")
                .statusCode())
        .isEqualTo(409);
    assertThat(story(order).refunds()).isEmpty();
  }

  @Test
  void asking_and_delinking_lead_back_to_their_page() {
    var order = till.paid("50");
    var support = at(Role.SUPPORT);
    support.get(page(order));
    assertThat(location(support.post(page(order) + "/ask"))).endsWith("done=asked");
    var wallet =
        "/dashboard/m/" + merchant + "/customers/" + till.customer() + "/wallets/" + till.wallet();
    assertThat(location(support.post(wallet + "/refresh"))).endsWith("done=refreshed");
    assertThat(location(support.post(wallet + "/delink", "reason", "lost phone")))
        .endsWith("done=delinked");
    assertThat(till.shop().read(till.wallet()).path("linked").asBoolean()).isFalse();
  }

  @Test
  void hostile_texts_are_shown_as_text() {
    var hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    var id = Till.newOrderId();
    till.api()
        .post("/orders")
        .form("order_id", id, "amount", "5", "customer_id", till.customer(), "description", hostile)
        .ok();
    var admin = at(Role.ADMIN);
    admin.get("/dashboard/m/" + merchant + "/search?q=" + id);
    for (var path :
        List.of(
            page(id),
            "/dashboard/m/" + merchant + "/orders",
            "/dashboard/m/" + merchant + "/search?q=%3Cscript%3E",
            "/dashboard/m/" + merchant + "/orders?error=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")) {
      assertThat(admin.get(path).body()).doesNotContain("<script>alert", "<img src=x");
    }
  }

  private OperatorBrowser at(Role role) {
    var browser = OperatorBrowser.signedIn(GATEWAY, merchant, role);
    browser.get("/dashboard/me");
    return browser;
  }

  private String page(String order) {
    return "/dashboard/m/" + merchant + "/orders/" + story(order).ref();
  }

  private String review() {
    return "/dashboard/m/" + merchant + "/review";
  }

  private String proposals(String id) {
    return "/dashboard/m/" + merchant + "/proposals/" + id;
  }

  private String proposal(OperatorBrowser of) {
    of.get(review());
    var found = PROPOSAL.matcher(of.page());
    assertThat(found.find()).as(of.page()).isTrue();
    return found.group(1);
  }

  private OrderStory story(String order) {
    var operators = GATEWAY.gateway().dashboard();
    var ref = operators.finder().find(till.shop().id(), order).getFirst().order();
    return operators.lookups().story(till.shop().id(), ref).orElseThrow();
  }

  private static String location(HttpResponse<String> reply) {
    return reply.headers().firstValue("location").orElse(reply.body());
  }
}
