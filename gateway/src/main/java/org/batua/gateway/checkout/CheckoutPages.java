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
  public record Place(OrderSummary bill, String path, Optional<String> back, boolean isFramed) {
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
      return WalletMark.of(name);
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
  ///
  /// @param isByConsent whether it is linked on the provider's page
  public record Offer(String code, String name, boolean isByConsent) {
    static Offer of(Connector connector) {
      return new Offer(
          connector.gateway().code(), connector.name(), connector.redirectLinking().isPresent());
    }

    public String monogram() {
      return WalletMark.of(name);
    }
  }

  /// The form that asks for a mobile number.
  ///
  /// @param outside those that are linked in a window of their own
  /// @param pages providers on whose own pages the order can be paid
  /// @param chosen the code of the offer that is chosen
  /// @param problem with what was sent; empty for none
  /// @param notice what happened before; empty for nothing
  /// @param mayGoBack whether there are wallets to go back to
  public record NumberForm(
      Place place,
      List<Offer> offers,
      Outside outside,
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

    /// Which text says what follows the number.
    public String way() {
      long consents = offers.stream().filter(Offer::isByConsent).count();
      return consents == 0 ? "otp" : consents == offers.size() ? "consent" : "both";
    }
  }

  /// What a frame cannot show.
  ///
  /// @param path where they are linked
  public record Outside(List<Offer> offers, String path) {
    public Outside {
      offers = List.copyOf(offers);
    }

    static final Outside NOTHING = new Outside(List.of(), "");
  }

  /// A wallet that is linked by consent, until it is.
  ///
  /// @param kind of its texts: `go` before the provider's page, or a status
  /// @param start leads to the provider's page
  public record Consenting(Place place, String kind, String wallet, String start) {}

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
