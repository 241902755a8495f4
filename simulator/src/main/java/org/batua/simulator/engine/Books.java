package org.batua.simulator.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// All state: read from memory, and written to the store before it is seen.
final class Books {
  private final Store store;
  private final SimulatorClock clock;
  private final Locks locks = new Locks();
  private final AtomicLong sequence = new AtomicLong();
  private final Map<AccountKey, Account> accounts = new ConcurrentHashMap<>();
  private final Map<OtpSession.Key, OtpSession> otpSessions = new ConcurrentHashMap<>();
  private final Map<Token, OtpSession> otpStates = new ConcurrentHashMap<>();
  private final Map<Token, Link> links = new ConcurrentHashMap<>();
  private final Map<Token, Token> refreshTokens = new ConcurrentHashMap<>();
  private final Map<TransactionKey, Transaction> transactions = new ConcurrentHashMap<>();
  private final Map<ProviderReference, TransactionKey> checkouts = new ConcurrentHashMap<>();
  private final Map<TransactionKey, List<Refund>> refunds = new ConcurrentHashMap<>();
  private final Map<TransactionKey, Refund> namedRefunds = new ConcurrentHashMap<>();
  private final Map<MerchantKey, Merchant> merchants = new ConcurrentHashMap<>();
  private final Ledger ledger = new Ledger();
  private final FaultPlan faultPlan = new FaultPlan();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

  private record MerchantKey(Provider provider, Mid mid) {}

  Books(Store store, SimulatorClock clock) {
    this.store = store;
    this.clock = clock;
    store.load(this::publish);
    sequence.set(store.lastSequence());
  }

  /// Works on one wallet exclusively, opening it at first use.
  <T> T inWallet(AccountKey key, Function<Work, T> work) {
    return locks.holding(key, () -> work.apply(workOn(key)));
  }

  /// Works on one reference and its wallet exclusively.
  <T> T inTransaction(TransactionKey key, AccountKey account, Function<Work, T> work) {
    return locks.holding(key, account, () -> work.apply(workOn(account)));
  }

  /// Stores the work and the call in one transaction and hands the reply on.
  <T> Reply<T> answer(Call call, Work work, Reply<T> reply) {
    work.add(entry(call, reply.outcome(), reply.delivery().httpStatus()));
    commit(work.rows());
    return reply;
  }

  /// Stores a call that changes nothing and hands the reply on.
  <T> Reply<T> answer(Call call, Reply<T> reply) {
    record(call, reply.outcome(), reply.delivery().httpStatus());
    return reply;
  }

  void record(Call call, String outcome, int httpStatus) {
    commit(List.of(entry(call, outcome, httpStatus)));
  }

  void commit(List<Row> rows) {
    store.write(rows);
    rows.forEach(this::publish);
    watchers.forEach(watcher -> watcher.changed(rows));
  }

  void tell(Watcher watcher) {
    watchers.add(watcher);
  }

  void clear() {
    locks.holdingAll(
        () -> {
          store.clear();
          List<Map<?, ?>> all = List.of(accounts, otpSessions, links, transactions, checkouts);
          all.forEach(Map::clear);
          otpStates.clear();
          refreshTokens.clear();
          refunds.clear();
          namedRefunds.clear();
          merchants.clear();
          ledger.clear();
          faultPlan.set(Faults.NONE);
          clock.set(Duration.ZERO);
        });
  }

  Optional<OtpSession> otpSession(OtpSession.Key key) {
    return Optional.ofNullable(otpSessions.get(key));
  }

  /// The session that a state named, which a newer one may have replaced.
  Optional<OtpSession> otpSession(Token state) {
    return Optional.ofNullable(otpStates.get(state));
  }

  Collection<OtpSession> otpSessions() {
    return otpSessions.values();
  }

  Optional<Link> link(Token token) {
    return Optional.ofNullable(links.get(token));
  }

  Optional<Link> linkToRenew(Token refresh) {
    return Optional.ofNullable(refreshTokens.get(refresh)).map(links::get);
  }

  List<Link> linksOf(AccountKey account) {
    return links.values().stream().filter(l -> l.account().equals(account)).toList();
  }

  Optional<Transaction> transaction(TransactionKey key) {
    return Optional.ofNullable(transactions.get(key));
  }

  Optional<Transaction> checkout(ProviderReference reference) {
    return Optional.ofNullable(checkouts.get(reference)).map(transactions::get);
  }

  Collection<Transaction> transactions() {
    return transactions.values();
  }

  List<Refund> refundsOf(TransactionKey debit) {
    return refunds.getOrDefault(debit, List.of());
  }

  /// The refund that its merchant named so.
  Optional<Refund> namedRefund(TransactionKey own) {
    return Optional.ofNullable(namedRefunds.get(own));
  }

  Optional<Merchant> merchant(Provider provider, Mid mid) {
    return Optional.ofNullable(merchants.get(new MerchantKey(provider, mid)));
  }

  Collection<Merchant> merchants() {
    return merchants.values();
  }

  Ledger ledger() {
    return ledger;
  }

  FaultPlan faultPlan() {
    return faultPlan;
  }

  SimulatorClock clock() {
    return clock;
  }

  Store store() {
    return store;
  }

  private Work workOn(AccountKey key) {
    Account account = accounts.get(key);
    return account == null
        ? Work.opening(key, clock.instant())
        : new Work(account, clock.instant());
  }

  private JournalEntry entry(Call call, String outcome, int httpStatus) {
    return new JournalEntry(
        sequence.incrementAndGet(),
        clock.instant(),
        call.provider(),
        call.kind(),
        call.reference(),
        call.phone().map(Phone::masked),
        call.amount(),
        outcome,
        httpStatus);
  }

  private void publish(Row row) {
    switch (row) {
      case Account account -> accounts.put(account.key(), account);
      case OtpSession session -> {
        otpSessions.put(session.key(), session);
        otpStates.put(session.state(), session);
      }
      case Link link -> {
        links.put(link.token(), link);
        refreshTokens.put(link.refresh(), link.token());
      }
      case Transaction transaction -> publish(transaction);
      case Refund refund -> publish(refund);
      case Posting posting -> ledger.post(posting);
      case Merchant merchant ->
          merchants.put(new MerchantKey(merchant.provider(), merchant.mid()), merchant);
      case Faults faults -> faultPlan.set(faults);
      case ClockOffset offset -> clock.set(offset.ahead());
      case JournalEntry _ -> {
        // The store answers for the journal.
      }
    }
  }

  private void publish(Transaction transaction) {
    transactions.put(transaction.key(), transaction);
    if (transaction.checkout().isPresent()) {
      checkouts.put(transaction.providerReference(), transaction.key());
    }
  }

  private void publish(Refund refund) {
    refunds.merge(refund.debit(), List.of(refund), Books::withNewest);
    refund.ownKey().ifPresent(key -> namedRefunds.put(key, refund));
  }

  private static List<Refund> withNewest(List<Refund> known, List<Refund> newest) {
    Refund refund = newest.getFirst();
    List<Refund> all = new ArrayList<>(known);
    all.removeIf(r -> r.providerReference().equals(refund.providerReference()));
    all.add(refund);
    return List.copyOf(all);
  }
}
