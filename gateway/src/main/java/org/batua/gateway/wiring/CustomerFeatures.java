package org.batua.gateway.wiring;

import org.batua.gateway.http.Guesses;
import org.batua.gateway.paymentmethod.Eligibilities;
import org.batua.gateway.redirect.PageServices;
import org.batua.gateway.wallet.RedirectLinks;
import org.batua.gateway.wallet.WalletTokens;
import org.batua.gateway.wallet.Wallets;

/// What pages for customers are made of.
record CustomerFeatures(
    PageServices pages,
    Wallets wallets,
    WalletTokens tokens,
    RedirectLinks consents,
    Eligibilities eligibilities,
    Guesses guesses) {}
