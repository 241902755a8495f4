package org.batua.simulator.page;

import org.batua.simulator.engine.Phone;

/// The page on which a customer lets a merchant use the wallet.
public final class ConsentPage {
  /// Asks a customer who is known.
  public static String asking(String provider, Phone phone) {
    return page(provider, "<p>Wallet of " + phone.masked() + ".</p>", "");
  }

  /// Asks a customer who says which wallet it is.
  public static String askingWho(String provider) {
    String field =
        "<p><label>Mobile number <input name=\"phone\" inputmode=\"numeric\" required></label></p>";
    return page(provider, "", field);
  }

  private static String page(String provider, String above, String field) {
    String body =
        """
        <h1>%s</h1>
        <p>A merchant asks to charge your wallet.</p>
        %s
        <form method="post">
        %s
        <button name="decision" value="approve">Approve</button>
        <button name="decision" value="decline">Decline</button>
        </form>
        """
            .formatted(Html.escape(provider), above, field);
    return Html.page(provider + ": link", body);
  }

  /// What a customer sees who will never go back.
  public static String leaving(String provider) {
    return Html.page(
        provider + ": link", "<h1>" + Html.escape(provider) + "</h1><p>You fell asleep.</p>");
  }

  /// Tells how it ended, where there is no way back.
  public static String ended(String provider, String word) {
    return Html.page(
        provider + ": link",
        "<h1>" + Html.escape(provider) + "</h1><p>" + Html.escape(word) + "</p>");
  }

  private ConsentPage() {}
}
