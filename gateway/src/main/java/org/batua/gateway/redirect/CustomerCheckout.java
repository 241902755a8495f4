package org.batua.gateway.redirect;

import java.util.Optional;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.page.PageRequest;

/// The hosted checkout as seen by the pages that lead out of it and back.
public interface CustomerCheckout {
  /// Whether this browser began to link the wallet in the checkout.
  boolean isLinking(PageRequest page, WalletId wallet);

  /// Where a wallet is chosen for an order that waits for one.
  String path(OrderView order);

  /// Where this browser can choose another wallet for the order; empty when it did not come from
  /// the checkout.
  Optional<String> walletsPath(PageRequest page, OrderView order);
}
