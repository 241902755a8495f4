package org.batua.bench.crash;

import java.util.ArrayList;
import java.util.List;

/// Everything that has to hold after a crash.
enum Check {
  CHARGED_MEANS_CHARGED,
  REFUSED_MEANS_NOT_DEBITED,
  ACKNOWLEDGED_EXISTS,
  REFUND_ANSWERS_HOLD,
  CHARGED_IS_NOT_TAKEN_BACK,
  CHARGED_WAS_DEBITED_ONCE,
  NO_REFERENCE_TWICE,
  EVERY_TOKEN_PAID_ONCE,
  EVERY_DEBIT_IS_KNOWN,
  ONE_DEBIT_FOR_AN_ORDER,
  JOURNAL_HOLDS_WHAT_IS_FINAL,
  DEBITS_AGREE_WITH_THE_STATEMENT,
  REFUNDS_AGREE_WITH_THE_STATEMENT,
  REFUNDS_HAVE_THEIR_NAMES,
  REFUNDS_ARE_COUNTED,
  TOPUP_ANSWERS_HOLD,
  TOPUP_ADDED_ONCE,
  EVERY_TOPUP_IS_KNOWN,
  TOPUPS_AGREE_WITH_THE_STATEMENT,
  BALANCES_AGREE,
  OPEN_HAS_A_NEXT_CHECK,
  NOTHING_IS_OVERDUE,
  SENDING_ENDS,
  HISTORY_IS_UNBROKEN,
  FINAL_IS_FINAL,
  SECOND_CHARGES_GO_BACK,
  FORGERIES_CHANGE_NOTHING,
  KNOWN_OUTCOMES_ARE_TAKEN;

  /// What is wrong, one sentence each.
  List<String> run(Facts facts) {
    var found =
        switch (this) {
          case CHARGED_MEANS_CHARGED -> AnswerChecks.chargedMeansCharged(facts);
          case REFUSED_MEANS_NOT_DEBITED -> AnswerChecks.refusedMeansNotDebited(facts);
          case ACKNOWLEDGED_EXISTS -> AnswerChecks.acknowledgedExists(facts);
          case REFUND_ANSWERS_HOLD -> AnswerChecks.refundAnswersHold(facts);
          case CHARGED_IS_NOT_TAKEN_BACK -> AnswerChecks.chargedIsNotTakenBack(facts);
          case CHARGED_WAS_DEBITED_ONCE -> BookChecks.chargedWasDebitedOnce(facts);
          case NO_REFERENCE_TWICE -> BookChecks.noReferenceTwice(facts);
          case EVERY_TOKEN_PAID_ONCE -> BookChecks.everyTokenPaidOnce(facts);
          case EVERY_DEBIT_IS_KNOWN -> BookChecks.everyDebitIsKnown(facts);
          case ONE_DEBIT_FOR_AN_ORDER -> BookChecks.oneDebitForAnOrder(facts);
          case JOURNAL_HOLDS_WHAT_IS_FINAL -> BookChecks.journalHoldsWhatIsFinal(facts);
          case DEBITS_AGREE_WITH_THE_STATEMENT -> BookChecks.debitsAgreeWithTheStatement(facts);
          case REFUNDS_AGREE_WITH_THE_STATEMENT -> BookChecks.refundsAgreeWithTheStatement(facts);
          case REFUNDS_HAVE_THEIR_NAMES -> BookChecks.refundsHaveTheirNames(facts);
          case TOPUP_ANSWERS_HOLD -> TopupChecks.topupAnswersHold(facts);
          case TOPUP_ADDED_ONCE -> TopupChecks.topupAddedOnce(facts);
          case EVERY_TOPUP_IS_KNOWN -> TopupChecks.everyTopupIsKnown(facts);
          case TOPUPS_AGREE_WITH_THE_STATEMENT -> TopupChecks.topupsAgreeWithTheStatement(facts);
          case REFUNDS_ARE_COUNTED -> BookChecks.refundsAreCounted(facts);
          case BALANCES_AGREE -> BookChecks.balancesAgree(facts);
          case OPEN_HAS_A_NEXT_CHECK -> ProgressChecks.openHasANextCheck(facts);
          case NOTHING_IS_OVERDUE -> ProgressChecks.nothingIsOverdue(facts);
          case SENDING_ENDS -> ProgressChecks.sendingEnds(facts);
          case HISTORY_IS_UNBROKEN -> ProgressChecks.historyIsUnbroken(facts);
          case FINAL_IS_FINAL -> ProgressChecks.finalIsFinal(facts);
          case SECOND_CHARGES_GO_BACK -> BookChecks.secondChargesGoBack(facts);
          case FORGERIES_CHANGE_NOTHING -> ProgressChecks.forgeriesChangeNothing(facts);
          case KNOWN_OUTCOMES_ARE_TAKEN -> ProgressChecks.knownOutcomesAreTaken(facts);
        };
    return found.stream().map(it -> name() + ": " + it).toList();
  }

  /// What all checks find.
  static List<String> runAll(Facts facts) {
    List<String> wrong = new ArrayList<>();
    for (var check : values()) {
      wrong.addAll(check.run(facts));
    }
    return wrong;
  }
}
