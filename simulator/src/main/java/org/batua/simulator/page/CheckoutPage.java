package org.batua.simulator.page;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Transaction;

/// The page on which a customer adds money, or sees what became of it.
public final class CheckoutPage {

  /// Asks the customer to decide; the form posts to the page's own address.
  public static String asking(String provider, Transaction transaction) {
    String body =
        """
        %s
        <form method="post">
        <button class="first" name="decision" value="approve">Approve</button>
        <button name="decision" value="decline">Decline</button>
        <button name="decision" value="cancel">Cancel</button>
        </form>
        """
            .formatted(summary(transaction));
    return Html.ofProvider(provider, action(transaction), body);
  }

  /// Tells how the payment ended, with a way back where the browser is meant to return.
  public static String decided(String provider, Transaction transaction, WayBack wayBack) {
    String way =
        switch (wayBack) {
          case WayBack.Redirect(String url) ->
              "<p><a class=\"button first\" href=\""
                  + Html.escape(url)
                  + "\">Return to the merchant</a></p>";
          case WayBack.Post(String url, Map<String, String> fields) -> form(url, fields);
          case WayBack.None _ -> "<p>You may close this window.</p>";
        };
    String word = transaction.status().name().toLowerCase(Locale.ROOT);
    String title = "This payment has " + word;
    return Html.ofProvider(provider, title, summary(transaction) + way);
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
    return html.append("<button class=\"first\">Return to the merchant</button>\n</form>")
        .toString();
  }

  /// Says why there is nothing to decide.
  public static String refused(String why) {
    return Html.page("Not possible", "<h1>Not possible</h1><p>" + Html.escape(why) + "</p>");
  }

  private static String action(Transaction transaction) {
    return switch (transaction.kind()) {
      case TOP_UP_AND_DEBIT -> "Add money and pay";
      case DEBIT -> "Confirm the payment";
      case TOP_UP, CREDIT -> "Add money";
    };
  }

  private static String summary(Transaction transaction) {
    return """
    <p class="quiet">For the merchant %s</p>
    <p class="amount">%s</p>
    <p class="quiet">Order <code>%s</code>, wallet %s</p>
    """
        .formatted(
            Html.escape(transaction.key().mid().value()),
            money(transaction),
            Html.escape(transaction.key().reference().value()),
            transaction.phone().masked());
  }

  /// As people write it: `₹1,249.50`, `Rp150.000`. No wallet holds a part of a rupiah.
  private static String money(Transaction transaction) {
    boolean isRupiah = transaction.key().provider() == Provider.GOPAY;
    var format =
        new DecimalFormat(
            isRupiah ? "#,##0" : "#,##0.00",
            DecimalFormatSymbols.getInstance(isRupiah ? Locale.GERMANY : Locale.ROOT));
    return (isRupiah ? "Rp" : "₹")
        + format.format(BigDecimal.valueOf(transaction.amount().value(), 2));
  }

  private CheckoutPage() {}
}
