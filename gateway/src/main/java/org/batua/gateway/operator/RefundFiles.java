package org.batua.gateway.operator;

import org.batua.gateway.base.MerchantId;
import org.batua.gateway.lookup.RefundableStore;

/// Files of refunds, each line checked beside the order that it names; nothing changes by it.
public final class RefundFiles {
  private final RefundableStore orders;

  public RefundFiles(RefundableStore orders) {
    this.orders = orders;
  }

  public RefundFile check(MerchantId merchant, String text) {
    var file = RefundFile.read(text);
    if (!file.fault().isEmpty()) {
      return file;
    }
    var found =
        orders.read(
            merchant,
            file.lines().stream().map(RefundFile.Line::orderId).distinct().toList(),
            file.lines().stream().map(RefundFile.Line::request).distinct().toList());
    return file.checked(found);
  }
}
