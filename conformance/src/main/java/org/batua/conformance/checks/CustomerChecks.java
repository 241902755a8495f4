package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.READ;

import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;

/// Customers and the tokens of their devices.
public final class CustomerChecks {
  private static final String DATE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  private CustomerChecks() {}

  public static void addTo(CheckList checks) {
    creating(checks);
    refusals(checks);
    reading(checks);
    updating(checks);
    tokens(checks);
  }

  private static void creating(CheckList checks) {
    checks.add(
        "customer.create",
        CREATE,
        "Creating a customer answers the object with its documented fields.",
        "contract 2 [D]",
        account -> {
          var customer = account.newCustomer();
          Expect.form(customer, "id", "cst_.+");
          Expect.text(customer, "object", "customer");
          Expect.text(customer, "email_address", "a.customer@example.com");
          Expect.text(customer, "first_name", "Asha");
          Expect.text(customer, "last_name", "Rao");
          Expect.has(customer, "object_reference_id", "mobile_number");
          Expect.form(customer, "date_created", DATE);
          Expect.form(customer, "last_updated", DATE);
        });
    checks.add(
        "customer.country_code_is_91",
        CREATE,
        "mobile_country_code is a text and is 91 where none was given.",
        "contract 2 [D]",
        account -> Expect.text(account.newCustomer(), "mobile_country_code", "91"));
    checks.add(
        "customer.no_token_unasked",
        CREATE,
        "A client_auth_token is there only where it was asked for.",
        "contract 2 [D]",
        account -> Expect.absent(account.newCustomer(), "juspay"));
    checks.add(
        "customer.reference_with_underscores",
        CREATE,
        "An object reference id of 64 characters with underscores is accepted.",
        "contract 1 [C]",
        account -> {
          var id = (account.newId("c") + "_" + "x".repeat(64)).substring(0, 64);
          account
              .post("/customers")
              .with("object_reference_id", id)
              .with("mobile_number", account.newNumber())
              .send()
              .ok();
          Expect.text(account.get("/customers/" + id).send().ok(), "object_reference_id", id);
        });
  }

  private static void refusals(CheckList checks) {
    checks.add(
        "customer.reference_is_mandatory",
        READ,
        "A customer without object_reference_id is refused, and the field is named.",
        "contract 1.4 [D]",
        account ->
            Expect.refusesMissing(
                account.post("/customers").with("first_name", "Asha").send(),
                "object_reference_id"));
    checks.add(
        "customer.duplicate",
        CREATE,
        "A second customer of the same reference is 400 unique, ALREADY_EXISTS.",
        "contract 1.4 [D]",
        account -> {
          var body =
              account
                  .post("/customers")
                  .with("object_reference_id", Account.reference(account.newCustomer()))
                  .with("mobile_number", account.newNumber())
                  .send()
                  .json(400);
          Expect.text(body, "status", "invalid_request_error");
          Expect.text(body, "error_code", "unique");
          Expect.text(
              body,
              "error_message",
              "Customer with given object reference id already exist for your account.");
          Expect.text(body.path("error_info"), "code", "ALREADY_EXISTS");
        });
    checks.add(
        "customer.name_too_long",
        READ,
        "A first name beyond 64 characters is refused, and the field is named.",
        "contract 2",
        account ->
            Expect.refusesField(
                account
                    .post("/customers")
                    .with("object_reference_id", account.newId("customer"))
                    .with("mobile_number", account.newNumber())
                    .with("first_name", "x".repeat(65))
                    .send(),
                "first_name"));
    checks.add(
        "customer.unknown",
        READ,
        "An unknown customer is 404 object_not_found.",
        "contract 1.4 [D]",
        account -> {
          var body = account.get("/customers/" + account.newId("nobody")).send().json(404);
          Expect.text(body, "status", "invalid_request_error");
          Expect.text(body, "error_code", "object_not_found");
          Expect.text(body, "error_message", "Cannot find what you are looking for");
          Expect.text(body.path("error_info"), "code", "RESOURCE_NOT_FOUND");
        });
  }

  private static void reading(CheckList checks) {
    checks.add(
        "customer.found_by_either_id",
        CREATE,
        "A customer is found by its id and by the merchant's reference.",
        "contract 2",
        account -> {
          var customer = account.newCustomer();
          var id = Expect.text(customer, "id");
          Expect.text(account.get("/customers/" + id).send().ok(), "id", id);
          var byReference = account.get("/customers/" + Account.reference(customer)).send().ok();
          Expect.text(byReference, "id", id);
        });
    checks.add(
        "customer.list",
        CREATE,
        "The list has count, offset, total and list; count and offset choose a part.",
        "contract 2 [C]",
        account -> {
          account.newCustomer();
          account.newCustomer();
          var body = account.get("/customers").query("count", "1").query("offset", "1").send().ok();
          Expect.number(body, "count", "1");
          Expect.number(body, "offset", "1");
          Expect.that(Expect.number(body, "total").intValue() >= 2, "total: below 2");
          Expect.same("list", Expect.list(body, "list").size(), 1);
        });
  }

  private static void updating(CheckList checks) {
    checks.add(
        "customer.update",
        CREATE,
        "A customer's fields change by POST, under either id; what is not given stays.",
        "contract 2 [D]",
        account -> {
          var customer = account.newCustomer();
          var changed =
              account
                  .post("/customers/" + Account.reference(customer))
                  .with("first_name", "Usha")
                  .send()
                  .ok();
          Expect.text(changed, "first_name", "Usha");
          Expect.text(changed, "last_name", "Rao");
          var again =
              account
                  .post("/customers/" + Expect.text(customer, "id"))
                  .with("last_name", "Iyer")
                  .send()
                  .ok();
          Expect.text(again, "first_name", "Usha");
          Expect.text(again, "last_name", "Iyer");
        });
    checks.add(
        "customer.update_unknown",
        READ,
        "An update of an unknown customer is 404.",
        "contract 1.4 [D]",
        account ->
            account
                .post("/customers/" + account.newId("nobody"))
                .with("first_name", "Usha")
                .send()
                .status(404));
  }

  private static void tokens(CheckList checks) {
    checks.add(
        "token.form",
        CREATE,
        "client_auth_token is tkn_ and 32 hex digits, with its expiry as a date.",
        "contract 1, 2 [D]",
        account -> {
          var juspay = Expect.field(account.newCustomerWithToken(), "juspay");
          Expect.form(juspay, "client_auth_token", "tkn_[0-9a-f]{32}");
          Expect.form(juspay, "client_auth_token_expiry", DATE);
        });
    checks.add(
        "token.reads_its_customer",
        CREATE,
        "A client_auth_token lists its own customer's wallets without a key.",
        "contract 1",
        account -> {
          var customer = account.newCustomerWithToken();
          account
              .get("/customers/" + Account.reference(customer) + "/wallets")
              .withoutKey()
              .query("client_auth_token", Account.token(customer))
              .send()
              .ok();
        });
    checks.add(
        "token.reads_nobody_else",
        CREATE,
        "A client_auth_token does not reach another customer.",
        "contract 1",
        account -> {
          var reply =
              account
                  .get("/customers/" + Account.reference(account.newCustomer()) + "/wallets")
                  .withoutKey()
                  .query("client_auth_token", Account.token(account.newCustomerWithToken()))
                  .send();
          Expect.that(reply.status() >= 400, reply + " (expected: refused)");
        });
    checks.add(
        "token.unknown",
        READ,
        "An unknown client_auth_token is 401.",
        "contract 1.4 [D]",
        account ->
            account
                .get("/customers/" + account.newId("nobody") + "/wallets")
                .withoutKey()
                .query("client_auth_token", "tkn_" + "0".repeat(32))
                .send()
                .status(401));
  }
}
