package org.batua.gateway.checkout;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.order.OrderStatus;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.wallet.Wallet;

/// The ways to pay an order: the customer's linked wallets, and the pages of providers.
public final class WalletPages {
  private static final int TOKEN_LENGTH_MAX = 128;

  private final CheckoutPages pages;
  private final CheckoutPayments payments;
  private final LinkingPages linkingPages;
  private final PaymentOptions options;
  private final Connectors connectors;

  public WalletPages(
      CheckoutPages pages,
      CheckoutPayments payments,
      LinkingPages linkingPages,
      PaymentOptions options,
      Connectors connectors) {
    this.pages = pages;
    this.payments = payments;
    this.linkingPages = linkingPages;
    this.options = options;
    this.connectors = connectors;
  }

  /// The wallets of a customer.
  ///
  /// @param pages providers on whose own pages the order can be paid
  /// @param notice what happened before; empty for nothing
  /// @param isFailed whether the last payment failed
  public record WalletChoice(
      CheckoutPlace place,
      List<WalletOption> wallets,
      boolean mayAdd,
      List<ProviderOption> pages,
      String notice,
      boolean isFailed) {
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
    var mayAdd = !options.linkable(checkout, wallets).isEmpty();
    var model =
        new WalletChoice(
            pages.place(checkout),
            walletOptions(checkout, wallets),
            mayAdd,
            linkingPages.providerPages(checkout),
            pages.notice(checkout),
            checkout.order().status() == OrderStatus.FAILED);
    return pages.show(checkout, "wallets", model);
  }

  /// Whatever came of it, the checkout shows the order's status: also when this form was sent
  /// before, and its token is used up.
  Answer pay(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "");
    var token = request.params().secret("wallet_token", TOKEN_LENGTH_MAX);
    var gateway = request.params().text("gateway", 32).flatMap(GatewayCode::parse);
    try {
      if (token.isPresent() && !checkout.owners().isEmpty()) {
        payments.pay(checkout, token.get());
      } else if (token.isEmpty() && gateway.isPresent()) {
        payments.payOnPage(checkout, gateway.get());
      }
    } catch (Rejected e) {
      if (!CheckoutPayments.isShownWithOrder(e)) {
        throw e;
      }
    }
    return pages.toCheckout(checkout);
  }

  /// Forgets a wallet: it is delinked here and at its provider.
  Answer forget(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "");
    var token = request.params().secret("wallet_token", TOKEN_LENGTH_MAX);
    if (token.isPresent() && checkout.isPayable()) {
      payments.forget(checkout, token.get());
    }
    return pages.toWallets(checkout);
  }

  /// The first wallet with enough money is chosen, but not the one that failed before.
  private List<WalletOption> walletOptions(Checkout checkout, List<Wallet> wallets) {
    var amount = checkout.order().amount();
    var chosen =
        wallets.stream()
            .min(
                Comparator.comparing((Wallet wallet) -> hasFailed(wallet, checkout))
                    .thenComparing(wallet -> missing(wallet, amount).isPresent()))
            .orElseThrow();
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

  private static boolean hasFailed(Wallet wallet, Checkout checkout) {
    return checkout.order().status() == OrderStatus.FAILED
        && checkout
            .view()
            .payment()
            .filter(it -> it.gateway().equals(wallet.gateway()))
            .isPresent();
  }

  private static Optional<Money> missing(Wallet wallet, Money amount) {
    return wallet
        .balance()
        .filter(balance -> balance.currency().equals(amount.currency()))
        .filter(balance -> balance.compareTo(amount) < 0)
        .map(amount::minus);
  }
}
