package org.batua.simulator.page;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.engine.Transaction;

/// The page on which a customer adds money, or sees what became of it.
public final class CheckoutPage {

  /// Asks the customer to decide; the form posts to the page's own address.
  public static String asking(String provider, Merchant merchant, Transaction transaction) {
    String body =
        """
        %s
        <form method="post">
        <button class="first" name="decision" value="approve">Approve</button>
        <button name="decision" value="decline">Decline</button>
        <button name="decision" value="cancel">Cancel</button>
        </form>
        """
            .formatted(summary(merchant, transaction));
    return Html.ofProvider(provider, action(transaction), body);
  }

  /// Tells how the payment ended, with a way back where the browser is meant to return.
  public static String decided(
      String provider, Merchant merchant, Transaction transaction, ReturnTarget wayBack) {
    String way =
        switch (wayBack) {
          case ReturnTarget.Redirect(String url) ->
              "<p><a class=\"button first\" href=\""
                  + Html.escape(url)
                  + "\">Return to "
                  + Html.escape(merchant.shownName())
                  + "</a></p>";
          case ReturnTarget.Post(String url, Map<String, String> fields) ->
              form(merchant, url, fields);
          case ReturnTarget.None _ -> "<p>You may close this window.</p>";
        };
    String word = transaction.status().name().toLowerCase(Locale.ROOT);
    String title = "This payment has " + word;
    return Html.ofProvider(provider, title, summary(merchant, transaction) + way);
  }

  private static String form(Merchant merchant, String url, Map<String, String> fields) {
    StringBuilder html =
        new StringBuilder("<form method=\"post\" action=\"" + Html.escape(url) + "\">\n");
    fields.forEach(
        (name, value) ->
            html.append("<input type=\"hidden\" name=\"")
                .append(Html.escape(name))
                .append("\" value=\"")
                .append(Html.escape(value))
                .append("\">\n"));
    return html.append("<button class=\"first\">Return to ")
        .append(Html.escape(merchant.shownName()))
        .append("</button>\n</form>")
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

  private static String summary(Merchant merchant, Transaction transaction) {
    return """
    <p class="shop">%s</p>
    <p class="amount">%s</p>
    <dl>
    <div><dt>Wallet</dt><dd>%s</dd></div>
    <div><dt>Reference</dt><dd><code>%s</code></dd></div>
    </dl>
    """
        .formatted(
            Html.escape(merchant.shownName()),
            money(transaction),
            transaction.phone().masked(),
            Html.escape(transaction.key().reference().value()));
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
