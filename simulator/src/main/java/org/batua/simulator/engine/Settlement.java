package org.batua.simulator.engine;

import java.util.Optional;

/// Moves the money of payments and refunds; every movement of theirs goes through here.
final class Settlement {

  /// Books a payment as succeeded, or as failed where the wallet has too little.
  static Transaction complete(Work work, Transaction transaction, Paise moved) {
    Transaction ended =
        canPay(work, transaction, moved)
            ? transaction.ended(Status.SUCCEEDED, moved, Optional.empty())
            : transaction.ended(
                Status.FAILED, Paise.ZERO, Optional.of(Reason.INSUFFICIENT_BALANCE));
    if (ended.status() == Status.SUCCEEDED) {
      move(work, ended);
    }
    work.add(ended);
    return ended;
  }

  /// Books a payment as failed or cancelled: nothing moves.
  static Transaction abandon(Work work, Transaction transaction, Status ending) {
    Transaction ended = transaction.ended(ending, Paise.ZERO, transaction.reason());
    work.add(ended);
    return ended;
  }

  /// Gives a refund's money back to the wallet.
  static Refund complete(Work work, Refund refund) {
    LedgerAccount owed = new LedgerAccount.Owed(refund.debit().provider(), refund.debit().mid());
    LedgerAccount wallet = new LedgerAccount.Wallet(work.account().key());
    work.post(refund.providerReference().value(), owed, wallet, refund.amount());
    Refund ended = refund.with(Progress.ended(Status.SUCCEEDED));
    work.add(ended);
    return ended;
  }

  private static boolean canPay(Work work, Transaction transaction, Paise moved) {
    Paise balance = work.account().balance();
    return switch (transaction.kind()) {
      case DEBIT -> !moved.exceeds(balance);
      case TOP_UP_AND_DEBIT -> !moved.exceeds(balance.plus(transaction.toAdd()));
      case TOP_UP, CREDIT -> true;
    };
  }

  private static void move(Work work, Transaction transaction) {
    Provider provider = transaction.key().provider();
    LedgerAccount bank = new LedgerAccount.Bank(provider);
    LedgerAccount owed = new LedgerAccount.Owed(provider, transaction.key().mid());
    LedgerAccount wallet = new LedgerAccount.Wallet(transaction.account());
    String cause = transaction.providerReference().value();
    Paise moved = transaction.moved();
    switch (transaction.kind()) {
      case TOP_UP -> work.post(cause, bank, wallet, moved);
      case CREDIT -> work.post(cause, owed, wallet, moved);
      case DEBIT -> spend(work, cause, wallet, owed, moved);
      case TOP_UP_AND_DEBIT -> {
        if (transaction.toAdd().isPositive()) {
          work.post(cause, bank, wallet, transaction.toAdd());
        }
        spend(work, cause, wallet, owed, moved);
      }
    }
  }

  private static void spend(
      Work work, String cause, LedgerAccount wallet, LedgerAccount owed, Paise amount) {
    work.post(cause, wallet, owed, amount);
    Account account = work.account();
    work.change(account.withSpent(account.spent().plus(amount, work.now())));
  }

  private Settlement() {}
}
