package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.LINK;
import static org.batua.conformance.kit.Needs.SIMULATOR;

import java.util.Set;
import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;
import tools.jackson.databind.JsonNode;

/// Linking by OTP, balances, wallet tokens, ending a link.
public final class LinkingChecks {
  private static final String REFRESHED = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000";

  private LinkingChecks() {}

  public static void addTo(CheckList checks) {
    linking(checks);
    wrongOtps(checks);
    balances(checks);
    tokens(checks);
    ending(checks);
    simulatedOtps(checks);
    simulatedNumbers(checks);
  }

  private static void linking(CheckList checks) {
    checks.add(
        "link.authenticate_with_creation",
        LINK,
        "command=authenticate at creation answers the unlinked wallet and sends the OTP.",
        "contract 3.3 [S]",
        account -> Expect.isFalse(account.newAuthenticatedWallet(), "linked"));
    checks.add(
        "link.authenticate_later",
        LINK,
        "command=authenticate on a wallet sends the OTP with which it is then linked.",
        "contract 3.3 [S]",
        account -> {
          var wallet = account.newWallet(account.newCustomer());
          var authenticated = authenticate(account, wallet);
          Expect.isFalse(authenticated, "linked");
          Expect.isTrue(account.link(wallet, account.target().otp()).send().ok(), "linked");
        });
    checks.add(
        "link.linked",
        LINK,
        "A linked wallet has linked true, a token, a balance as a number and its date.",
        "contract 3.1, 3.3 [S]",
        account -> {
          var wallet = account.newLinkedWallet().wallet();
          Expect.isTrue(wallet, "linked");
          Expect.form(wallet, "token", "tok_.+");
          Expect.number(wallet, "current_balance");
          Expect.form(wallet, "last_refreshed", REFRESHED);
        });
    checks.add(
        "link.by_a_device",
        LINK,
        "A client_auth_token authenticates and links its customer's wallet.",
        "contract 3.3 [S]",
        account -> {
          var customer = account.newCustomerWithToken();
          var wallet = account.newAuthenticatedWallet(customer);
          var body =
              account
                  .link(wallet, account.target().otp())
                  .withoutKey()
                  .with("client_auth_token", Account.token(customer))
                  .send()
                  .ok();
          Expect.isTrue(body, "linked");
        });
  }

  private static void wrongOtps(CheckList checks) {
    checks.add(
        "link.wrong_otp",
        LINK,
        "A wrong OTP is 400 OTP_INVALID, and the wallet stays unlinked.",
        "contract 3.3 [S], 3.4",
        account -> {
          var wallet = account.newAuthenticatedWallet();
          Expect.refuses(account.link(wallet, wrong(account)).send(), 400, "OTP_INVALID");
          Expect.isFalse(stored(account, wallet), "linked");
        });
    checks.add(
        "link.right_otp_after_a_wrong_one",
        LINK,
        "After a wrong OTP the right one still links.",
        "contract 3.3",
        account -> {
          var wallet = account.newAuthenticatedWallet();
          account.link(wallet, wrong(account)).send().status(400);
          Expect.isTrue(account.link(wallet, account.target().otp()).send().ok(), "linked");
        });
    checks.add(
        "link.wrong_otp_unlinks_nothing",
        LINK,
        "A wrong OTP for a wallet that is linked leaves it linked.",
        "contract 7",
        account -> {
          var wallet = account.newLinkedWallet().wallet();
          authenticate(account, wallet);
          account.link(wallet, wrong(account)).send().status(400);
          Expect.isTrue(stored(account, wallet), "linked");
        });
    checks.add(
        "link.otp_works_once",
        LINK,
        "An OTP that has linked a wallet does not link it again.",
        "contract 3.4",
        account -> {
          var wallet = account.newLinkedWallet().wallet();
          var body = account.link(wallet, account.target().otp()).send().json(400);
          Expect.oneOf(
              "error_code",
              Expect.text(body, "error_code"),
              Set.of("OTP_ALREADY_USED", "AUTHENTICATION_NOT_STARTED"));
        });
  }

  private static void balances(CheckList checks) {
    checks.add(
        "balance.refresh",
        LINK,
        "command=refresh answers the wallet with its balance, by POST and by GET.",
        "contract 3.3 [D][C]",
        account -> {
          var id = account.newLinkedWallet().id();
          var posted = account.post("/wallets/" + id).with("command", "refresh").send().ok();
          Expect.number(posted, "current_balance");
          var got = account.get("/wallets/" + id).query("command", "refresh").send().ok();
          Expect.number(got, "current_balance");
          Expect.form(got, "last_refreshed", REFRESHED);
        });
    checks.add(
        "balance.refresh_all",
        LINK,
        "refresh-balances answers the list with balances and tokens.",
        "contract 3.3 [D]",
        account -> {
          var linked = account.newLinkedWallet();
          var body = account.get(list(linked.customer()) + "/refresh-balances").send().ok();
          var wallet = Expect.list(body, "list").getFirst();
          Expect.number(wallet, "current_balance");
          Expect.form(wallet, "token", "tok_.+");
        });
    checks.add(
        "balance.sub_details_of_a_linked_wallet",
        LINK,
        "sub_details of a linked wallet tell its balance and date.",
        "contract 3.1 [D]",
        account -> {
          var id = account.newLinkedWallet().id();
          var body = account.get("/wallets/" + id).version("2023-06-30").send().ok();
          var details = Expect.list(body, "sub_details").getFirst();
          Expect.number(details, "current_balance");
          Expect.form(details, "last_refreshed", REFRESHED);
        });
  }

  private static void tokens(CheckList checks) {
    checks.add(
        "token.by_list",
        LINK,
        "Each list issues a new token for a linked wallet.",
        "contract 3.2 [S]",
        account -> {
          var linked = account.newLinkedWallet();
          var first = listed(account, linked.customer());
          var second = listed(account, linked.customer());
          Expect.form(first, "token", "tok_.+");
          Expect.that(
              !Expect.text(first, "token").equals(Expect.text(second, "token")),
              "token: the same in two lists");
        });
    checks.add(
        "token.by_get",
        LINK,
        "GET of a linked wallet issues a token.",
        "contract 3.2, 3.3 [D]",
        account ->
            Expect.form(stored(account, account.newLinkedWallet().wallet()), "token", "tok_.+"));
  }

  private static void ending(CheckList checks) {
    checks.add(
        "delink.ends_the_link",
        LINK,
        "A delinked wallet has linked false; token, balance and date are null.",
        "contract 3.3 [D]",
        account -> {
          var wallet = account.newLinkedWallet().wallet();
          var body = delink(account, wallet);
          Expect.isFalse(body, "linked");
          Expect.nulls(body, "token", "current_balance", "last_refreshed");
          Expect.isFalse(stored(account, wallet), "linked");
        });
    checks.add(
        "delink.can_be_linked_again",
        LINK,
        "A delinked wallet is authenticated and linked again.",
        "contract 3.3 [S]",
        account -> {
          var wallet = account.newLinkedWallet().wallet();
          delink(account, wallet);
          authenticate(account, wallet);
          Expect.isTrue(account.link(wallet, account.target().otp()).send().ok(), "linked");
        });
    checks.add(
        "delink.changing_the_number_ends_the_link",
        LINK,
        "command=update of the number leaves the wallet unlinked.",
        "contract 3.3 [D]",
        account -> {
          var body =
              account
                  .post("/wallets/" + account.newLinkedWallet().id())
                  .version("2019-09-17")
                  .with("command", "update")
                  .with("mobile_number", account.newNumber())
                  .send()
                  .ok();
          Expect.isFalse(body, "linked");
        });
  }

  private static void simulatedOtps(CheckList checks) {
    otp(checks, "expired", "000002", "OTP_EXPIRED");
    otp(checks, "attempts_exceeded", "000003", "OTP_ATTEMPTS_EXCEEDED");
    otp(checks, "already_used", "000004", "OTP_ALREADY_USED");
    otp(checks, "account_blocked", "000008", "ACCOUNT_BLOCKED");
  }

  private static void otp(CheckList checks, String kind, String otp, String error) {
    checks.add(
        "link.otp_" + kind,
        SIMULATOR,
        "An OTP that the provider refuses so is " + error + "; the wallet stays unlinked.",
        "contract 3.4",
        account -> {
          var wallet = account.newAuthenticatedWallet();
          Expect.refuses(account.link(wallet, otp).send(), 400, error);
          Expect.isFalse(stored(account, wallet), "linked");
        });
  }

  private static void simulatedNumbers(CheckList checks) {
    number(checks, "otp_rate_limited", "9000000021", 400, "OTP_RATE_LIMITED");
    number(checks, "account_blocked", "9000000031", 400, "ACCOUNT_BLOCKED");
    number(checks, "account_not_found", "9000000030", 400, "ACCOUNT_NOT_FOUND");
    number(checks, "provider_down", "9000000050", 502, "GATEWAY_UNAVAILABLE");
  }

  private static void number(
      CheckList checks, String kind, String number, int status, String error) {
    checks.add(
        "authenticate." + kind,
        SIMULATOR,
        "A number that the provider refuses so is " + error + "; the wallet stays created.",
        "contract 3.3, 3.4",
        account -> {
          var customer = account.newCustomer(number);
          var refused =
              account
                  .post(list(customer))
                  .with("gateway", account.target().gateway())
                  .with("command", "authenticate")
                  .send();
          Expect.refuses(refused, status, error);
          Expect.isFalse(listed(account, customer), "linked");
        });
  }

  private static JsonNode authenticate(Account account, JsonNode wallet) {
    return account
        .post("/wallets/" + Expect.text(wallet, "id"))
        .with("command", "authenticate")
        .send()
        .ok();
  }

  private static JsonNode delink(Account account, JsonNode wallet) {
    return account
        .post("/wallets/" + Expect.text(wallet, "id"))
        .with("command", "delink")
        .send()
        .ok();
  }

  private static JsonNode stored(Account account, JsonNode wallet) {
    return account.get("/wallets/" + Expect.text(wallet, "id")).send().ok();
  }

  private static JsonNode listed(Account account, JsonNode customer) {
    var body = account.get(list(customer)).send().ok();
    return Expect.list(body, "list").getFirst();
  }

  private static String list(JsonNode customer) {
    return "/customers/" + Account.reference(customer) + "/wallets";
  }

  private static String wrong(Account account) {
    return account.target().otp().equals("654321") ? "654322" : "654321";
  }
}
