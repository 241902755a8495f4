package org.batua.simulator.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.batua.simulator.engine.Account.Standing;

/// What a developer sees and changes behind a provider's back, through the control API.
public final class Administration {
  private final Books books;
  private final List<Merchant> defaultMerchants;

  Administration(Books books, List<Merchant> defaultMerchants) {
    this.books = books;
    this.defaultMerchants = List.copyOf(defaultMerchants);
    addMissingMerchants();
  }

  /// A wallet with the tokens and the OTPs that were given for it.
  public record AccountView(Account account, List<Link> links, List<OtpSession> otps) {}

  /// A payment with its refunds.
  public record TransactionView(Transaction transaction, List<Refund> refunds) {}

  public Optional<Merchant> merchant(Provider provider, Mid mid) {
    return books.merchant(provider, mid);
  }

  public List<Merchant> merchants(Provider provider) {
    return books.merchants().stream().filter(m -> m.provider() == provider).toList();
  }

  /// The merchant that has this key.
  public Optional<Merchant> merchantByKey(Provider provider, String key) {
    return books.merchants().stream()
        .filter(m -> m.provider() == provider)
        .filter(m -> m.key().equals(key))
        .findFirst();
  }

  /// The merchant that has this second key.
  public Optional<Merchant> merchantBySecondKey(Provider provider, String secondKey) {
    return books.merchants().stream()
        .filter(m -> m.provider() == provider)
        .filter(m -> m.secondKey().equals(Optional.of(secondKey)))
        .findFirst();
  }

  public void addMerchant(Merchant merchant) {
    books.commit(List.of(merchant));
  }

  /// Changes the name that the customers of a merchant see, where there is such a merchant.
  public void nameMerchant(Provider provider, Mid mid, Optional<String> name) {
    merchant(provider, mid).ifPresent(merchant -> addMerchant(merchant.named(name)));
  }

  public AccountView account(AccountKey key) {
    return books.inWallet(
        key,
        work -> {
          books.commit(work.rows());
          return view(work);
        });
  }

  public AccountView setBalance(AccountKey key, Paise balance) {
    return books.inWallet(
        key,
        work -> {
          Paise difference = balance.minus(work.account().balance());
          LedgerAccount bank = new LedgerAccount.Bank(key.provider());
          LedgerAccount wallet = new LedgerAccount.Wallet(key);
          if (difference.isPositive()) {
            work.post("control", bank, wallet, difference);
          } else if (difference.negated().isPositive()) {
            work.post("control", wallet, bank, difference.negated());
          }
          books.commit(work.rows());
          return view(work);
        });
  }

  public AccountView setStanding(AccountKey key, Standing standing) {
    return books.inWallet(
        key,
        work -> {
          work.change(work.account().withStanding(standing));
          books.commit(work.rows());
          return view(work);
        });
  }

  /// Takes back every live token of a wallet, as its customer would in the provider's app.
  public AccountView revokeLinks(AccountKey key) {
    return books.inWallet(
        key,
        work -> {
          for (Link link : books.linksOf(key)) {
            if (link.state() == Link.State.LIVE) {
              work.add(link.with(Link.State.REVOKED));
            }
          }
          books.commit(work.rows());
          return view(work);
        });
  }

  public Instant now() {
    return books.clock().instant();
  }

  public Duration clockAhead() {
    return books.clock().ahead();
  }

  public synchronized Instant advanceClock(Duration step) {
    books.commit(List.of(new ClockOffset(books.clock().ahead().plus(step))));
    return now();
  }

  public Faults faults() {
    return books.faultPlan().faults();
  }

  public void setFaults(Faults faults) {
    books.commit(List.of(faults));
  }

  /// All payments under a reference, of any provider and merchant.
  public List<TransactionView> transactions(Optional<Reference> reference) {
    return books.transactions().stream()
        .filter(t -> reference.isEmpty() || reference.get().equals(t.key().reference()))
        .sorted(Comparator.comparing(Transaction::createdAt))
        .map(t -> new TransactionView(t, books.refundsOf(t.key())))
        .toList();
  }

  /// Ends an undecided payment; one that has ended already stays as it is.
  public TransactionView resolve(TransactionKey key, Status ending) {
    Transaction known = books.transaction(key).orElseThrow();
    return books.inTransaction(
        key,
        known.account(),
        work -> {
          Transaction open = books.transaction(key).orElseThrow();
          Transaction seen = open.with(Progress.ended(open.status()));
          if (open.status() == Status.PENDING && ending == Status.SUCCEEDED) {
            Settlement.complete(work, seen, open.amount());
          } else if (open.status() == Status.PENDING) {
            Settlement.abandon(work, seen, ending);
          }
          books.commit(work.rows());
          return new TransactionView(books.transaction(key).orElseThrow(), books.refundsOf(key));
        });
  }

  public List<JournalEntry> journal(JournalQuery query) {
    return books.store().find(query);
  }

  public long journalCount(JournalQuery query) {
    return books.store().count(query);
  }

  /// Records a call that a front refused before it reached any wallet.
  public void record(Call call, String outcome, int httpStatus) {
    books.record(call, outcome, httpStatus);
  }

  public Ledger ledger() {
    return books.ledger();
  }

  /// Forgets everything but the merchants that every start knows, and their names.
  public void reset() {
    List<Merchant> kept =
        defaultMerchants.stream()
            .map(m -> m.named(merchant(m.provider(), m.mid()).flatMap(Merchant::name)))
            .toList();
    books.clear();
    kept.forEach(this::addMerchant);
  }

  private void addMissingMerchants() {
    for (Merchant merchant : defaultMerchants) {
      if (books.merchant(merchant.provider(), merchant.mid()).isEmpty()) {
        addMerchant(merchant);
      }
    }
  }

  private AccountView view(Work work) {
    AccountKey key = work.account().key();
    List<OtpSession> otps =
        books.otpSessions().stream().filter(s -> s.key().account().equals(key)).toList();
    return new AccountView(work.account(), books.linksOf(key), otps);
  }
}
