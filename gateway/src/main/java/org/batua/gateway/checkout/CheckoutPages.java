package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Connector;

/// What the pages of the checkout show.
public final class CheckoutPages {
  private CheckoutPages() {}

  /// What all of them know.
  ///
  /// @param path of the checkout; its steps are below it
  /// @param back signed, to the merchant; empty where none is known
  /// @param isFramed whether the page stands inside the merchant's
  public record Place(Bill bill, String path, Optional<String> back, boolean isFramed) {
    /// Where links out of the checkout open.
    public String target() {
      return isFramed ? "_top" : "_self";
    }
  }

  /// A wallet to choose.
  ///
  /// @param token pays with it, once
  /// @param missing what the balance lacks
  public record Choice(
      String token,
      String name,
      Optional<Money> balance,
      Optional<Money> missing,
      boolean isChosen) {
    public String monogram() {
      return Monogram.of(name);
    }
  }

  /// The wallets of a customer.
  ///
  /// @param pages providers on whose own pages the order can be paid
  /// @param notice what happened before; empty for nothing
  public record WalletChoice(
      Place place, List<Choice> choices, boolean mayAdd, List<Offer> pages, String notice) {
    public WalletChoice {
      choices = List.copyOf(choices);
      pages = List.copyOf(pages);
    }
  }

  /// A provider whose wallets can be linked here, or on whose page the order can be paid.
  public record Offer(String code, String name) {
    static Offer of(Connector connector) {
      return new Offer(connector.gateway().code(), connector.name());
    }

    public String monogram() {
      return Monogram.of(name);
    }
  }

  /// The form that asks for a mobile number.
  ///
  /// @param pages providers on whose own pages the order can be paid
  /// @param chosen the code of the offer that is chosen
  /// @param problem with what was sent; empty for none
  /// @param notice what happened before; empty for nothing
  /// @param mayGoBack whether there are wallets to go back to
  public record NumberForm(
      Place place,
      List<Offer> offers,
      List<Offer> pages,
      String chosen,
      String number,
      String problem,
      String notice,
      boolean mayGoBack) {
    public NumberForm {
      offers = List.copyOf(offers);
      pages = List.copyOf(pages);
    }
  }

  /// The form that asks for an OTP.
  ///
  /// @param number masked
  /// @param waitSeconds until another OTP may be asked for; 0 when it may
  public record OtpForm(
      Place place, String wallet, String number, String problem, long waitSeconds) {}

  /// A payment that was made.
  public record Paid(Place place, String wallet) {}

  /// A payment that waits for its customer.
  ///
  /// @param key of its texts: `missing` for money that the wallet lacks, else `confirm`
  /// @param start where the customer acts
  public record CustomerNeeded(Place place, String key, String wallet, String start) {}
}
