package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.MONEY;

import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;
import tools.jackson.databind.JsonNode;

/// Wallet payments that a merchant begins without a wallet token: the customer goes on in a page.
public final class WithoutTokenChecks {
  private WithoutTokenChecks() {}

  public static void addTo(CheckList checks) {
    checks.add(
        "pay.without_a_token",
        CREATE,
        "A wallet payment without a token is PENDING_VBV with an address for the customer.",
        "contract 4.6 [C]",
        account -> {
          var order = account.newOrder("10", account.newCustomer());
          var body = account.pay(Account.orderId(order)).send().ok();
          Expect.text(body, "status", "PENDING_VBV");
          var authentication = Expect.field(Expect.field(body, "payment"), "authentication");
          Expect.form(authentication, "url", "https?://.+");
        });
    checks.add(
        "pay.without_a_token_is_there_at_once",
        CREATE,
        "It has a txn_id and a txn_uuid, and the order shows it before the customer comes.",
        "contract 4.5, 4.6 [C]",
        account -> {
          var order = account.newOrder("10", account.newCustomer());
          var begun = account.pay(Account.orderId(order)).send().ok();
          var txn = Expect.form(begun, "txn_id", ".+-1");
          var uuid = Expect.form(begun, "txn_uuid", ".+");
          var shown = account.order(order);
          Expect.text(shown, "status", "PENDING_VBV");
          Expect.number(shown, "status_id", "23");
          Expect.text(shown, "txn_id", txn);
          Expect.text(shown, "txn_uuid", uuid);
        });
    checks.add(
        "pay.without_a_token_leads_to_a_page",
        CREATE,
        "The address that is answered opens, or leads on to a page.",
        "contract 4.6 [C]",
        account -> {
          var order = account.newOrder("10", account.newCustomer());
          var url = url(account.pay(Account.orderId(order)).send().ok());
          var base = account.target().base().toString();
          Expect.that(url.startsWith(base), "url: " + url + " (expected: at " + base + ")");
          var page = account.get(url.substring(base.length())).withoutKey().send();
          Expect.that(page.status() / 100 <= 3, page + " (expected: a page)");
        });
    checks.add(
        "pay.without_a_token_then_with_one",
        MONEY,
        "A token pays an order whose payment only waits for its customer's choice, once.",
        "contract 4.5 [O]",
        account -> {
          var linked = account.newLinkedWallet();
          var order = account.newOrder("10", linked.customer());
          account.pay(Account.orderId(order)).send().ok();
          Expect.text(account.pay(order, linked.token()).send().ok(), "status", "CHARGED");
          Expect.text(account.order(order), "status", "CHARGED");
        });
  }

  private static String url(JsonNode body) {
    return Expect.text(Expect.field(Expect.field(body, "payment"), "authentication"), "url");
  }
}
