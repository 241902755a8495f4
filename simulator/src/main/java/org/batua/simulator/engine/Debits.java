package org.batua.simulator.engine;

import java.util.Optional;
import org.batua.simulator.engine.Script.Effect;
import org.batua.simulator.engine.Transaction.Kind;

/// Takes money from linked wallets, at most once for each reference.
public final class Debits {
  private static final Paise KYC_DEBIT_MAX = new Paise(2_000_00);
  private static final Paise KYC_MONTH_MAX = new Paise(10_000_00);
  private static final Paise ONE_RUPEE = new Paise(1_00);

  private final Books books;
  private final Linking linking;
  private final IdSource ids;

  Debits(Books books, Linking linking, IdSource ids) {
    this.books = books;
    this.linking = linking;
    this.ids = ids;
  }

  /// What a merchant asks for.
  ///
  /// @param page where the customer can be asked; without one the provider can only refuse
  public record Order(
      TransactionKey key, Phone phone, Token token, Paise amount, Optional<Page> page) {
    public Order(TransactionKey key, Phone phone, Token token, Paise amount) {
      this(key, phone, token, amount, Optional.empty());
    }

    AccountKey account() {
      return new AccountKey(key.provider(), phone);
    }
  }

  /// A hosted page for a debit that waits for its customer.
  ///
  /// @param returnUrl where the browser goes afterwards
  /// @param askFrom an amount from which on the customer is always asked
  public record Page(String returnUrl, Paise askFrom, WhenShort whenShort) {
    /// What happens to a debit for which the balance is too small.
    public enum WhenShort {
      REFUSE,
      /// The customer adds money on the page.
      ASK
    }

    private boolean asks(Optional<Reason> refusal, Paise amount) {
      if (refusal.isEmpty()) {
        return !askFrom.exceeds(amount);
      }
      return switch (refusal.get()) {
        case CUSTOMER_NEEDED -> true;
        case INSUFFICIENT_BALANCE -> whenShort == WhenShort.ASK;
        default -> false;
      };
    }
  }

  /// What was booked, and the wallet's balance after it.
  public record Receipt(Transaction transaction, Paise balance) {}

  public Reply<Receipt> debit(Call call, Order order) {
    return books.inTransaction(
        order.key(), order.account(), work -> books.answer(call, work, debit(work, order)));
  }

  private Reply<Receipt> debit(Work work, Order order) {
    Persona persona = Persona.of(order.phone());
    if (persona.outage().isPresent()) {
      return Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
    }
    if (books.transaction(order.key()).isPresent()) {
      return Reply.refused(Reason.DUPLICATE_REFERENCE, persona.delivery());
    }
    Script script = scriptFor(order);
    if (script.effect() == Effect.NOT_RECORDED) {
      return Reply.refused(script.reason().orElseThrow(), script.delivery());
    }
    Optional<Reason> unusable = linking.usable(work, order.key().mid(), order.token());
    if (unusable.isPresent()) {
      return refuse(work, order, Script.refuses(unusable.get(), persona.delivery()));
    }
    if (script.effect() == Effect.REFUSED && asks(order, script.reason())) {
      return ask(work, order, persona);
    }
    if (script.effect() == Effect.REFUSED) {
      revokeWhenTold(work, order, script);
      return refuse(work, order, slower(script, persona));
    }
    Optional<Reason> refusal = refusal(work, order);
    if (asks(order, refusal)) {
      return ask(work, order, persona);
    }
    if (refusal.isPresent()) {
      return refuse(work, order, Script.refuses(refusal.get(), persona.delivery()));
    }
    return accept(work, order, slower(script, persona));
  }

  private static boolean asks(Order order, Optional<Reason> refusal) {
    return order.page().filter(page -> page.asks(refusal, order.amount())).isPresent();
  }

  /// Waits for the customer on the hosted page, who may have to add money first.
  private Reply<Receipt> ask(Work work, Order order, Persona persona) {
    Page page = order.page().orElseThrow();
    Paise balance = work.account().balance();
    boolean adds = page.whenShort() == Page.WhenShort.ASK;
    boolean isShort = order.amount().exceeds(balance);
    Paise toAdd = adds && isShort ? order.amount().minus(balance) : Paise.ZERO;
    Transaction waiting =
        new Transaction(
            order.key(),
            ids.providerReference(),
            adds ? Kind.TOP_UP_AND_DEBIT : Kind.DEBIT,
            order.phone(),
            order.amount(),
            Paise.ZERO,
            Progress.ended(Status.PENDING),
            Optional.empty(),
            Optional.of(new Transaction.Checkout(page.returnUrl(), toAdd)),
            work.now());
    work.add(waiting);
    return new Reply.Done<>(new Receipt(waiting, balance), persona.delivery());
  }

  private Script scriptFor(Order order) {
    return DebitScenario.of(order.amount())
        .map(DebitScenario::script)
        .or(() -> books.faultPlan().next("debit:" + order.key().reference()))
        .orElse(Script.ORDINARY);
  }

  private Optional<Reason> refusal(Work work, Order order) {
    Account account = work.account();
    Optional<Reason> standing = Linking.standing(account);
    if (standing.isPresent()) {
      return standing;
    }
    Paise cap = books.link(order.token()).map(Link::cap).orElse(Paise.ZERO);
    if (order.amount().exceeds(cap)) {
      return Optional.of(Reason.OVER_CAP);
    }
    // A magic amount beats the persona's limits; it never beats the balance.
    boolean isMagic = DebitScenario.of(order.amount()).isPresent();
    if (!isMagic && exceedsKyc(work, order)) {
      return Optional.of(Reason.LIMIT_EXCEEDED);
    }
    return order.amount().exceeds(account.balance())
        ? Optional.of(Reason.INSUFFICIENT_BALANCE)
        : Optional.empty();
  }

  private static boolean exceedsKyc(Work work, Order order) {
    if (Persona.of(order.phone()) != Persona.MIN_KYC) {
      return false;
    }
    Paise month = work.account().spent().in(work.now()).plus(order.amount());
    return order.amount().exceeds(KYC_DEBIT_MAX) || month.exceeds(KYC_MONTH_MAX);
  }

  private Reply<Receipt> refuse(Work work, Order order, Script script) {
    Progress progress = Progress.of(Status.FAILED, Status.FAILED, script);
    work.add(transaction(work, order, progress, script.reason()));
    return Reply.refused(script.reason().orElseThrow(), script.delivery());
  }

  private Reply<Receipt> accept(Work work, Order order, Script script) {
    Transaction booked =
        switch (script.effect()) {
          case MOVES -> moved(work, order, script, order.amount());
          case MOVES_ANOTHER_AMOUNT -> moved(work, order, script, order.amount().minus(ONE_RUPEE));
          case MOVES_LATE -> waiting(work, order, script, Status.SUCCEEDED);
          case UNDECIDED -> waiting(work, order, script, Status.PENDING);
          case REFUSED, NOT_RECORDED ->
              throw new IllegalStateException("effect: " + script.effect() + " (expected: moves)");
        };
    if (script.reason().isPresent()) {
      return Reply.refused(script.reason().get(), script.delivery());
    }
    return new Reply.Done<>(new Receipt(booked, work.account().balance()), script.delivery());
  }

  private Transaction moved(Work work, Order order, Script script, Paise amount) {
    Progress progress = Progress.of(Status.PENDING, Status.SUCCEEDED, script);
    Transaction asked = transaction(work, order, progress, Optional.empty());
    Transaction booked = Settlement.complete(work, asked, amount);
    if (Persona.of(order.phone()) == Persona.REVOKES_AFTER_DEBIT) {
      revoke(work, order.token());
    }
    return booked;
  }

  private Transaction waiting(Work work, Order order, Script script, Status ending) {
    Progress progress = Progress.of(Status.PENDING, ending, script);
    Transaction asked = transaction(work, order, progress, Optional.empty());
    work.add(asked);
    return asked;
  }

  private Transaction transaction(
      Work work, Order order, Progress progress, Optional<Reason> reason) {
    return new Transaction(
        order.key(),
        ids.providerReference(),
        Kind.DEBIT,
        order.phone(),
        order.amount(),
        Paise.ZERO,
        progress,
        reason,
        Optional.empty(),
        work.now());
  }

  private void revokeWhenTold(Work work, Order order, Script script) {
    if (script.reason().equals(Optional.of(Reason.TOKEN_INVALID))) {
      revoke(work, order.token());
    }
  }

  private void revoke(Work work, Token token) {
    books.link(token).ifPresent(link -> work.add(link.with(Link.State.REVOKED)));
  }

  private static Script slower(Script script, Persona persona) {
    return persona == Persona.SLOW && script.delivery() == Delivery.PROMPT
        ? script.delivered(Delivery.SLOW)
        : script;
  }
}
