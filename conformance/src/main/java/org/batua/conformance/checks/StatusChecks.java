package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.MONEY;

import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;
import tools.jackson.databind.JsonNode;

/// The order as its status call shows it: every field has one type, whatever the state.
public final class StatusChecks {
  private static final String[] TEXTS = {
    "id",
    "order_id",
    "merchant_id",
    "currency",
    "date_created",
    "return_url",
    "product_id",
    "customer_id",
    "customer_email",
    "customer_phone",
    "udf1",
    "udf2",
    "udf3",
    "udf4",
    "udf5",
    "udf6",
    "udf7",
    "udf8",
    "udf9",
    "udf10",
    "status",
    "bank_error_code",
    "bank_error_message"
  };
  private static final String[] TXN_TEXTS = {
    "txn_id",
    "txn_uuid",
    "order_id",
    "status",
    "currency",
    "gateway",
    "txn_flow_type",
    "error_code",
    "error_message",
    "created"
  };

  private StatusChecks() {}

  public static void addTo(CheckList checks) {
    unpaid(checks);
    paid(checks);
    provider(checks);
    calls(checks);
  }

  private static void unpaid(CheckList checks) {
    checks.add(
        "status.unpaid_types",
        CREATE,
        "Of an unpaid order texts are texts, amounts numbers, lists lists.",
        "contract 4.3",
        account -> types(account.order(account.newOrder("10.50").send().ok())));
    checks.add(
        "status.gateway_id_is_never_empty_text",
        CREATE,
        "gateway_id of an order without a payment is absent or null, never an empty text.",
        "contract 4.3 [C]",
        account -> {
          var id = account.order(account.newOrder("10").send().ok()).path("gateway_id");
          Expect.that(
              id.isMissingNode() || id.isNull() || id.isNumber(),
              "gateway_id: " + id + " (expected: absent, null or a number)");
        });
    checks.add(
        "status.new",
        CREATE,
        "An order that nobody tried to pay is NEW 10 and has no txn_detail.",
        "contract 4.3, 4.4",
        account -> {
          var order = account.order(account.newOrder("10").send().ok());
          Expect.text(order, "status", "NEW");
          Expect.number(order, "status_id", "10");
          Expect.absent(order, "txn_detail");
        });
  }

  private static void paid(CheckList checks) {
    checks.add(
        "status.paid_types",
        MONEY,
        "Of a paid order every field keeps its type, and gateway_id is a number.",
        "contract 4.3 [C]",
        account -> {
          var order = account.order(account.newPaidOrder("10.50"));
          types(order);
          Expect.number(order, "gateway_id");
          var txn = OrderChecks.detail(order);
          for (var name : TXN_TEXTS) {
            Expect.text(txn, name);
          }
          Expect.number(txn, "gateway_id");
          for (var name : new String[] {"txn_amount", "net_amount"}) {
            Expect.number(txn, name, "10.5");
          }
          Expect.number(txn, "surcharge_amount");
          Expect.number(txn, "tax_amount");
          Expect.bool(txn, "express_checkout");
          Expect.bool(txn, "redirect");
        });
    checks.add(
        "status.charged",
        MONEY,
        "A paid order is CHARGED 21; its payment has no error.",
        "contract 4.3, 4.4 [D]",
        account -> {
          var order = account.order(account.newPaidOrder("250.50"));
          Expect.text(order, "status", "CHARGED");
          Expect.number(order, "status_id", "21");
          Expect.text(order, "payment_method_type", "WALLET");
          Expect.text(order, "payment_method", account.target().gateway());
          var txn = OrderChecks.detail(order);
          Expect.text(txn, "status", "CHARGED");
          Expect.text(txn, "txn_flow_type", "DIRECT_DEBIT");
          Expect.text(txn, "error_code", "");
          Expect.text(txn, "error_message", "");
          Expect.text(order, "bank_error_code", "");
          Expect.text(order, "bank_error_message", "");
        });
  }

  private static void provider(CheckList checks) {
    checks.add(
        "status.provider_answer",
        MONEY,
        "payment_gateway_response tells the provider's references.",
        "contract 4.3",
        account -> {
          var answer =
              Expect.field(account.order(account.newPaidOrder("10")), "payment_gateway_response");
          Expect.has(answer, "txn_id", "rrn", "epg_txn_id", "auth_id_code");
          Expect.has(answer, "resp_code", "resp_message", "created");
        });
    checks.add(
        "status.txn_detail_since_2018",
        MONEY,
        "txn_detail is absent for a version before 2018-07-16.",
        "contract 1.3",
        account -> {
          var path = "/orders/" + Account.orderId(account.newPaidOrder("10"));
          Expect.absent(account.get(path).version("2016-10-27").send().ok(), "txn_detail");
          Expect.has(account.get(path).version("2018-07-16").send().ok(), "txn_detail");
        });
  }

  private static void calls(CheckList checks) {
    checks.add(
        "status.legacy",
        CREATE,
        "GET and POST /order/status with order_id answer the order.",
        "contract 4.3",
        account -> {
          var id = Account.orderId(account.newOrder("10").send().ok());
          Expect.text(
              account.get("/order/status").query("order_id", id).send().ok(), "order_id", id);
          Expect.text(
              account.post("/order/status").with("order_id", id).send().ok(), "order_id", id);
        });
    checks.add(
        "status.list",
        CREATE,
        "GET /order/list answers count, offset, total and list.",
        "contract 4.3",
        account -> {
          account.newOrder("10").send().ok();
          var body = account.get("/order/list").query("count", "1").send().ok();
          Expect.number(body, "count", "1");
          Expect.number(body, "offset", "0");
          Expect.number(body, "total");
          Expect.same("list", Expect.list(body, "list").size(), 1);
        });
    checks.add(
        "status.by_a_device",
        CREATE,
        "The client_auth_token of the order's customer reads the order without a key.",
        "contract 4.3 [C]",
        account -> {
          var customer = account.newCustomerWithToken();
          var order = account.newOrder("10", customer);
          account
              .get("/orders/" + Account.orderId(order))
              .withoutKey()
              .query("client_auth_token", Account.token(customer))
              .send()
              .ok();
        });
    checks.add(
        "status.not_by_another_device",
        CREATE,
        "The client_auth_token of another customer does not read the order.",
        "contract 1",
        account -> {
          var order = account.newOrder("10", account.newCustomer());
          var reply =
              account
                  .get("/orders/" + Account.orderId(order))
                  .withoutKey()
                  .query("client_auth_token", Account.token(account.newCustomerWithToken()))
                  .send();
          Expect.that(reply.status() >= 400, reply + " (expected: refused)");
        });
  }

  private static void types(JsonNode order) {
    for (var name : TEXTS) {
      Expect.text(order, name);
    }
    Expect.number(order, "amount", "10.5");
    Expect.number(order, "effective_amount", "10.5");
    Expect.number(order, "amount_refunded", "0");
    Expect.number(order, "status_id");
    Expect.isFalse(order, "refunded");
    Expect.same("offers", Expect.list(order, "offers").size(), 0);
    Expect.has(order.path("payment_links"), "web", "mobile", "iframe");
    if (order.has("refunds")) {
      Expect.list(order, "refunds");
    }
  }
}
