package org.batua.gateway.checkout;

import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.wallet.Wallet;

/// The ways to pay an order: the customer's linked wallets, and the pages of providers.
public final class WalletPages {
  private static final int TOKEN_LENGTH_MAX = 128;

  private final CheckoutPages pages;
  private final CheckoutPayments payments;
  private final CheckoutLinking linking;
  private final LinkingPages linkingPages;
  private final PaymentOptions options;
  private final Connectors connectors;

  public WalletPages(
      CheckoutPages pages,
      CheckoutPayments payments,
      CheckoutLinking linking,
      LinkingPages linkingPages,
      PaymentOptions options,
      Connectors connectors) {
    this.pages = pages;
    this.payments = payments;
    this.linking = linking;
    this.linkingPages = linkingPages;
    this.options = options;
    this.connectors = connectors;
  }

  /// The wallets of a customer.
  ///
  /// @param pages providers on whose own pages the order can be paid
  /// @param notice what happened before; empty for nothing
  public record WalletChoice(
      CheckoutPlace place,
      List<WalletOption> wallets,
      boolean mayAdd,
      List<ProviderOption> pages,
      String notice) {
    public WalletChoice {
      wallets = List.copyOf(wallets);
      pages = List.copyOf(pages);
    }
  }

  /// The ways to pay, also in place of a payment that waits for money.
  Answer wallets(Request request, Embedding embedding) {
    var checkout = pages.open(request, embedding, "/wallets");
    return checkout.isPayable() ? show(checkout) : pages.toCheckout(checkout);
  }

  Answer show(Checkout checkout) {
    var wallets = payments.linkedWallets(checkout);
    if (wallets.isEmpty()) {
      return linkingPages.numberForm(checkout);
    }
    var mayAdd = !options.linkable(checkout, wallets, linking.mayLinkAny(checkout)).isEmpty();
    var model =
        new WalletChoice(
            pages.place(checkout),
            walletOptions(checkout, wallets),
            mayAdd,
            linkingPages.providerPages(checkout),
            pages.notice(checkout));
    return pages.show(checkout, "wallets", model);
  }

  /// Whatever came of it, the checkout shows the order's status: also when this form was sent
  /// before, and its token is used up.
  Answer pay(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "");
    var token = request.params().secret("wallet_token", TOKEN_LENGTH_MAX);
    var gateway = request.params().text("gateway", 32).flatMap(GatewayCode::parse);
    try {
      if (token.isPresent() && checkout.provenCustomer().isPresent()) {
        payments.pay(checkout, token.get());
      } else if (token.isEmpty() && gateway.isPresent()) {
        payments.payOnPage(checkout, gateway.get());
      }
    } catch (Rejected e) {
      boolean isShown =
          e.rejection() instanceof Rejection.OrderRefused
              || e.rejection() instanceof Rejection.TokenRefused
              || e.rejection() instanceof Rejection.OutcomeNotStored;
      if (!isShown) {
        throw e;
      }
    }
    return pages.toCheckout(checkout);
  }

  /// The first wallet with enough money is chosen.
  private List<WalletOption> walletOptions(Checkout checkout, List<Wallet> wallets) {
    var amount = checkout.order().amount();
    var chosen =
        wallets.stream()
            .filter(wallet -> missing(wallet, amount).isEmpty())
            .findFirst()
            .orElse(wallets.getFirst());
    return wallets.stream()
        .map(
            wallet ->
                new WalletOption(
                    payments.tokenOf(wallet),
                    connectors.name(wallet.gateway()),
                    wallet.balance().filter(one -> one.currency().equals(amount.currency())),
                    missing(wallet, amount),
                    wallet.equals(chosen)))
        .toList();
  }

  private static Optional<Money> missing(Wallet wallet, Money amount) {
    return wallet
        .balance()
        .filter(balance -> balance.currency().equals(amount.currency()))
        .filter(balance -> balance.compareTo(amount) < 0)
        .map(amount::minus);
  }
}
