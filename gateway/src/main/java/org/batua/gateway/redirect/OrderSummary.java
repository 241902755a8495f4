package org.batua.gateway.redirect;

import java.util.List;
import org.batua.gateway.base.Money;
import org.batua.gateway.page.Brand;

/// What is to be paid, and to whom: all that a payment link reveals.
///
/// @param brand the shop's
/// @param orderId the merchant's own id
/// @param lines texts of the order that the shop shows its customers
public record OrderSummary(
    Brand brand, Money amount, String description, String orderId, List<Line> lines) {
  public OrderSummary {
    lines = List.copyOf(lines);
  }

  /// A text of the order, with the shop's own words before it.
  public record Line(String label, String text) {}

  /// The shop's name.
  public String merchant() {
    return brand.shop();
  }
}
