package org.batua.gateway.checkout;

import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.page.WalletMark;

/// A wallet that the order can be paid with.
///
/// @param token pays with it, once
/// @param missing what the balance lacks
public record WalletOption(
    String token, String name, Optional<Money> balance, Optional<Money> missing, boolean isChosen) {
  public String mark() {
    return WalletMark.of(name);
  }
}
