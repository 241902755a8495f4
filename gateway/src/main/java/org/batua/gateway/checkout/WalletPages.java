package org.batua.gateway.checkout;

import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.Request;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.redirect.RedirectPaths;

/// The steps of the checkout that pay: with a linked wallet, or on a provider's page.
public final class WalletPages {
  private static final int TOKEN_LENGTH_MAX = 128;

  private final CheckoutPages pages;
  private final CheckoutEntry entry;
  private final CheckoutPayments payments;
  private final ChoicePages choices;

  public WalletPages(
      CheckoutPages pages, CheckoutEntry entry, CheckoutPayments payments, ChoicePages choices) {
    this.pages = pages;
    this.entry = entry;
    this.payments = payments;
    this.choices = choices;
  }

  /// The ways to pay, also in place of a payment that waits for money.
  Answer wallets(Request request, Embedding embedding) {
    var checkout = pages.open(request, embedding, "/wallets");
    return checkout.isPayable() ? choices.show(checkout, request) : pages.toCheckout(checkout);
  }

  /// Whatever came of it, the checkout shows the order's status: also when this form was sent
  /// before, and its token is used up.
  Answer pay(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "");
    var token = request.params().secret("wallet_token", TOKEN_LENGTH_MAX);
    var gateway = request.params().text("gateway", 32).flatMap(GatewayCode::parse);
    boolean isAdding = CheckoutPaths.then(request).equals(RedirectPaths.ADD);
    try {
      if (token.isPresent() && !checkout.owners().isEmpty()) {
        payments.pay(checkout, token.get());
        return isAdding ? addMoney(checkout) : pages.toCheckout(checkout);
      }
      if (token.isEmpty() && gateway.isPresent()) {
        entry.remember(checkout);
        payments.payOnPage(checkout, gateway.get());
      }
    } catch (Rejected e) {
      if (!CheckoutPayments.isShownWithOrder(e)) {
        throw e;
      }
      return again(checkout, checkout.path(), e);
    }
    return pages.toCheckout(checkout);
  }

  /// Who pressed "Add … and pay" goes on to the provider; out of a frame a link leads there.
  private Answer addMoney(Checkout checkout) {
    if (checkout.isFramed()) {
      return pages.to(checkout, CheckoutPaths.adding(checkout.path()));
    }
    return payments
        .addMoney(checkout)
        .map(path -> pages.to(checkout, path))
        .orElseGet(() -> pages.toCheckout(checkout));
  }

  /// Forgets a wallet: it is delinked here and at its provider.
  Answer forget(Request request, Embedding embedding) {
    var checkout = pages.openForm(request, embedding, "");
    var token = request.params().secret("wallet_token", TOKEN_LENGTH_MAX);
    if (token.isEmpty() || !checkout.isPayable() || checkout.owners().isEmpty()) {
      return pages.toWallets(checkout);
    }
    try {
      var gateway = payments.forget(checkout, token.get());
      return pages.to(checkout, CheckoutPaths.afterForgetting(checkout.walletsPath(), gateway));
    } catch (Rejected e) {
      if (!CheckoutPayments.isShownWithOrder(e)) {
        throw e;
      }
      return again(checkout, checkout.walletsPath(), e);
    }
  }

  /// A page that stood for long has tokens that are too old.
  private Answer again(Checkout checkout, String path, Rejected refused) {
    boolean isOldToken = refused.rejection() instanceof Rejection.TokenRefused;
    return pages.to(checkout, isOldToken ? CheckoutPaths.again(path) : path);
  }
}
