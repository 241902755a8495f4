package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.MONEY;

import java.net.URI;
import java.util.Map;
import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Deviation;
import org.batua.conformance.kit.Expect;
import org.batua.conformance.kit.ReturnSignature;

/// The customer's way back to the merchant, and its signature.
public final class ReturnChecks {
  private static final String BACK = "https://shop.example/back";

  private ReturnChecks() {}

  public static void addTo(CheckList checks) {
    checks.add(
        "return.to_the_return_url",
        MONEY,
        "After a payment the browser comes to return_url with order, status and signature.",
        "contract 4.8 [D]",
        account -> {
          var back = paid(account);
          Expect.that(back.location().startsWith(BACK + "?"), "Location: " + back.location());
          Expect.same("status", back.value("status"), "CHARGED");
          Expect.same("status_id", back.value("status_id"), "21");
          Expect.same("signature_algorithm", back.value("signature_algorithm"), "HMAC-SHA256");
        });
    checks.add(
        "return.is_signed",
        MONEY,
        "The signature is HMAC-SHA256 with the response key over the other parameters.",
        "contract 4.8 [D]",
        account -> {
          var key = account.target().responseKey().orElseThrow();
          var back = paid(account);
          Expect.same(
              "signature", back.value("signature"), ReturnSignature.of(back.parameters(), key));
        });
  }

  private record Back(String location, Map<String, String> parameters) {
    String value(String name) {
      return parameters.getOrDefault(name, "missing");
    }
  }

  private static Back paid(Account account) {
    var linked = account.newLinkedWallet();
    var order =
        account
            .newOrder("10")
            .with("customer_id", Account.reference(linked.customer()))
            .with("return_url", BACK)
            .send()
            .ok();
    var paid = account.pay(order, linked.token()).send().ok();
    var finish = Expect.text(paid.path("payment").path("authentication"), "url");
    var uri = URI.create(finish);
    if (!uri.getPath().startsWith(account.target().base().getPath())) {
      throw new Deviation("authentication.url: " + finish + " (expected: below the base URL)");
    }
    var reply =
        account
            .get(uri.getRawPath().substring(account.target().base().getRawPath().length()))
            .withoutKey()
            .send();
    reply.status(302);
    var location = reply.header("Location");
    return new Back(location, ReturnSignature.parameters(URI.create(location)));
  }
}
