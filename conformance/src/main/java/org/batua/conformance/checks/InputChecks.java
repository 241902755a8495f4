package org.batua.conformance.checks;

import static org.batua.conformance.kit.Needs.CREATE;

import java.util.List;
import org.batua.conformance.kit.Account;
import org.batua.conformance.kit.CheckList;
import org.batua.conformance.kit.Expect;

/// Numbers and addresses as people and programs write them: taken as given where they can be used
/// later, and refused at once where they cannot.
public final class InputChecks {
  private static final List<String> NUMBERS =
      List.of("+91 90000-00001", "09000000001", "00919000000001", "(90000) 00001", "919000000001");
  private static final List<String> NO_RETURN_URLS =
      List.of(
          "https://shop.example:99999/back",
          "https://shop.example/back?a=b",
          "https://shop.example/back#a",
          "ftp://shop.example/back",
          "//shop.example/back",
          "/back",
          "https://");

  private InputChecks() {}

  public static void addTo(CheckList checks) {
    numbers(checks);
    returnUrls(checks);
  }

  private static void numbers(CheckList checks) {
    checks.add(
        "number.every_spelling",
        CREATE,
        "A mobile number may be written with +91, 0091, 0, spaces, dashes and brackets, and is"
            + " echoed as given.",
        "contract 2 [C]",
        account ->
            NUMBERS.forEach(
                number ->
                    Expect.text(
                        account
                            .post("/customers")
                            .with("object_reference_id", account.newId("customer"))
                            .with("mobile_number", number)
                            .send()
                            .ok(),
                        "mobile_number",
                        number)));
    checks.add(
        "number.no_number",
        CREATE,
        "What is no mobile number is 400 and names the field.",
        "contract 2",
        account ->
            Expect.refusesField(
                account
                    .post("/customers")
                    .with("object_reference_id", account.newId("customer"))
                    .with("mobile_number", "ninety")
                    .send(),
                "mobile_number"));
    checks.add(
        "number.of_another_country",
        CREATE,
        "A wallet of an Indian provider refuses another country's number at once.",
        "contract 3.3",
        account ->
            account
                .post("/customers/" + Account.reference(account.newCustomer()) + "/wallets")
                .with("gateway", account.target().gateway())
                .with("mobile_number", "+14155550100")
                .send()
                .status(400));
  }

  private static void returnUrls(CheckList checks) {
    checks.add(
        "return_url.upper_case_scheme",
        CREATE,
        "The scheme of a return_url may be written in upper case.",
        "contract 4.1",
        account ->
            account.newOrder("10").with("return_url", "HTTPS://shop.example/back").send().ok());
    checks.add(
        "return_url.that_could_not_be_used",
        CREATE,
        "A return_url that no browser could be sent to, or with query or fragment, is 400.",
        "contract 4.1 [D]",
        account ->
            NO_RETURN_URLS.forEach(
                url ->
                    Expect.refusesField(
                        account.newOrder("10").with("return_url", url).send(), "return_url")));
    checks.add(
        "body.form_with_a_byte_order_mark",
        CREATE,
        "A byte order mark before a form is skipped.",
        "contract 1 [C]",
        account ->
            account
                .post("/orders")
                .body(
                    "application/x-www-form-urlencoded",
                    "\uFEFForder_id=" + account.newId("order") + "&amount=10")
                .send()
                .ok());
  }
}
