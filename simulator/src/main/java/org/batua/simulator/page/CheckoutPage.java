package org.batua.simulator.page;

import java.util.Locale;
import java.util.Map;
import org.batua.simulator.engine.Transaction;
import org.batua.simulator.engine.Transaction.Kind;

/// The page on which a customer adds money, or sees what became of it.
public final class CheckoutPage {

  /// Asks the customer to decide; the form posts to the page's own address.
  public static String asking(String provider, Transaction transaction) {
    String body =
        """
        <h1>%s</h1>
        %s
        <form method="post">
        <button name="decision" value="approve">Approve</button>
        <button name="decision" value="decline">Decline</button>
        <button name="decision" value="cancel">Cancel</button>
        </form>
        """
            .formatted(Html.escape(provider), summary(transaction));
    return Html.page(provider + ": add money", body);
  }

  /// Tells how the payment ended, with a way back where the browser is meant to return.
  public static String decided(String provider, Transaction transaction, WayBack wayBack) {
    String way =
        switch (wayBack) {
          case WayBack.Redirect(String url) ->
              "<p><a href=\"" + Html.escape(url) + "\">Return to the merchant</a></p>";
          case WayBack.Post(String url, Map<String, String> fields) -> form(url, fields);
          case WayBack.None _ -> "<p>You may close this window.</p>";
        };
    String word = transaction.status().name().toLowerCase(Locale.ROOT);
    String body =
        "<h1>"
            + Html.escape(provider)
            + "</h1>"
            + summary(transaction)
            + "<p>This payment has "
            + word
            + ".</p>"
            + way;
    return Html.page(provider + ": " + word, body);
  }

  private static String form(String url, Map<String, String> fields) {
    StringBuilder html =
        new StringBuilder("<form method=\"post\" action=\"" + Html.escape(url) + "\">\n");
    fields.forEach(
        (name, value) ->
            html.append("<input type=\"hidden\" name=\"")
                .append(Html.escape(name))
                .append("\" value=\"")
                .append(Html.escape(value))
                .append("\">\n"));
    return html.append("<button>Return to the merchant</button>\n</form>").toString();
  }

  /// Says why there is nothing to decide.
  public static String refused(String why) {
    return Html.page("Not possible", "<h1>Not possible</h1><p>" + Html.escape(why) + "</p>");
  }

  private static String summary(Transaction transaction) {
    String action = transaction.kind() == Kind.TOP_UP_AND_DEBIT ? "Add money and pay" : "Add money";
    return """
    <p>%s: <strong>Rs %s</strong> for order <code>%s</code>, wallet %s.</p>
    """
        .formatted(
            action,
            transaction.amount().rupees(),
            Html.escape(transaction.key().reference().value()),
            transaction.phone().masked());
  }

  private CheckoutPage() {}
}
