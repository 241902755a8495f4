package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.READ;

import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.Call;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;
import tools.jackson.databind.JsonNode;

/// Creating and changing orders.
public final class OrderChecks {
  private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  private OrderChecks() {}

  public static void addTo(CheckList checks) {
    creating(checks);
    binding(checks);
    refusals(checks);
    returnUrls(checks);
    again(checks);
    legacy(checks);
    updating(checks);
    prose(checks);
    afterwards(checks);
  }

  private static void creating(CheckList checks) {
    checks.add(
        "order.created",
        CREATE,
        "A new order answers CREATED 1 with its id and its payment links.",
        "contract 4.1",
        account -> {
          var body = account.newOrder("250.50").send().ok();
          Expect.text(body, "status", "CREATED");
          Expect.number(body, "status_id", "1");
          var id = Expect.form(body, "id", "ordeh_[0-9a-f]{32}");
          var links = Expect.field(body, "payment_links");
          Expect.form(links, "web", ".*/merchant/pay/" + id);
          Expect.form(links, "mobile", ".*/merchant/pay/" + id + "\\?mobile=true");
          Expect.form(links, "iframe", ".*/merchant/ipay/" + id);
          Expect.absent(body, "juspay");
        });
    checks.add(
        "order.created_with_a_token",
        CREATE,
        "With options.get_client_auth_token an order answers NEW 10, its fields and a token.",
        "contract 4.1",
        account -> {
          var body =
              account
                  .newOrder("10")
                  .with("customer_id", Account.reference(account.newCustomer()))
                  .with("options.get_client_auth_token", "true")
                  .send()
                  .ok();
          Expect.text(body, "status", "NEW");
          Expect.number(body, "status_id", "10");
          Expect.number(body, "amount", "10");
          Expect.number(body, "amount_refunded", "0");
          Expect.isFalse(body, "refunded");
          Expect.text(body, "currency", "INR");
          Expect.form(body, "date_created", DATE);
          Expect.text(body, "merchant_id", account.merchant());
          for (var name : new String[] {"udf1", "udf10", "return_url", "product_id"}) {
            Expect.text(body, name, "");
          }
          Expect.has(body, "customer_id", "customer_email", "customer_phone");
          var juspay = Expect.field(body, "juspay");
          Expect.form(juspay, "client_auth_token", "tkn_[0-9a-f]{32}");
          Expect.form(juspay, "client_auth_token_expiry", DATE);
        });
  }

  private static void binding(CheckList checks) {
    checks.add(
        "order.late_binding",
        CREATE,
        "An order whose customer does not exist yet belongs to the customer created later.",
        "contract 4.1",
        account -> {
          var reference = account.newId("later");
          var order = account.newOrder("10").with("customer_id", reference).send().ok();
          account
              .post("/customers")
              .with("object_reference_id", reference)
              .with("mobile_number", account.newNumber())
              .send()
              .ok();
          var body = account.get("/orders/" + Account.orderId(order) + "/wallets").send().ok();
          Expect.number(body, "total", "0");
        });
  }

  private static void refusals(CheckList checks) {
    checks.add(
        "order.id_is_mandatory",
        READ,
        "An order without order_id is refused, and the field is named.",
        "contract 1.4 [D]",
        account ->
            Expect.refusesMissing(account.post("/orders").with("amount", "10").send(), "order_id"));
    checks.add(
        "order.amount_is_mandatory",
        READ,
        "An order without amount is refused, and the field is named.",
        "contract 1.4 [D]",
        account ->
            Expect.refusesMissing(
                account.post("/orders").with("order_id", account.newId("order")).send(), "amount"));
    checks.add(
        "order.id_of_64",
        CREATE,
        "An order id may have 64 characters; with 65 it is refused.",
        "contract 1 [O]",
        account -> {
          var id = (account.newId("o") + "_" + "x".repeat(64)).substring(0, 64);
          account.post("/orders").with("order_id", id).with("amount", "10").send().ok();
          Expect.refusesField(
              account.post("/orders").with("order_id", id + "x").with("amount", "10").send(),
              "order_id");
        });
    checks.add(
        "order.unknown",
        READ,
        "An unknown order is 400 NOT_FOUND with status_id 40.",
        "contract 1.4 [D]",
        account -> {
          var id = account.newId("nothing");
          var body = account.get("/orders/" + id).send().json(400);
          Expect.text(body, "status", "NOT_FOUND");
          Expect.number(body, "status_id", "40");
          Expect.text(body, "order_id", id);
          Expect.text(body.path("error_info"), "code", "RESOURCE_NOT_FOUND");
        });
  }

  private static void returnUrls(CheckList checks) {
    url(checks, "with_a_query", "https://shop.example/back?x=1");
    url(checks, "with_a_fragment", "https://shop.example/back#x");
    url(checks, "relative", "/back");
    url(checks, "of_another_scheme", "ftp://shop.example/back");
    url(checks, "with_an_impossible_port", "https://shop.example:99999/back");
  }

  private static void url(CheckList checks, String kind, String url) {
    checks.add(
        "order.return_url_" + kind,
        READ,
        "A return_url is absolute http or https without query and fragment; else it is refused.",
        "contract 4.1",
        account ->
            Expect.refusesField(
                account.newOrder("10").with("return_url", url).send(), "return_url"));
  }

  private static void again(CheckList checks) {
    checks.add(
        "order.same_again",
        CREATE,
        "The same order with the same content again answers the stored one.",
        "contract 1.5, 4.1",
        account -> {
          var id = account.newId("order");
          var first = create(account, "/orders", id, "10").send().ok();
          var second = create(account, "/orders", id, "10").send().ok();
          Expect.text(second, "id", Expect.text(first, "id"));
        });
    checks.add(
        "order.other_content",
        CREATE,
        "The same order with other content is 400 DUPLICATE_REQUEST.",
        "contract 1.5",
        account -> {
          var id = account.newId("order");
          create(account, "/orders", id, "10").send().ok();
          var body = create(account, "/orders", id, "20").send().json(400);
          Expect.text(body.path("error_info"), "code", "DUPLICATE_REQUEST");
          Expect.number(account.get("/orders/" + id).send().ok(), "amount", "10");
        });
  }

  private static void legacy(CheckList checks) {
    checks.add(
        "order.legacy_create",
        CREATE,
        "POST /order/create creates an order.",
        "contract 4.1",
        account ->
            Expect.text(
                create(account, "/order/create", account.newId("order"), "10").send().ok(),
                "status",
                "CREATED"));
    checks.add(
        "order.legacy_create_updates",
        CREATE,
        "POST /order/create of a known, unpaid order updates it and answers the full order.",
        "contract 4.1 [C]",
        account -> {
          var id = account.newId("order");
          create(account, "/order/create", id, "10").send().ok();
          var body = create(account, "/order/create", id, "20").send().ok();
          Expect.number(body, "amount", "20");
          Expect.text(body, "status", "CREATED");
          Expect.text(body, "order_id", id);
        });
    checks.add(
        "order.session_updates",
        CREATE,
        "POST /session of a known, unpaid order updates it and gives a session.",
        "contract 4.1 [C]",
        account -> {
          var id = account.newId("order");
          create(account, "/orders", id, "10").send().ok();
          create(account, "/session", id, "20").send().ok();
          Expect.number(account.get("/orders/" + id).send().ok(), "amount", "20");
        });
  }

  private static void updating(CheckList checks) {
    checks.add(
        "order.update",
        CREATE,
        "An unpaid order's amount and udf change; the answer is the full order.",
        "contract 4.2",
        account -> {
          var order = account.newOrder("10").send().ok();
          var body =
              account
                  .post("/orders/" + Account.orderId(order))
                  .with("amount", "20.50")
                  .with("udf1", "changed")
                  .send()
                  .ok();
          Expect.number(body, "amount", "20.5");
          Expect.text(body, "udf1", "changed");
          Expect.text(body, "order_id", Account.orderId(order));
        });
    checks.add(
        "order.legacy_update",
        CREATE,
        "POST /order/update changes the order that order_id names.",
        "contract 4.2",
        account -> {
          var order = account.newOrder("10").send().ok();
          var body = create(account, "/order/update", Account.orderId(order), "30").send().ok();
          Expect.number(body, "amount", "30");
        });
  }

  private static void prose(CheckList checks) {
    checks.add(
        "order.prose_is_kept",
        CREATE,
        "Line breaks and tabs in descriptions, addresses and udf are stored to the letter.",
        "contract 4.1",
        account -> {
          var prose = "Flat 4\n\tMG Road \"West\"\r\nPune ₹";
          var order =
              account
                  .newOrder("10")
                  .with("description", prose)
                  .with("billing_address_line1", prose)
                  .with("udf1", prose)
                  .send()
                  .ok();
          Expect.text(account.order(order), "udf1", prose);
        });
    checks.add(
        "order.metadata_is_kept",
        CREATE,
        "Metadata comes back, lists too.",
        "contract 4.1",
        account -> {
          var id = account.newId("order");
          account
              .post("/orders")
              .json(
                  "{\"order_id\":\"%s\",\"amount\":10,\"metadata\":{\"cart\":[\"pen\",\"ink\"]}}"
                      .formatted(id))
              .send()
              .ok();
          var kept = account.get("/orders/" + id).send().ok().path("metadata").path("cart");
          Expect.that(
              kept.toString().contains("pen") && kept.toString().contains("ink"),
              "metadata.cart: " + kept + " (expected: pen and ink)");
        });
  }

  private static void afterwards(CheckList checks) {
    checks.add(
        "order.fulfillment",
        CREATE,
        "POST /orders/{o}/fulfillment answers order_id and status.",
        "contract 4.6 [C]",
        account -> {
          var order = account.newOrder("10").send().ok();
          var body =
              account
                  .post("/orders/" + Account.orderId(order) + "/fulfillment")
                  .with("fulfillment_status", "SUCCESS")
                  .with("fulfillment_id", "f1")
                  .send()
                  .ok();
          Expect.text(body, "order_id", Account.orderId(order));
          Expect.has(body, "status");
        });
  }

  private static Call create(Account account, String path, String id, String amount) {
    return account.post(path).with("order_id", id).with("amount", amount);
  }

  static JsonNode detail(JsonNode order) {
    return Expect.field(order, "txn_detail");
  }
}
