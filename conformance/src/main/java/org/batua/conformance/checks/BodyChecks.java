package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.READ;

import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.Call;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;

/// The forms in which requests come, and what counts as a number, a boolean, a name.
public final class BodyChecks {
  private static final int BODY_BYTES_MAX = 65_536;
  private static final int HEADER_BYTES_MAX = 16_384;

  private BodyChecks() {}

  public static void addTo(CheckList checks) {
    encodings(checks);
    parameters(checks);
    limits(checks);
    goodAmounts(checks);
    badAmounts(checks);
  }

  private static void encodings(CheckList checks) {
    checks.add(
        "body.form",
        CREATE,
        "A body may be a form.",
        "contract 1 [S]",
        account -> taken(account, account.newOrder("250.50")));
    checks.add(
        "body.json",
        CREATE,
        "A body may be JSON.",
        "contract 1 [C]",
        account ->
            taken(
                account,
                account
                    .post("/orders")
                    .json(
                        "{\"order_id\":\"%s\",\"amount\":250.5}"
                            .formatted(account.newId("order")))));
    checks.add(
        "body.json_with_a_byte_order_mark",
        CREATE,
        "A byte order mark before JSON is skipped.",
        "contract 1 [C]",
        account ->
            taken(
                account,
                account
                    .post("/orders")
                    .json(
                        "\uFEFF{\"order_id\":\"%s\",\"amount\":\"250.50\"}"
                            .formatted(account.newId("order")))));
    checks.add(
        "body.multipart",
        CREATE,
        "A body may be multipart/form-data.",
        "contract 1 [C]",
        account -> taken(account, account.newOrder("250.50").asMultipart()));
    checks.add(
        "body.chunked_form",
        CREATE,
        "A form may come in chunks, without its length.",
        "contract 1 [C]",
        account -> taken(account, account.newOrder("250.50").asChunkedForm()));
    checks.add(
        "body.unknown_type",
        READ,
        "A body of another type is 415.",
        "contract 1.4",
        account -> account.post("/orders").body("text/csv", "order_id,amount").send().status(415));
  }

  private static void parameters(CheckList checks) {
    checks.add(
        "body.dotted_names_are_nested_json",
        CREATE,
        "options.get_client_auth_token of a form is options{get_client_auth_token} of JSON.",
        "contract 1",
        account -> {
          var body =
              account
                  .post("/orders")
                  .json(
                      """
                      {"order_id":"%s","amount":10,"customer_id":"%s",
                       "options":{"get_client_auth_token":true}}
                      """
                          .formatted(
                              account.newId("order"), Account.reference(account.newCustomer())))
                  .send()
                  .ok();
          Expect.form(body.path("juspay"), "client_auth_token", "tkn_[0-9a-f]{32}");
        });
    checks.add(
        "body.booleans",
        CREATE,
        "Booleans arrive as true, True and 1.",
        "contract 1 [C]",
        account -> {
          for (var yes : new String[] {"true", "True", "1"}) {
            var body =
                account.newOrder("10").with("options.get_client_auth_token", yes).send().ok();
            Expect.text(body, "status", "NEW");
          }
        });
    checks.add(
        "body.unknown_parameters",
        CREATE,
        "Unknown parameters are ignored.",
        "contract 1",
        account -> account.newOrder("10").with("no_such_parameter", "x").send().ok());
    checks.add(
        "body.the_last_duplicate_counts",
        CREATE,
        "Of a parameter that comes twice the last one counts.",
        "contract 1 [O]",
        account -> {
          var order = account.newOrder("10").with("amount", "20").send().ok();
          Expect.number(account.order(order), "amount", "20");
        });
    checks.add(
        "body.empty_is_absent",
        CREATE,
        "An empty parameter counts as absent.",
        "contract 1",
        account -> {
          account.newOrder("10").with("return_url", "").with("customer_id", "").send().ok();
          Expect.refusesMissing(
              account.post("/orders").with("order_id", "").with("amount", "10").send(), "order_id");
        });
  }

  private static void limits(CheckList checks) {
    checks.add(
        "body.too_large",
        READ,
        "A body beyond 64 KiB is 413.",
        "contract 1 [O]",
        account ->
            account
                .post("/orders")
                .with("description", "x".repeat(BODY_BYTES_MAX + 1))
                .send()
                .status(413));
    checks.add(
        "headers.too_large",
        READ,
        "Headers beyond 16 KiB are 431.",
        "contract 1 [O]",
        account ->
            account
                .get("/customers")
                .header("x-routing-id", "x".repeat(HEADER_BYTES_MAX + 1))
                .send()
                .status(431));
  }

  private static void goodAmounts(CheckList checks) {
    checks.add(
        "amount.every_spelling",
        CREATE,
        "10, 10.0, 10.00 and \"10\" are the same amount.",
        "contract 1",
        account -> {
          for (var amount : new String[] {"10", "10.0", "10.00"}) {
            Expect.number(account.order(account.newOrder(amount).send().ok()), "amount", "10");
          }
        });
    checks.add(
        "amount.without_needless_decimals",
        CREATE,
        "Amounts are JSON numbers without needless decimals: 10, 109.55, never 10.0.",
        "contract 1 [D]",
        account -> {
          for (var amount : new String[] {"10", "250.5", "109.55"}) {
            var order = account.order(account.newOrder(amount).send().ok());
            Expect.number(order, "amount", amount);
            Expect.number(order, "effective_amount", amount);
            Expect.number(order, "amount_refunded", "0");
          }
        });
  }

  private static void badAmounts(CheckList checks) {
    bad(checks, "three_decimals", "10.001", "More than two decimals are refused.");
    bad(checks, "negative", "-10", "A negative amount is refused.");
    bad(checks, "zero", "0", "Zero is refused.");
    bad(checks, "below_one", "0.99", "An order of less than 1 is refused.");
    bad(checks, "not_a_number", "NaN", "NaN is refused.");
    bad(checks, "exponent", "1e3", "The exponent form is refused.");
    bad(checks, "words", "ten", "A text is refused.");
    bad(checks, "thousands_separator", "1,000", "A thousands separator is refused.");
  }

  private static void bad(CheckList checks, String kind, String amount, String sentence) {
    checks.add(
        "amount." + kind,
        READ,
        sentence + " The error names the field.",
        "contract 1, 1.4 [D]",
        account -> Expect.refusesField(account.newOrder(amount).send(), "amount"));
  }

  private static void taken(Account account, Call call) {
    Expect.number(account.order(call.send().ok()), "amount", "250.5");
  }
}
