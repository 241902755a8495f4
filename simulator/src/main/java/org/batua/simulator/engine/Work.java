package org.batua.simulator.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The changes of one call to one wallet, invisible to others until they are stored.
final class Work {
  private final List<Row> rows = new ArrayList<>(6);
  private final Instant now;
  private Account account;

  /// Works on a wallet that is kept already.
  Work(Account account, Instant now) {
    this.account = account;
    this.now = now;
  }

  /// Opens a wallet with the balance of its persona.
  static Work opening(AccountKey key, Instant now) {
    Persona persona = Persona.of(key.phone());
    Account empty = Account.opened(key, Paise.ZERO, persona.openingStanding(), now);
    Work work = new Work(empty, now);
    work.change(empty);
    Paise opening = persona.openingBalance(key.provider());
    if (opening.isPositive()) {
      LedgerAccount bank = new LedgerAccount.Bank(key.provider());
      work.post("opening", bank, new LedgerAccount.Wallet(key), opening);
    }
    return work;
  }

  Instant now() {
    return now;
  }

  Account account() {
    return account;
  }

  List<Row> rows() {
    return rows;
  }

  void add(Row row) {
    rows.add(row);
  }

  void change(Account changed) {
    account = changed;
    rows.add(changed);
  }

  /// Moves money between two ledger accounts, of which the wallet may be one.
  void post(String cause, LedgerAccount from, LedgerAccount to, Paise amount) {
    LedgerAccount wallet = new LedgerAccount.Wallet(account.key());
    if (from.equals(wallet)) {
      change(account.withBalance(account.balance().minus(amount)));
    } else if (to.equals(wallet)) {
      change(account.withBalance(account.balance().plus(amount)));
    }
    rows.add(new Posting(cause, from, to, amount, now));
  }
}
