package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.MONEY;
import static org.batua.conformance.kit.Needs.READ;

import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;
import org.batua.conformance.kit.Reply;
import tools.jackson.databind.JsonNode;

/// Giving money back.
public final class RefundChecks {
  private RefundChecks() {}

  public static void addTo(CheckList checks) {
    accepted(checks);
    ends(checks);
    calls(checks);
    again(checks);
    refusals(checks);
    order(checks);
  }

  private static void accepted(CheckList checks) {
    checks.add(
        "refund.new_is_pending",
        MONEY,
        "A new refund is PENDING and not yet sent, in the documented shape.",
        "contract 4.7",
        account -> {
          var order = account.newPaidOrder("100");
          var id = account.newId("refund");
          var body = account.refund(order, id).with("amount", "40.50").send().ok();
          var refund = Expect.list(body, "refunds").getFirst();
          Expect.text(refund, "unique_request_id", id);
          Expect.number(refund, "amount", "40.5");
          Expect.text(refund, "initiated_by", "API");
          Expect.form(refund, "status", "PENDING|SUCCESS");
          Expect.bool(refund, "sent_to_gateway");
          Expect.has(refund, "refund_type", "refund_source", "ref", "id", "created");
          Expect.has(refund, "error_code", "error_message");
        });
    checks.add(
        "refund.pending_counts",
        MONEY,
        "amount_refunded counts a refund from its acceptance on.",
        "contract 4.7 [D]",
        account -> {
          var order = account.newPaidOrder("100");
          var body = refund(account, order, "30").ok();
          Expect.number(body, "amount_refunded", "30");
          Expect.isFalse(body, "refunded");
        });
    checks.add(
        "refund.typed_answer",
        MONEY,
        "The answer to a refund has a number as gateway_id.",
        "contract 4.3 [C]",
        account ->
            Expect.number(refund(account, account.newPaidOrder("100"), "30").ok(), "gateway_id"));
  }

  private static void ends(CheckList checks) {
    checks.add(
        "refund.succeeds",
        MONEY,
        "A refund that the provider makes ends as SUCCESS, sent to the gateway.",
        "contract 4.7",
        account -> {
          var order = account.newPaidOrder("100");
          refund(account, order, "30").ok();
          var refund = Expect.list(settled(account, order), "refunds").getFirst();
          Expect.text(refund, "status", "SUCCESS");
          Expect.isTrue(refund, "sent_to_gateway");
        });
    checks.add(
        "refund.in_parts",
        MONEY,
        "Parts add up; refunded is true only when all came back.",
        "contract 4.7 [D]",
        account -> {
          var order = account.newPaidOrder("100");
          refund(account, order, "30").ok();
          Expect.isFalse(settled(account, order), "refunded");
          refund(account, order, "70").ok();
          var body = settled(account, order);
          Expect.number(body, "amount_refunded", "100");
          Expect.isTrue(body, "refunded");
          Expect.text(body, "status", "CHARGED");
        });
    checks.add(
        "refund.the_rest",
        MONEY,
        "A refund without an amount gives back what is left.",
        "contract 4.7",
        account -> {
          var order = account.newPaidOrder("100");
          refund(account, order, "30").ok();
          var body = account.refund(order, account.newId("refund")).send().ok();
          Expect.number(body, "amount_refunded", "100");
        });
  }

  private static void calls(CheckList checks) {
    checks.add(
        "refund.legacy",
        MONEY,
        "POST /order/refund with order_id answers the order.",
        "contract 4.7",
        account -> {
          var order = account.newPaidOrder("100");
          var body =
              account
                  .post("/order/refund")
                  .with("order_id", Account.orderId(order))
                  .with("unique_request_id", account.newId("refund"))
                  .with("amount", "10")
                  .send()
                  .ok();
          Expect.text(body, "order_id", Account.orderId(order));
          Expect.number(body, "amount_refunded", "10");
        });
    checks.add(
        "refund.alone",
        MONEY,
        "POST /refunds answers the one refund.",
        "contract 4.7",
        account -> {
          var id = account.newId("refund");
          var body =
              account
                  .post("/refunds")
                  .with("order_id", Account.orderId(account.newPaidOrder("100")))
                  .with("unique_request_id", id)
                  .with("amount", "10")
                  .send()
                  .ok();
          Expect.text(body, "unique_request_id", id);
          Expect.number(body, "amount", "10");
          Expect.absent(body, "refunds");
        });
  }

  private static void again(CheckList checks) {
    checks.add(
        "refund.same_again",
        MONEY,
        "The same refund again changes nothing.",
        "contract 1.5",
        account -> {
          var order = account.newPaidOrder("100");
          var id = account.newId("refund");
          account.refund(order, id).with("amount", "10").send().ok();
          account.refund(order, id).with("amount", "10").send().ok();
          var body = account.order(order);
          Expect.number(body, "amount_refunded", "10");
          Expect.same("refunds", Expect.list(body, "refunds").size(), 1);
        });
    checks.add(
        "refund.other_content",
        MONEY,
        "The same id with another amount is duplicate.call.",
        "contract 4.7",
        account -> {
          var order = account.newPaidOrder("100");
          var id = account.newId("refund");
          account.refund(order, id).with("amount", "10").send().ok();
          refuses(account.refund(order, id).with("amount", "20").send(), "duplicate.call");
        });
    checks.add(
        "refund.same_amount_at_once",
        MONEY,
        "The same amount under another id within two seconds is duplicate.call.",
        "contract 4.7",
        account -> {
          var order = account.newPaidOrder("100");
          refund(account, order, "10").ok();
          refuses(refund(account, order, "10"), "duplicate.call");
        });
  }

  private static void refusals(CheckList checks) {
    checks.add(
        "refund.too_much",
        MONEY,
        "More than what is left is invalid.amount.exceeded.",
        "contract 4.7",
        account -> {
          var order = account.newPaidOrder("100");
          refund(account, order, "60").ok();
          refuses(refund(account, order, "41"), "invalid.amount.exceeded");
          Expect.number(account.order(order), "amount_refunded", "60");
        });
    checks.add(
        "refund.bad_amounts",
        MONEY,
        "A refund of nothing or less is refused, and the field is named.",
        "contract 1, 1.4",
        account -> {
          var order = account.newPaidOrder("100");
          Expect.refusesField(refund(account, order, "0"), "amount");
          Expect.refusesField(refund(account, order, "-5"), "amount");
          Expect.refusesField(refund(account, order, "1.001"), "amount");
        });
    checks.add(
        "refund.id_is_mandatory",
        MONEY,
        "A refund without unique_request_id is refused, and the field is named.",
        "contract 1.4 [D]",
        account -> {
          var path = "/orders/" + Account.orderId(account.newPaidOrder("100")) + "/refunds";
          Expect.refusesMissing(
              account.post(path).with("amount", "10").send(), "unique_request_id");
        });
  }

  private static void order(CheckList checks) {
    checks.add(
        "refund.unpaid_order",
        CREATE,
        "A refund of an unpaid order is invalid.order.not_successful.",
        "contract 1.4 [D]",
        account -> {
          var order = account.newOrder("10").send().ok();
          var reply = refund(account, order, "5");
          refuses(reply, "invalid.order.not_successful");
          Expect.text(reply.json(400), "error_message", "Cannot process unsuccessful order.");
        });
    checks.add(
        "refund.unknown_order",
        READ,
        "A refund of an unknown order is 400 NOT_FOUND.",
        "contract 1.4 [D]",
        account -> {
          var path = "/orders/" + account.newId("nothing") + "/refunds";
          var reply = account.post(path).with("unique_request_id", "r1").with("amount", "5").send();
          Expect.text(reply.json(400), "status", "NOT_FOUND");
        });
  }

  private static Reply refund(Account account, JsonNode order, String amount) {
    return account.refund(order, account.newId("refund")).with("amount", amount).send();
  }

  private static void refuses(Reply reply, String code) {
    var body = reply.json(400);
    Expect.text(body, "error_code", code);
    Expect.text(body, "status", "ERROR");
    Expect.number(body, "status_id", "-1");
  }

  private static JsonNode settled(Account account, JsonNode order) {
    return account.await(
        order,
        "refunds decided",
        it ->
            Expect.list(it, "refunds").stream()
                .noneMatch(refund -> refund.path("status").asString("").equals("PENDING")));
  }
}
