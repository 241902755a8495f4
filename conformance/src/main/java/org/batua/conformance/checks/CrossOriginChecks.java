package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.READ;

import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.Call;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;
import org.batua.conformance.kit.Reply;

/// What a browser lets the pages of other sites do; no merchant lists the site that is tried here.
public final class CrossOriginChecks {
  private static final String ALLOWED = "Access-Control-Allow-Origin";
  private static final String STRANGER = "https://stranger.conformance.example";

  private CrossOriginChecks() {}

  public static void addTo(CheckList checks) {
    checks.add(
        "origin.no_preflight_for_a_stranger",
        READ,
        "A page of a site that no merchant lists is not told that it may call.",
        "contract 1 [O]",
        account -> {
          isNotAllowed(preflight(account.call("OPTIONS", "/txns"), STRANGER, "POST"));
          isNotAllowed(preflight(account.call("OPTIONS", "/customers/a/wallets"), "null", "GET"));
        });
    checks.add(
        "origin.key_in_a_page",
        READ,
        "No page reads the answer to a call with an API key.",
        "contract 1 [O]",
        account ->
            isNotAllowed(
                account.get("/customers").query("count", "1").header("Origin", STRANGER).send()));
    checks.add(
        "origin.stranger_with_a_client_token",
        CREATE,
        "A page of a site that is not listed does not read an answer to a client_auth_token.",
        "contract 1 [O]",
        account -> {
          var customer = account.newCustomerWithToken();
          var reply =
              account
                  .get("/customers/" + Account.reference(customer) + "/wallets")
                  .withoutKey()
                  .query("client_auth_token", Account.token(customer))
                  .header("Origin", STRANGER)
                  .send();
          isNotAllowed(reply);
        });
  }

  private static Reply preflight(Call call, String origin, String method) {
    return call.withoutKey()
        .header("Origin", origin)
        .header("Access-Control-Request-Method", method)
        .send();
  }

  private static void isNotAllowed(Reply reply) {
    var allowed = reply.headers().firstValue(ALLOWED).orElse("");
    Expect.that(allowed.isEmpty(), ALLOWED + ": " + allowed + " (expected: none)");
  }
}
