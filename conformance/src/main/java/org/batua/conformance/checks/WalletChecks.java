package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.READ;

import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.Call;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;
import tools.jackson.databind.JsonNode;

/// Wallets that are not linked: created, listed, refused.
public final class WalletChecks {
  private static final String[] SEVEN = {
    "id", "object", "wallet", "token", "current_balance", "linked", "last_refreshed"
  };

  private WalletChecks() {}

  public static void addTo(CheckList checks) {
    creating(checks);
    versions(checks);
    refusedCreation(checks);
    listing(checks);
    commands(checks);
    unlinked(checks);
  }

  private static void creating(CheckList checks) {
    checks.add(
        "wallet.seven_keys",
        CREATE,
        "An unlinked wallet has the seven keys in their order; token, balance and date are null.",
        "contract 3.1 [S]",
        account -> {
          var wallet = account.newWallet(account.newCustomer());
          Expect.keys(wallet, SEVEN);
          Expect.form(wallet, "id", "wlt_[a-z0-9]{16}");
          Expect.text(wallet, "object", "wallet_account");
          Expect.text(wallet, "wallet", account.target().gateway());
          Expect.isFalse(wallet, "linked");
          Expect.nulls(wallet, "token", "current_balance", "last_refreshed");
        });
    checks.add(
        "wallet.number_given_at_creation",
        CREATE,
        "A mobile number given at creation is shown as given, with gateway_reference_id.",
        "contract 3.1 [S]",
        account -> {
          var number = account.newNumber();
          var wallet = create(account, account.newCustomer()).with("mobile_number", number);
          var body = wallet.send().ok();
          Expect.text(body.path("metadata"), "mobile_number", number);
          Expect.nulls(body, "gateway_reference_id");
        });
    checks.add(
        "wallet.created_once",
        CREATE,
        "The same customer and gateway again give the wallet that exists.",
        "contract 3.3 [O]",
        account -> {
          var customer = account.newCustomer();
          var first = Expect.text(account.newWallet(customer), "id");
          Expect.text(account.newWallet(customer), "id", first);
        });
    checks.add(
        "wallet.created_by_a_device",
        CREATE,
        "A client_auth_token creates its customer's wallet without a key.",
        "contract 3.3 [S]",
        account -> {
          var customer = account.newCustomerWithToken();
          create(account, customer)
              .withoutKey()
              .with("client_auth_token", Account.token(customer))
              .send()
              .ok();
        });
  }

  private static void versions(CheckList checks) {
    checks.add(
        "wallet.metadata_since_2019",
        CREATE,
        "With version 2019-09-17 a wallet has metadata and gateway_reference_id.",
        "contract 1.3, 3.1",
        account -> {
          var body = create(account, account.newCustomer()).version("2019-09-17").send().ok();
          Expect.has(body.path("metadata"), "mobile_number");
          Expect.nulls(body, "gateway_reference_id");
          Expect.absent(body, "sub_details", "juspay_bank_code");
        });
    checks.add(
        "wallet.sub_details_since_2023",
        CREATE,
        "With version 2023-06-30 a wallet has sub_details and juspay_bank_code.",
        "contract 3.1 [D]",
        account -> {
          // created without the version: the seed's sample of a creation stays as it is
          var wallet = account.newWallet(account.newCustomer());
          var body =
              account.get("/wallets/" + Expect.text(wallet, "id")).version("2023-06-30").send();
          var details = Expect.list(body.ok(), "sub_details");
          Expect.same("sub_details", details.size(), 1);
          Expect.text(details.getFirst(), "payment_method", account.target().gateway());
          Expect.text(details.getFirst(), "payment_method_type", "WALLET");
          Expect.nulls(details.getFirst(), "last_refreshed", "current_balance");
          Expect.text(body.ok(), "juspay_bank_code", "JP_" + account.target().gateway());
        });
    checks.add(
        "wallet.plain_without_a_version",
        CREATE,
        "Without a version a wallet keeps its seven keys.",
        "contract 1.3",
        account -> {
          var wallet = account.newWallet(account.newCustomer());
          var body = account.get("/wallets/" + Expect.text(wallet, "id")).send().ok();
          Expect.keys(body, SEVEN);
        });
  }

  private static void refusedCreation(CheckList checks) {
    checks.add(
        "wallet.gateway_is_mandatory",
        CREATE,
        "A wallet without its gateway is 400.",
        "contract 3.3 [S]",
        account ->
            account
                .post(path(account.newCustomer()))
                .with("mobile_number", account.newNumber())
                .send()
                .status(400));
    checks.add(
        "wallet.unknown_gateway",
        CREATE,
        "A wallet of an unknown gateway is 400.",
        "contract 3.3",
        account ->
            account
                .post(path(account.newCustomer()))
                .with("gateway", "NO_SUCH_WALLET")
                .send()
                .status(400));
    checks.add(
        "wallet.unknown_customer",
        READ,
        "A wallet of an unknown customer is 404 object_not_found.",
        "contract 1.4 [D]",
        account ->
            Expect.refuses(
                account
                    .post("/customers/" + account.newId("nobody") + "/wallets")
                    .with("gateway", account.target().gateway())
                    .send(),
                404,
                "object_not_found"));
  }

  private static void listing(CheckList checks) {
    checks.add(
        "wallet.list",
        CREATE,
        "The list has object, list, count, offset and total, in this order.",
        "contract 3.3 [S]",
        account -> {
          var customer = account.newCustomer();
          var wallet = account.newWallet(customer);
          var body = account.get(path(customer)).send().ok();
          Expect.keys(body, "object", "list", "count", "offset", "total");
          Expect.text(body, "object", "list");
          Expect.number(body, "count", "1");
          Expect.number(body, "offset", "0");
          Expect.number(body, "total", "1");
          var listed = Expect.list(body, "list").getFirst();
          Expect.text(listed, "id", Expect.text(wallet, "id"));
          Expect.keys(listed, SEVEN);
          Expect.nulls(listed, "token");
        });
    checks.add(
        "wallet.list_of_nothing",
        CREATE,
        "The list of a customer without wallets is empty, not an error.",
        "contract 3.3",
        account -> {
          var body = account.get(path(account.newCustomer())).send().ok();
          Expect.same("list", Expect.list(body, "list").size(), 0);
          Expect.number(body, "count", "0");
          Expect.number(body, "total", "0");
        });
    checks.add(
        "wallet.list_of_an_unknown_customer",
        READ,
        "The list of an unknown customer is 404.",
        "contract 1.4 [D]",
        account ->
            Expect.refuses(
                account.get("/customers/" + account.newId("nobody") + "/wallets").send(),
                404,
                "object_not_found"));
    checks.add(
        "wallet.of_an_order",
        CREATE,
        "GET /orders/{o}/wallets lists the wallets of the order's customer.",
        "contract 3.3 [C]",
        account -> {
          var customer = account.newCustomer();
          var wallet = account.newWallet(customer);
          var order = account.newOrder("10", customer);
          var body = account.get("/orders/" + Account.orderId(order) + "/wallets").send().ok();
          Expect.text(Expect.list(body, "list").getFirst(), "id", Expect.text(wallet, "id"));
        });
  }

  private static void commands(CheckList checks) {
    checks.add(
        "wallet.unknown",
        READ,
        "An unknown wallet is 404 object_not_found.",
        "contract 1.4",
        account ->
            Expect.refuses(
                account.get("/wallets/wlt_" + "a".repeat(16)).send(), 404, "object_not_found"));
    checks.add(
        "wallet.unknown_command",
        CREATE,
        "An unknown command is 400.",
        "contract 3.3",
        account -> command(account, "explode").send().status(400));
    checks.add(
        "wallet.no_command",
        CREATE,
        "A call on a wallet without a command is 400.",
        "contract 3.3",
        account -> {
          var wallet = account.newWallet(account.newCustomer());
          account.post("/wallets/" + Expect.text(wallet, "id")).with("x", "y").send().status(400);
        });
    checks.add(
        "wallet.link_without_otp",
        CREATE,
        "Linking without an OTP is refused in the seed's words.",
        "contract 1.4 [S]",
        account -> {
          var body = command(account, "link").send().json(400);
          Expect.text(body, "error_message", "OTP is required while linking wallet.");
          Expect.text(body, "status", "Invalid Request");
          Expect.text(body, "error_code", "Invalid");
        });
    checks.add(
        "wallet.link_before_authenticate",
        CREATE,
        "Linking before an OTP was sent is AUTHENTICATION_NOT_STARTED.",
        "contract 3.4",
        account ->
            Expect.refuses(
                command(account, "link").with("otp", "123456").send(),
                400,
                "AUTHENTICATION_NOT_STARTED"));
  }

  private static void unlinked(CheckList checks) {
    checks.add(
        "wallet.refresh_unlinked",
        CREATE,
        "A refresh of an unlinked wallet is 200 and changes nothing.",
        "contract 3.3 [D]",
        account -> Expect.isFalse(command(account, "refresh").send().ok(), "linked"));
    checks.add(
        "wallet.refresh_all_without_any",
        CREATE,
        "refresh-balances is 200 also when no wallet is linked.",
        "contract 3.3 [D]",
        account -> {
          var customer = account.newCustomer();
          account.newWallet(customer);
          var body = account.get(path(customer) + "/refresh-balances").send().ok();
          Expect.same("list", Expect.list(body, "list").size(), 1);
        });
    checks.add(
        "wallet.refresh_all_of_an_unknown_customer",
        READ,
        "refresh-balances of an unknown customer is 400 null_error.",
        "contract 3.3 [D]",
        account -> {
          var path = "/customers/" + account.newId("nobody") + "/wallets/refresh-balances";
          var body = account.get(path).send().json(400);
          Expect.text(body, "status", "Invalid Request");
          Expect.text(body, "error_code", "null_error");
          Expect.text(body, "error_message", "Customer not found for given customerId.");
        });
    checks.add(
        "wallet.delink_unlinked",
        CREATE,
        "Delinking is idempotent: an unlinked wallet stays unlinked, with 200.",
        "contract 3.3 [D]",
        account -> Expect.isFalse(command(account, "delink").send().ok(), "linked"));
    checks.add(
        "wallet.update_number",
        CREATE,
        "command=update with version 2019-09-17 sets the number of a wallet.",
        "contract 3.3 [D]",
        account -> {
          var number = account.newNumber();
          var body = command(account, "update").version("2019-09-17").with("mobile_number", number);
          Expect.text(body.send().ok().path("metadata"), "mobile_number", number);
        });
  }

  private static Call create(Account account, JsonNode customer) {
    return account.post(path(customer)).with("gateway", account.target().gateway());
  }

  private static Call command(Account account, String command) {
    var wallet = account.newWallet(account.newCustomer());
    return account.post("/wallets/" + Expect.text(wallet, "id")).with("command", command);
  }

  private static String path(JsonNode customer) {
    return "/customers/" + Account.reference(customer) + "/wallets";
  }
}
