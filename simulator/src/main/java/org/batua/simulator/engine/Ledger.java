package org.batua.simulator.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// The balance of every ledger account as its postings say; together they are always zero.
public final class Ledger {
  private final Map<LedgerAccount, LongAdder> balances = new ConcurrentHashMap<>();

  void post(Posting posting) {
    add(posting.from(), posting.amount().negated());
    add(posting.to(), posting.amount());
  }

  void clear() {
    balances.clear();
  }

  public Paise balance(LedgerAccount account) {
    LongAdder balance = balances.get(account);
    return balance == null ? Paise.ZERO : new Paise(balance.sum());
  }

  /// Every balance by the ledger account's name.
  public Map<String, Paise> balances() {
    Map<String, Paise> all = new TreeMap<>();
    balances.forEach((account, balance) -> all.put(account.name(), new Paise(balance.sum())));
    return all;
  }

  private void add(LedgerAccount account, Paise amount) {
    balances.computeIfAbsent(account, _ -> new LongAdder()).add(amount.value());
  }
}
