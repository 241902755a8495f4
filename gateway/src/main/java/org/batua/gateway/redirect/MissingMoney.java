package org.batua.gateway.redirect;

import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.payment.UnfundedPayment;
import org.batua.gateway.payment.UnfundedPaymentStore;
import org.batua.gateway.topup.Topups;

/// Begins the top-up of what a waiting payment lacks.
public final class MissingMoney {
  private final UnfundedPaymentStore store;
  private final Topups topups;
  private final SlowCalls slowCalls;

  public MissingMoney(UnfundedPaymentStore store, Topups topups, SlowCalls slowCalls) {
    this.store = store;
    this.topups = topups;
    this.slowCalls = slowCalls;
  }

  /// The path that leads to the provider; whoever has gone there before goes on with the same
  /// top-up. Empty when the payment does not wait, or nothing can be added.
  public Optional<String> add(MerchantId merchant, String payment) {
    return store.find(merchant, payment).flatMap(this::add);
  }

  Optional<String> add(UnfundedPayment payment) {
    var shortage =
        new Topups.Shortage(
            payment.id(), payment.merchant(), payment.wallet(), payment.amount(), payment.until());
    return slowCalls
        .within(() -> topups.begin(shortage))
        .orElseGet(() -> topups.beginByStored(shortage))
        .map(RedirectPaths::start);
  }
}
