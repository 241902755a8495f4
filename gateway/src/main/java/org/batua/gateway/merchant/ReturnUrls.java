package org.batua.gateway.merchant;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.WebAddress;
import org.batua.gateway.http.Params;

/// Where a customer's browser may be sent back to: what a request gave, else the account's own, and
/// where the merchant has listed its hosts no other host.
public final class ReturnUrls {
  private static final int LENGTH_MAX = 512;
  private static final String FORM = "must be " + WebAddress.PLAIN;

  private final Merchants merchants;

  public ReturnUrls(Merchants merchants) {
    this.merchants = merchants;
  }

  /// Reads an address from a request; its host is not judged yet.
  ///
  /// @throws Rejected when it is not absolute, or has a query, a fragment or a user
  public static Optional<String> read(Params params, String name) {
    var text = params.text(name, LENGTH_MAX);
    if (text.isPresent() && WebAddress.plain(text.get()).isEmpty()) {
      throw Params.invalid(name, FORM);
    }
    return text;
  }

  /// Refuses an address that the merchant does not allow.
  ///
  /// @throws Rejected when the merchant has listed its hosts and the address has another one
  public void refuseOtherHosts(MerchantId merchant, Optional<String> given) {
    if (given.isPresent() && allowed(merchant, given.get()).isEmpty()) {
      throw Params.invalid("return_url", "must be at one of the merchant's listed hosts");
    }
  }

  /// Where to send a browser: empty when nothing was given and the account has none, or when its
  /// host is not listed (any more).
  public Optional<URI> target(MerchantId merchant, Optional<String> given) {
    var known = merchants.find(merchant);
    return given
        .or(() -> known.flatMap(Merchant::returnUrl).map(URI::toString))
        .flatMap(text -> allowed(merchant, text));
  }

  private Optional<URI> allowed(MerchantId merchant, String text) {
    var hosts = merchants.find(merchant).map(Merchant::returnHosts).orElseThrow();
    return WebAddress.plain(text)
        .filter(uri -> hosts.isEmpty() || hosts.contains(uri.getHost().toLowerCase(Locale.ROOT)));
  }
}
