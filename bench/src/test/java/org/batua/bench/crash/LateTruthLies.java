package org.batua.bench.crash;

import java.util.List;
import org.batua.bench.crash.ChecksBiteTest.Lie;

/// Lies about what was final, what came late, and who said so.
final class LateTruthLies {
  private static final int PAID = 0;

  private LateTruthLies() {}

  static List<Lie> lies() {
    return List.of(
        new Lie(
            Check.FINAL_IS_FINAL,
            "a charge becomes a refusal",
            it -> it.history("txn-back", "CHARGED", "DECLINED")),
        new Lie(
            Check.FINAL_IS_FINAL,
            "a refund that was given back is unknown",
            it -> it.history("refund-back", "SUCCEEDED", "UNKNOWN")),
        new Lie(
            Check.SECOND_CHARGES_GO_BACK,
            "a second charge is kept",
            it -> Agreement.change(it.txns, PAID, LateTruthLies::asSecondCharge)),
        new Lie(
            Check.BALANCES_AGREE,
            "a paisa was added on the page that the wallet does not have",
            it -> Agreement.change(it.payments, PAID, LateTruthLies::withAPaisaAdded)),
        new Lie(
            Check.FORGERIES_CHANGE_NOTHING,
            "a forged notification is believed",
            it -> it.forgeries.add(new Facts.Forgery("pac_1", "APPLIED"))),
        new Lie(
            Check.NO_REFERENCE_TWICE,
            "sent twice, never taken over",
            it -> it.debitCalls.put(Agreement.mobikwik("paid"), 2L)));
  }

  private static Facts.Payment withAPaisaAdded(Facts.Payment it) {
    return new Facts.Payment(
        it.reference(), it.account(), it.movedPaise(), 1, it.status(), it.refunds());
  }

  private static Facts.Txn asSecondCharge(Facts.Txn it) {
    return new Facts.Txn(
        it.id(),
        it.orderRef(),
        it.attempt(),
        it.reference(),
        it.paise(),
        it.status(),
        it.createdAt(),
        it.nextCheckAt(),
        it.hasTokenUse(),
        /* isSecondCharge= */ true);
  }
}
