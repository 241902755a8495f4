package org.batua.simulator.engine;

import java.util.Optional;
import org.batua.simulator.engine.Transaction.Checkout;
import org.batua.simulator.engine.Transaction.Kind;

/// Adds money to wallets: on a hosted page where the customer decides, or as a merchant's gift.
public final class TopUps {
  private final Books books;
  private final Linking linking;
  private final IdSource ids;

  TopUps(Books books, Linking linking, IdSource ids) {
    this.books = books;
    this.linking = linking;
    this.ids = ids;
  }

  /// What a merchant asks for; after it the customer is sent to the hosted page.
  ///
  /// @param token empty where the customer proves who they are on the page
  public record Order(
      TransactionKey key, Phone phone, Optional<Token> token, Paise amount, String returnUrl) {
    AccountKey account() {
      return new AccountKey(key.provider(), phone);
    }
  }

  /// What the customer chose on the hosted page.
  public enum Decision {
    APPROVE,
    DECLINE,
    CANCEL
  }

  /// Begins a top-up, or one that is followed by a debit of the whole amount.
  public Reply<Transaction> begin(Call call, Order order, Kind kind) {
    return books.inTransaction(
        order.key(), order.account(), work -> books.answer(call, work, begin(work, order, kind)));
  }

  private Reply<Transaction> begin(Work work, Order order, Kind kind) {
    Persona persona = Persona.of(order.phone());
    if (persona.outage().isPresent()) {
      return Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
    }
    if (books.transaction(order.key()).isPresent()) {
      return Reply.refused(Reason.DUPLICATE_REFERENCE, persona.delivery());
    }
    Optional<Reason> refusal =
        order
            .token()
            .flatMap(token -> linking.usable(work, order.key().mid(), token))
            .or(() -> Linking.standing(work.account()));
    if (refusal.isPresent()) {
      return Reply.refused(refusal.get(), persona.delivery());
    }
    Checkout checkout = new Checkout(order.returnUrl(), toAdd(work, order, kind));
    Transaction asked =
        transaction(work, order, kind, Progress.ended(Status.PENDING), Optional.of(checkout));
    work.add(asked);
    Transaction begun =
        kind == Kind.TOP_UP || order.token().isEmpty()
            ? TopUpScenario.of(order.amount()).map(s -> play(work, asked, s)).orElse(asked)
            : asked;
    return new Reply.Done<>(begun, persona.delivery());
  }

  private static Paise toAdd(Work work, Order order, Kind kind) {
    if (kind == Kind.TOP_UP) {
      return order.amount();
    }
    Paise balance = work.account().balance();
    return order.amount().exceeds(balance) ? order.amount().minus(balance) : Paise.ZERO;
  }

  private static Transaction play(Work work, Transaction asked, TopUpScenario scenario) {
    return switch (scenario) {
      case CANCELLED -> Settlement.abandon(work, asked, Status.CANCELLED);
      case FAILED, FORGED_RETURN -> Settlement.abandon(work, asked, Status.FAILED);
      case NEVER_RETURNS -> Settlement.complete(work, asked, asked.amount());
      case PENDING_THEN_SUCCESS -> {
        Transaction waiting =
            asked.with(new Progress(Status.PENDING, Disguise.PENDING, 1, Status.SUCCEEDED));
        work.add(waiting);
        yield waiting;
      }
    };
  }

  /// The payment behind a hosted page.
  public Optional<Transaction> find(ProviderReference page) {
    return books.checkout(page);
  }

  /// Carries out the customer's decision; a second one changes nothing.
  public Optional<Transaction> decide(Call call, ProviderReference page, Decision decision) {
    return books
        .checkout(page)
        .map(
            known ->
                books.inTransaction(
                    known.key(), known.account(), work -> decide(call, work, known, decision)));
  }

  private Transaction decide(Call call, Work work, Transaction known, Decision decision) {
    Transaction now = books.transaction(known.key()).orElseThrow();
    boolean isOpen = now.progress().equals(Progress.ended(Status.PENDING));
    Transaction decided =
        !isOpen
            ? now
            : switch (decision) {
              case APPROVE -> Settlement.complete(work, now, now.amount());
              case DECLINE -> Settlement.abandon(work, now, Status.FAILED);
              case CANCEL -> Settlement.abandon(work, now, Status.CANCELLED);
            };
    books.answer(call, work, new Reply.Done<>(decided, Delivery.PROMPT));
    return decided;
  }

  /// Moves a merchant's money into a wallet at once.
  public Reply<Transaction> credit(Call call, TransactionKey key, Phone phone, Paise amount) {
    AccountKey account = new AccountKey(key.provider(), phone);
    return books.inTransaction(
        key, account, work -> books.answer(call, work, credit(work, key, phone, amount)));
  }

  private Reply<Transaction> credit(Work work, TransactionKey key, Phone phone, Paise amount) {
    Persona persona = Persona.of(phone);
    if (persona.outage().isPresent()) {
      return Reply.refused(Reason.PROVIDER_DOWN, persona.outage().get());
    }
    if (books.transaction(key).isPresent()) {
      return Reply.refused(Reason.DUPLICATE_REFERENCE, persona.delivery());
    }
    Optional<Reason> refusal = Linking.standing(work.account());
    if (refusal.isPresent()) {
      return Reply.refused(refusal.get(), persona.delivery());
    }
    Order order = new Order(key, phone, Optional.empty(), amount, "");
    Progress progress = Progress.ended(Status.PENDING);
    Transaction asked = transaction(work, order, Kind.CREDIT, progress, Optional.empty());
    Transaction credited = Settlement.complete(work, asked, amount);
    return new Reply.Done<>(credited, persona.delivery());
  }

  private Transaction transaction(
      Work work, Order order, Kind kind, Progress progress, Optional<Checkout> checkout) {
    return new Transaction(
        order.key(),
        ids.providerReference(),
        kind,
        order.phone(),
        order.amount(),
        Paise.ZERO,
        progress,
        Optional.empty(),
        checkout,
        work.now());
  }
}
