package org.batua.gateway.wallet;

import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.http.Caller;

/// Finds the wallet that a wallet token pays from.
public final class PaymentSources {
  private final WalletStore store;
  private final WalletTokens tokens;
  private final WalletAccess wallets;
  private final Function<MerchantId, Duration> tokenLife;

  public PaymentSources(
      WalletStore store,
      WalletTokens tokens,
      WalletAccess wallets,
      Function<MerchantId, Duration> tokenLife) {
    this.store = store;
    this.tokens = tokens;
    this.wallets = wallets;
    this.tokenLife = tokenLife;
  }

  /// The wallet of a genuine token; whether it was used before is for the one who uses it up.
  ///
  /// @throws Rejected when the token is not genuine, or not this caller's
  public PaymentSource find(Caller caller, Secret token) {
    var claim = tokens.read(token.reveal()).orElseThrow(PaymentSources::invalid);
    var owned = store.find(caller.merchant(), claim.wallet()).orElseThrow(PaymentSources::invalid);
    var wallet = owned.wallet();
    if (caller instanceof Caller.Customer(_, var customer) && !customer.equals(wallet.customer())) {
      throw invalid();
    }
    switch (tokens.judge(claim, wallet, tokenLife.apply(caller.merchant()))) {
      case GENUINE -> {}
      case EXPIRED ->
          throw new Rejected(
              new Rejection.TokenRefused(
                  Rejection.TokenFault.EXPIRED,
                  "The wallet token has expired. List the wallets for a new one."));
      case INVALID -> throw invalid();
    }
    var linked = wallets.open(owned).orElseThrow(PaymentSources::invalid);
    var use = new PaymentSource.TokenUse(HexFormat.of().formatHex(claim.use()));
    return new PaymentSource(linked, use, owned.customerReference());
  }

  private static Rejected invalid() {
    return new Rejected(
        new Rejection.TokenRefused(
            Rejection.TokenFault.INVALID,
            "The wallet token is not a valid token of this customer's linked wallet."));
  }
}
