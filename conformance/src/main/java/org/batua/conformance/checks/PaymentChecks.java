package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;
import static org.batua.conformance.kit.Needs.LINK;
import static org.batua.conformance.kit.Needs.MONEY;
import static org.batua.conformance.kit.Needs.SIMULATOR;

import java.util.Set;
import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.Call;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;

/// Paying from a wallet: with a token, without one, refused, unknown.
public final class PaymentChecks {
  private PaymentChecks() {}

  public static void addTo(CheckList checks) {
    charged(checks);
    ways(checks);
    usedTokens(checks);
    foreignTokens(checks);
    refusals(checks);
    otherGateways(checks);
    once(checks);
    simulated(checks);
    unknown(checks);
  }

  private static void charged(CheckList checks) {
    checks.add(
        "pay.charged",
        MONEY,
        "A token with enough balance behind it charges; the answer has the documented keys.",
        "contract 4.5 [D]",
        account -> {
          var linked = account.newLinkedWallet();
          var order = account.newOrder("250.50", linked.customer());
          var body = account.pay(order, linked.token()).send().ok();
          var id = Account.orderId(order);
          Expect.text(body, "order_id", id);
          Expect.text(body, "status", "CHARGED");
          Expect.text(body, "txn_id", account.merchant() + "-" + id + "-1");
          Expect.form(body, "txn_uuid", ".+");
          Expect.same(
              "offers", Expect.list(Expect.field(body, "offer_details"), "offers").size(), 0);
        });
    checks.add(
        "pay.authentication_in_every_answer",
        MONEY,
        "payment.authentication is in every success answer, with method and url.",
        "contract 4.5",
        account -> {
          var linked = account.newLinkedWallet();
          var order = account.newOrder("10", linked.customer());
          var body = account.pay(order, linked.token()).send().ok();
          var authentication = Expect.field(Expect.field(body, "payment"), "authentication");
          Expect.text(authentication, "method", "GET");
          Expect.form(authentication, "url", "https?://.+/pay/finish/.+");
        });
    checks.add(
        "pay.attempt_in_the_txn_id",
        SIMULATOR,
        "txn_id ends in the number of the attempt.",
        "contract 4.5",
        account -> {
          var linked = account.newLinkedWallet();
          var order = account.newOrder("7020", linked.customer());
          account.pay(order, linked.token()).send().ok();
          var token = Expect.text(account.get("/wallets/" + linked.id()).send().ok(), "token");
          Expect.form(account.pay(order, token).send().ok(), "txn_id", ".+-2");
        });
  }

  private static void ways(CheckList checks) {
    checks.add(
        "pay.by_a_device",
        MONEY,
        "A client_auth_token pays its customer's order without a key.",
        "contract 4.5 [D]",
        account -> {
          var customer = account.newCustomerWithToken();
          var wallet = account.newAuthenticatedWallet(customer);
          var linked = account.link(wallet, account.target().otp()).send().ok();
          var order = account.newOrder("10", customer);
          var body =
              account
                  .pay(order, Expect.text(linked, "token"))
                  .withoutKey()
                  .with("client_auth_token", Account.token(customer))
                  .send()
                  .ok();
          Expect.text(body, "status", "CHARGED");
        });
    checks.add(
        "pay.create_and_pay",
        MONEY,
        "An order may come with its payment, in parameters that begin with order.",
        "contract 4.5",
        account -> {
          var linked = account.newLinkedWallet();
          var id = account.newId("order");
          var body =
              account
                  .pay(id)
                  .with("order.order_id", id)
                  .with("order.amount", "10")
                  .with("order.customer_id", Account.reference(linked.customer()))
                  .with("direct_wallet_token", linked.token())
                  .send()
                  .ok();
          Expect.text(body, "status", "CHARGED");
          Expect.number(account.get("/orders/" + id).send().ok(), "amount", "10");
        });
    checks.add(
        "pay.redirect_without_json",
        MONEY,
        "Without format=json a payment answers 302 to its authentication URL.",
        "contract 4.5",
        account -> {
          var linked = account.newLinkedWallet();
          var order = account.newOrder("10", linked.customer());
          var reply = account.pay(order, linked.token()).instead("format", "html").send();
          reply.status(302);
          Expect.matches("Location", reply.header("Location"), "https?://.+/pay/finish/.+");
        });
  }

  private static void usedTokens(CheckList checks) {
    checks.add(
        "pay.a_token_works_once",
        MONEY,
        "A token that has paid is refused with 400, and nothing moves.",
        "contract 3.2 [S]",
        account -> {
          var linked = account.newLinkedWallet();
          var token = linked.token();
          account.pay(account.newOrder("10", linked.customer()), token).send().ok();
          var second = account.newOrder("20", linked.customer());
          refusesToken(account.pay(second, token));
          Expect.absent(account.order(second), "txn_detail");
        });
    checks.add(
        "pay.a_token_works_once_whatever_came_of_it",
        SIMULATOR,
        "A token whose payment the provider refused is used up.",
        "contract 3.2",
        account -> {
          var linked = account.newLinkedWallet();
          var token = linked.token();
          account.pay(account.newOrder("7020", linked.customer()), token).send().ok();
          refusesToken(account.pay(account.newOrder("10", linked.customer()), token));
        });
    checks.add(
        "pay.other_tokens_stay",
        MONEY,
        "Using one token leaves the wallet's other tokens.",
        "contract 3.2",
        account -> {
          var linked = account.newLinkedWallet();
          var other = Expect.text(account.get("/wallets/" + linked.id()).send().ok(), "token");
          account.pay(account.newOrder("10", linked.customer()), linked.token()).send().ok();
          var body = account.pay(account.newOrder("11", linked.customer()), other).send().ok();
          Expect.text(body, "status", "CHARGED");
        });
    checks.add(
        "pay.a_token_of_a_delinked_wallet",
        LINK,
        "A token of a wallet that was delinked since is refused.",
        "contract 3.2",
        account -> {
          var linked = account.newLinkedWallet();
          account.post("/wallets/" + linked.id()).with("command", "delink").send().ok();
          refusesToken(account.pay(account.newOrder("10", linked.customer()), linked.token()));
        });
  }

  private static void foreignTokens(CheckList checks) {
    checks.add(
        "pay.a_token_of_another_customer",
        LINK,
        "A token of another customer than the order's is refused.",
        "contract 3.2",
        account -> {
          var linked = account.newLinkedWallet();
          refusesToken(account.pay(account.newOrder("10", account.newCustomer()), linked.token()));
        });
    checks.add(
        "pay.a_forged_token",
        LINK,
        "A token with one changed character is refused.",
        "contract 3.2",
        account -> {
          var linked = account.newLinkedWallet();
          var token = linked.token();
          int at = token.length() / 2;
          var forged =
              token.substring(0, at)
                  + (token.charAt(at) == 'a' ? 'b' : 'a')
                  + token.substring(at + 1);
          refusesToken(account.pay(account.newOrder("10", linked.customer()), forged));
        });
    checks.add(
        "pay.a_token_of_another_gateway",
        LINK,
        "A token with the name of another gateway beside it is refused.",
        "contract 4.5",
        account -> {
          var linked = account.newLinkedWallet();
          var order = account.newOrder("10", linked.customer());
          var other = account.target().gateway().equals("PAYTM") ? "MOBIKWIK" : "PAYTM";
          account.pay(order, linked.token()).instead("payment_method", other).send().status(400);
        });
  }

  private static void refusals(CheckList checks) {
    checks.add(
        "pay.unknown_order",
        LINK,
        "A payment of an unknown order is 400 NOT_FOUND.",
        "contract 1.4 [D]",
        account -> {
          var body =
              account
                  .pay(account.newId("nothing"))
                  .with("direct_wallet_token", account.newLinkedWallet().token())
                  .send()
                  .json(400);
          Expect.text(body, "status", "NOT_FOUND");
        });
    checks.add(
        "pay.other_types",
        CREATE,
        "CARD and NB are refused with the documented sentence.",
        "contract 4.5",
        account -> {
          for (var type : new String[] {"CARD", "NB"}) {
            var order = account.newOrder("10").send().ok();
            var body =
                account
                    .pay(Account.orderId(order))
                    .instead("payment_method_type", type)
                    .send()
                    .json(400);
            Expect.text(body, "status", "invalid_request_error");
            Expect.text(
                body, "error_message", "Can't find a suitable gateway to process the transaction");
          }
        });
    checks.add(
        "pay.order_id_is_mandatory",
        CREATE,
        "A payment without order_id is refused, and the field is named.",
        "contract 1.4 [D]",
        account ->
            Expect.refusesMissing(
                account
                    .post("/txns")
                    .with("payment_method_type", "WALLET")
                    .with("payment_method", account.target().gateway())
                    .with("format", "json")
                    .send(),
                "order_id"));
  }

  private static void otherGateways(CheckList checks) {
    checks.add(
        "pay.gateway_that_is_not_configured",
        CREATE,
        "A payment with an unknown gateway is 400.",
        "contract 4.5",
        account -> {
          var order = account.newOrder("10", account.newCustomer());
          account
              .pay(Account.orderId(order))
              .instead("payment_method", "NO_SUCH_WALLET")
              .send()
              .status(400);
        });
  }

  private static void once(CheckList checks) {
    checks.add(
        "pay.a_paid_order_is_not_paid_again",
        MONEY,
        "A second payment of a paid order is refused.",
        "contract 4.5",
        account -> {
          var linked = account.newLinkedWallet();
          var order = account.newOrder("10", linked.customer());
          account.pay(order, linked.token()).send().ok();
          var token = Expect.text(account.get("/wallets/" + linked.id()).send().ok(), "token");
          account.pay(order, token).send().status(400);
        });
    checks.add(
        "pay.a_paid_order_does_not_change",
        MONEY,
        "A paid order is not updated.",
        "contract 4.2",
        account -> {
          var order = account.newPaidOrder("10");
          account.post("/orders/" + Account.orderId(order)).with("amount", "20").send().status(400);
          Expect.number(account.order(order), "amount", "10");
        });
  }

  private static void simulated(CheckList checks) {
    checks.add(
        "pay.refused_by_the_provider",
        SIMULATOR,
        "A payment that the provider refuses is AUTHORIZATION_FAILED 27.",
        "contract 4.4, 4.5",
        account -> {
          var linked = account.newLinkedWallet();
          var order = account.newOrder("7020", linked.customer());
          Expect.text(
              account.pay(order, linked.token()).send().ok(), "status", "AUTHORIZATION_FAILED");
          var status = account.order(order);
          Expect.text(status, "status", "AUTHORIZATION_FAILED");
          Expect.number(status, "status_id", "27");
        });
    checks.add(
        "pay.too_little_money",
        SIMULATOR,
        "A payment of more than the balance is PENDING; its order is PENDING_VBV 23.",
        "contract 4.5",
        account -> {
          var linked = account.newLinkedWallet("9000000011");
          var order = account.newOrder("60", linked.customer());
          var body = account.pay(order, linked.token()).send().ok();
          Expect.text(body, "status", "PENDING");
          Expect.form(
              body.path("payment").path("authentication"), "url", "https?://.+/pay/start/.+");
          var status = account.order(order);
          Expect.text(status, "status", "PENDING_VBV");
          Expect.number(status, "status_id", "23");
        });
  }

  private static void unknown(CheckList checks) {
    checks.add(
        "pay.unknown_outcome",
        SIMULATOR,
        "A payment whose outcome is unknown is AUTHORIZING with GATEWAY_OUTCOME_UNKNOWN, and its "
            + "order tells the truth once it is asked.",
        "contract 4.3, 4.5",
        account -> {
          var linked = account.newLinkedWallet();
          var order = account.newOrder("7022", linked.customer());
          var body = account.pay(order, linked.token()).send().ok();
          var status = Expect.text(body, "status");
          Expect.oneOf("status", status, Set.of("AUTHORIZING", "CHARGED"));
          if (status.equals("AUTHORIZING")) {
            Expect.text(body, "error_code", "GATEWAY_OUTCOME_UNKNOWN");
          }
          account.await(order, "CHARGED", it -> it.path("status").asString("").equals("CHARGED"));
        });
    checks.add(
        "pay.never_arrived",
        SIMULATOR,
        "A payment that the provider could not take is not charged.",
        "contract 4.5",
        account -> {
          var linked = account.newLinkedWallet();
          var order = account.newOrder("7021", linked.customer());
          account.pay(order, linked.token()).send().ok();
          Expect.that(
              !account.order(order).path("status").asString("").equals("CHARGED"),
              "status: CHARGED (expected: not charged)");
        });
  }

  private static void refusesToken(Call call) {
    var body = call.send().json(400);
    Expect.oneOf(
        "error_info.code",
        Expect.text(Expect.field(body, "error_info"), "code"),
        Set.of("EXPIRED", "INVALID_INPUT"));
  }
}
