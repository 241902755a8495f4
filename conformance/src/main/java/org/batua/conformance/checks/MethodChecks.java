package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.LINK;
import static org.batua.conformance.kit.Needs.READ;
import static org.batua.conformance.kit.Needs.SIMULATOR;

import java.util.List;
import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;
import tools.jackson.databind.JsonNode;

/// What a merchant offers, and which of a customer's wallets can pay an amount.
public final class MethodChecks {
  private MethodChecks() {}

  public static void addTo(CheckList checks) {
    checks.add(
        "method.list",
        READ,
        "The payment methods of a merchant are its configured gateways, in the documented shape.",
        "contract 3.3 [D]",
        account -> {
          var body = account.get("/merchants/" + account.merchant() + "/paymentmethods").send();
          var methods = Expect.list(body.ok(), "payment_methods");
          Expect.that(!methods.isEmpty(), "payment_methods: empty");
          for (var method : methods) {
            Expect.text(method, "payment_method_type", "WALLET");
            Expect.has(method, "payment_method", "description");
            Expect.bool(method, "wallet_direct_debit_support");
          }
        });
    checks.add(
        "eligibility.enough",
        LINK,
        "A wallet with enough money is eligible, with status SUCCESS.",
        "contract 3.3 [D]",
        account -> {
          var method = ask(account, account.newLinkedWallet().customer(), "1").getFirst();
          Expect.text(method, "status", "SUCCESS");
          Expect.text(method, "payment_method_type", "WALLET");
          Expect.text(method, "payment_method", account.target().gateway());
          Expect.isTrue(method, "is_eligible");
          Expect.text(method, "eligibility_strategy", "USER");
          Expect.has(method, "description");
        });
    checks.add(
        "eligibility.not_enough",
        SIMULATOR,
        "A wallet with too little money is not eligible: INSUFFICIENT_FUNDS.",
        "contract 3.3 [D]",
        account -> {
          var method = ask(account, account.newLinkedWallet().customer(), "99999").getFirst();
          Expect.text(method, "status", "INSUFFICIENT_FUNDS");
          Expect.isFalse(method, "is_eligible");
        });
  }

  private static List<JsonNode> ask(Account account, JsonNode customer, String amount) {
    var body =
        account
            .post("/customers/" + Account.reference(customer) + "/eligibility")
            .with("amount", amount)
            .send()
            .ok();
    var methods = Expect.list(body, "payment_methods_eligibility");
    Expect.same("payment_methods_eligibility", methods.size(), 1);
    return methods;
  }
}
