package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.READ;

import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;
import org.batua.conformance.kit.Reply;

/// Authentication, headers, versions, unknown addresses, the shape of errors.
public final class CommonChecks {
  private static final String CUSTOMERS = "/customers";

  private CommonChecks() {}

  public static void addTo(CheckList checks) {
    credentials(checks);
    merchants(checks);
    headers(checks);
    addresses(checks);
  }

  private static void credentials(CheckList checks) {
    checks.add(
        "auth.basic_with_colon",
        READ,
        "The API key is the user name of Basic authentication, with an empty password.",
        "contract 1 [S]",
        account -> list(account).ok());
    checks.add(
        "auth.basic_without_colon",
        READ,
        "The API key alone in base 64, without a colon, is accepted too.",
        "contract 1 [C]",
        account ->
            account
                .get(CUSTOMERS)
                .header("Authorization", Account.basic(account.target().apiKey()))
                .send()
                .ok());
    checks.add(
        "auth.no_key",
        READ,
        "A call without a credential is 401 access_denied.",
        "contract 1.4 [D]",
        account -> refused(account.get(CUSTOMERS).withoutKey().send()));
    checks.add(
        "auth.wrong_key",
        READ,
        "A call with an unknown key is 401 access_denied.",
        "contract 1.4 [D]",
        account ->
            refused(
                account.get(CUSTOMERS).header("Authorization", Account.basic("wrong:")).send()));
    checks.add(
        "auth.empty_key_is_none",
        READ,
        "An empty key counts as none.",
        "contract 1",
        account ->
            refused(account.get(CUSTOMERS).header("Authorization", Account.basic(":")).send()));
    checks.add(
        "auth.empty_key_beside_client_token",
        CREATE,
        "An empty key beside a client_auth_token does not hide the token.",
        "contract 1 [C]",
        account -> {
          var customer = account.newCustomerWithToken();
          account
              .get("/customers/" + Account.reference(customer) + "/wallets")
              .header("Authorization", Account.basic(":"))
              .query("client_auth_token", Account.token(customer))
              .send()
              .ok();
        });
  }

  private static void merchants(CheckList checks) {
    checks.add(
        "merchant.own_header",
        READ,
        "x-merchantid with the key's own merchant is accepted, in both spellings.",
        "contract 1",
        account -> {
          var own = account.merchant();
          account.get(CUSTOMERS).header("x-merchantid", own).send().ok();
          account.get(CUSTOMERS).header("x-merchant-id", own).send().ok();
        });
    checks.add(
        "merchant.other_header",
        READ,
        "x-merchantid with another merchant is 401, in both spellings.",
        "contract 1",
        account -> {
          account.get(CUSTOMERS).header("x-merchantid", "another_shop").send().status(401);
          account.get(CUSTOMERS).header("x-merchant-id", "another_shop").send().status(401);
        });
    checks.add(
        "merchant.empty_header",
        READ,
        "An empty x-merchantid counts as absent.",
        "contract 1.3",
        account -> account.get(CUSTOMERS).header("x-merchantid", "").send().ok());
  }

  private static void headers(CheckList checks) {
    checks.add(
        "headers.ids_in_every_answer",
        READ,
        "Every answer carries x-request-id, x-response-id and x-jp-merchant-id.",
        "contract 1 [C]",
        account -> {
          var reply = list(account);
          Expect.that(!reply.header("x-request-id").isEmpty(), "x-request-id: empty");
          Expect.that(!reply.header("x-response-id").isEmpty(), "x-response-id: empty");
          Expect.that(!reply.header("x-jp-merchant-id").isEmpty(), "x-jp-merchant-id: empty");
        });
    checks.add(
        "headers.routing_id_is_optional",
        READ,
        "x-routing-id may be sent and may be left out.",
        "contract 1 [S]",
        account -> {
          account.get(CUSTOMERS).header("x-routing-id", "customer_1122").send().ok();
          list(account).ok();
        });
    checks.add(
        "version.a_date",
        READ,
        "version is a plain date; old and new ones are accepted.",
        "contract 1.3",
        account -> {
          account.get(CUSTOMERS).version("2016-10-27").send().ok();
          account.get(CUSTOMERS).version("2023-06-30").send().ok();
        });
    checks.add(
        "version.empty_is_absent",
        READ,
        "An empty version counts as absent.",
        "contract 1.3",
        account -> account.get(CUSTOMERS).version("").send().ok());
    checks.add(
        "version.malformed",
        READ,
        "A malformed version is 400.",
        "contract 1.3",
        account -> account.get(CUSTOMERS).version("yesterday").send().status(400));
  }

  private static void addresses(CheckList checks) {
    checks.add(
        "address.unknown",
        READ,
        "An unknown URL is 404 url_not_found, apart from an unknown object.",
        "contract 1.4",
        account -> {
          var body = account.get("/no/such/address").send().json(404);
          Expect.text(body, "status", "invalid_request_error");
          Expect.text(body, "error_code", "url_not_found");
        });
    checks.add(
        "address.trailing_slash",
        READ,
        "A trailing slash is tolerated.",
        "contract 1 [C]",
        account -> account.get(CUSTOMERS + "/").send().ok());
    checks.add(
        "error.shape",
        READ,
        "An error tells code, category, messages, fields, request id and href.",
        "contract 1.4 [D]",
        account -> {
          var body = account.post("/orders").with("amount", "10").send().json(400);
          Expect.has(body, "status", "error_code", "error_message");
          var info = Expect.field(body, "error_info");
          Expect.has(info, "code", "category", "user_message", "developer_message");
          Expect.has(info, "fields", "request_id", "href");
          Expect.text(info, "category", "USER_ERROR");
        });
  }

  private static Reply list(Account account) {
    return account.get(CUSTOMERS).query("count", "1").send();
  }

  private static void refused(Reply reply) {
    var body = reply.json(401);
    Expect.text(body, "status", "error");
    Expect.text(body, "error_code", "access_denied");
    Expect.text(body, "error_message", "Invalid API Key. Please pass a valid and active api key.");
    Expect.text(body, "user_message", "Unauthorized.");
    Expect.text(body.path("error_info"), "code", "UNAUTHORIZED");
  }
}
