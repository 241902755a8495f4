package org.batua.simulator.page;

import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Phone;

/// The page on which a customer lets a merchant use the wallet.
public final class ConsentPage {
  /// Asks a signed-in customer for consent.
  public static String asking(String provider, Merchant merchant, Phone phone) {
    String wallet = "<dl><div><dt>Wallet</dt><dd>" + phone.masked() + "</dd></div></dl>";
    return page(provider, merchant, wallet, "");
  }

  /// Asks a customer who says which wallet it is; who declines need not say.
  public static String askingWho(String provider, Merchant merchant) {
    String field =
        "<label>Mobile number <input name=\"phone\" type=\"tel\" autocomplete=\"tel\""
            + " required></label>";
    return page(provider, merchant, "", field);
  }

  private static String page(String provider, Merchant merchant, String above, String field) {
    String shop = Html.escape(merchant.shownName());
    String body =
        """
        <p><strong>%s</strong> wants to charge your wallet for what you buy there, without asking
        you each time. You can end this here at any time.</p>
        %s
        <form method="post">
        %s
        <button class="first" name="decision" value="approve">Approve</button>
        <button name="decision" value="decline" formnovalidate>Decline</button>
        </form>
        """
            .formatted(shop, above, field);
    return Html.ofProvider(provider, "Link your wallet to " + merchant.shownName(), body);
  }

  /// What a customer sees who will never go back.
  public static String leaving(String provider) {
    return Html.ofProvider(provider, "Link your wallet", "<p>You fell asleep.</p>");
  }

  /// Tells how it ended, where there is no way back.
  public static String ended(String provider, String word) {
    return Html.ofProvider(
        provider, "Link your wallet", "<p>It ended: " + Html.escape(word) + "</p>");
  }

  private ConsentPage() {}
}
