package org.batua.gateway.redirect;

import org.batua.gateway.base.Money;
import org.batua.gateway.merchant.Merchant;
import org.batua.gateway.merchant.Merchants;
import org.batua.gateway.order.Order;
import org.batua.gateway.page.WalletMark;

/// What is to be paid, and to whom: all that a payment link reveals.
///
/// @param merchant its name
/// @param orderId the merchant's own id
/// @param isTest whether no real money moves
public record OrderSummary(
    String merchant, Money amount, String description, String orderId, boolean isTest) {
  public static OrderSummary of(Order order, Merchants merchants) {
    var merchant = merchants.find(order.merchant());
    return new OrderSummary(
        merchant.map(Merchant::name).orElse(order.merchant().value()),
        order.amount(),
        order.detail("description"),
        order.orderId(),
        merchant.filter(one -> one.purpose() == Merchant.Purpose.DEVELOPMENT).isPresent());
  }

  /// The first letter of the merchant's name, in place of a logo.
  public String mark() {
    return WalletMark.of(merchant);
  }
}
