package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.LINK;

import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.Call;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;

/// Adding money to a linked wallet.
public final class TopupChecks {
  private TopupChecks() {}

  public static void addTo(CheckList checks) {
    beginning(checks);
    again(checks);
    refusals(checks);
  }

  private static void beginning(CheckList checks) {
    checks.add(
        "topup.begun",
        LINK,
        "A top-up answers PENDING with the address for the customer.",
        "contract 5 [S]",
        account -> {
          var linked = account.newLinkedWallet();
          var id = account.newId("topup");
          var body = topup(account, linked.id(), id, "100").send().ok();
          Expect.keys(body, "topup_txn_id", "wallet_id", "status", "payment_url");
          Expect.text(body, "topup_txn_id", id);
          Expect.text(body, "wallet_id", linked.id());
          Expect.text(body, "status", "PENDING");
          Expect.form(body, "payment_url", "https?://.+/wallets/topup/start/wtpup_.{16,}");
        });
    checks.add(
        "topup.on_the_wallets_own_path",
        LINK,
        "POST /wallets/{w} with amount and topup_txn_id, without a command, begins a top-up.",
        "contract 3.3 [S]",
        account -> {
          var linked = account.newLinkedWallet();
          var body =
              account
                  .post("/wallets/" + linked.id())
                  .with("amount", "100")
                  .with("topup_txn_id", account.newId("topup"))
                  .send()
                  .ok();
          Expect.text(body, "status", "PENDING");
        });
    checks.add(
        "topup.status",
        LINK,
        "GET of a top-up answers status, amount and error fields.",
        "contract 5 [O]",
        account -> {
          var linked = account.newLinkedWallet();
          var id = account.newId("topup");
          topup(account, linked.id(), id, "100").send().ok();
          var body = account.get("/wallets/" + linked.id() + "/topup/" + id).send().ok();
          Expect.text(body, "status", "PENDING");
          Expect.number(body, "amount", "100");
          Expect.has(body, "error_code", "error_message");
        });
  }

  private static void again(CheckList checks) {
    checks.add(
        "topup.same_again",
        LINK,
        "The same top-up again answers the same.",
        "contract 5",
        account -> {
          var linked = account.newLinkedWallet();
          var id = account.newId("topup");
          var first = topup(account, linked.id(), id, "100").send().ok();
          var second = topup(account, linked.id(), id, "100").send().ok();
          Expect.text(second, "payment_url", Expect.text(first, "payment_url"));
        });
    checks.add(
        "topup.other_content",
        LINK,
        "The same top-up with another amount is 400 DUPLICATE_REQUEST.",
        "contract 5",
        account -> {
          var linked = account.newLinkedWallet();
          var id = account.newId("topup");
          topup(account, linked.id(), id, "100").send().ok();
          var body = topup(account, linked.id(), id, "200").send().json(400);
          Expect.text(body.path("error_info"), "code", "DUPLICATE_REQUEST");
        });
  }

  private static void refusals(CheckList checks) {
    checks.add(
        "topup.unlinked",
        CREATE,
        "A top-up of an unlinked wallet is WALLET_NOT_LINKED.",
        "contract 5",
        account -> {
          var wallet = account.newWallet(account.newCustomer());
          Expect.refuses(
              topup(account, Expect.text(wallet, "id"), account.newId("topup"), "100").send(),
              400,
              "WALLET_NOT_LINKED");
        });
    checks.add(
        "topup.fields_are_mandatory",
        LINK,
        "A top-up without amount or topup_txn_id is refused, and the field is named.",
        "contract 5 [S]",
        account -> {
          var path = "/wallets/" + account.newLinkedWallet().id() + "/topup";
          Expect.refusesMissing(
              account.post(path).with("topup_txn_id", account.newId("topup")).send(), "amount");
          Expect.refusesMissing(account.post(path).with("amount", "100").send(), "topup_txn_id");
        });
    checks.add(
        "topup.return_url_with_a_query",
        LINK,
        "A return_url with a query is refused.",
        "contract 5 [S]",
        account ->
            Expect.refusesField(
                topup(account, account.newLinkedWallet().id(), account.newId("topup"), "100")
                    .with("return_url", "https://shop.example/back?x=1")
                    .send(),
                "return_url"));
  }

  private static Call topup(Account account, String wallet, String id, String amount) {
    return account
        .post("/wallets/" + wallet + "/topup")
        .with("amount", amount)
        .with("topup_txn_id", id);
  }
}
