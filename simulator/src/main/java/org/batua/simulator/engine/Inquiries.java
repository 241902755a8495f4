package org.batua.simulator.engine;

import java.util.Optional;

/// Tells what became of a payment or its last refund, or what the scenario wants to be believed.
public final class Inquiries {
  private final Books books;

  Inquiries(Books books) {
    this.books = books;
  }

  /// What an inquiry sees; `seen` is about the last refund where there is one.
  public record Sighting(
      Transaction transaction, Optional<Refund> lastRefund, Status seen, Paise refunded) {}

  public Reply<Sighting> inquire(Call call, TransactionKey key) {
    Optional<Transaction> known = books.transaction(key);
    if (known.isEmpty()) {
      return books.answer(call, Reply.refused(Reason.NOT_FOUND, Delivery.PROMPT));
    }
    return books.inTransaction(
        key, known.get().account(), work -> books.answer(call, work, look(work, key)));
  }

  /// Tells about a payment alone, as providers do that name refunds.
  public Reply<Transaction> inquirePayment(Call call, TransactionKey key) {
    Optional<Transaction> known = books.transaction(key);
    if (known.isEmpty()) {
      return books.answer(call, Reply.refused(Reason.NOT_FOUND, Delivery.PROMPT));
    }
    return books.inTransaction(
        key, known.get().account(), work -> books.answer(call, work, lookAtPayment(work, key)));
  }

  private Reply<Transaction> lookAtPayment(Work work, TransactionKey key) {
    Transaction transaction = books.transaction(key).orElseThrow();
    Progress progress = transaction.progress();
    Delivery delivery = Persona.of(transaction.phone()).delivery();
    if (!progress.isDisguised()) {
      Transaction now = progress.isDue() ? settle(work, transaction) : transaction;
      return new Reply.Done<>(now, delivery);
    }
    work.add(transaction.with(progress.inquired()));
    return disguised(progress, transaction.with(Progress.ended(Status.PENDING)), delivery);
  }

  /// Tells about a refund that its merchant named.
  public Reply<Refund> inquireRefund(Call call, TransactionKey own) {
    Optional<Refund> known = books.namedRefund(own);
    if (known.isEmpty()) {
      return books.answer(call, Reply.refused(Reason.NOT_FOUND, Delivery.PROMPT));
    }
    TransactionKey debit = known.get().debit();
    Transaction payment = books.transaction(debit).orElseThrow();
    return books.inTransaction(
        debit, payment.account(), work -> books.answer(call, work, lookAtRefund(work, own)));
  }

  private Reply<Refund> lookAtRefund(Work work, TransactionKey own) {
    Refund refund = books.namedRefund(own).orElseThrow();
    Progress progress = refund.progress();
    Delivery delivery = Persona.of(work.account().key().phone()).delivery();
    if (!progress.isDisguised()) {
      return new Reply.Done<>(progress.isDue() ? settle(work, refund) : refund, delivery);
    }
    work.add(refund.with(progress.inquired()));
    return disguised(progress, refund.with(Progress.ended(Status.PENDING)), delivery);
  }

  private static <T> Reply<T> disguised(Progress progress, T pending, Delivery delivery) {
    return switch (progress.disguise()) {
      case NOT_FOUND -> Reply.refused(Reason.NOT_FOUND, delivery);
      case DOWN -> Reply.refused(Reason.PROVIDER_DOWN, Delivery.DOWN);
      case PENDING -> new Reply.Done<>(pending, delivery);
      case NONE -> throw new IllegalStateException("disguise: NONE (expected: a disguise)");
    };
  }

  private Reply<Sighting> look(Work work, TransactionKey key) {
    Transaction transaction = books.transaction(key).orElseThrow();
    Optional<Refund> lastRefund = books.refundsOf(key).stream().reduce((_, last) -> last);
    Progress progress = lastRefund.map(Refund::progress).orElseGet(transaction::progress);
    Delivery delivery = Persona.of(transaction.phone()).delivery();
    if (progress.isDisguised()) {
      Progress next = progress.inquired();
      work.add(lastRefund.<Row>map(r -> r.with(next)).orElseGet(() -> transaction.with(next)));
      return switch (progress.disguise()) {
        case NOT_FOUND -> Reply.refused(Reason.NOT_FOUND, delivery);
        case DOWN -> Reply.refused(Reason.PROVIDER_DOWN, Delivery.DOWN);
        case PENDING ->
            new Reply.Done<>(sighting(transaction, lastRefund, Status.PENDING), delivery);
        case NONE -> throw new IllegalStateException("disguise: NONE (expected: a disguise)");
      };
    }
    if (lastRefund.isPresent()) {
      Refund refund = progress.isDue() ? settle(work, lastRefund.get()) : lastRefund.get();
      return new Reply.Done<>(
          sighting(transaction, Optional.of(refund), refund.status()), delivery);
    }
    Transaction settled = progress.isDue() ? settle(work, transaction) : transaction;
    return new Reply.Done<>(sighting(settled, Optional.empty(), settled.status()), delivery);
  }

  private static Transaction settle(Work work, Transaction due) {
    Status ending = due.progress().ending();
    return ending == Status.SUCCEEDED
        ? Settlement.complete(work, due, due.amount())
        : Settlement.abandon(work, due, ending);
  }

  private static Refund settle(Work work, Refund due) {
    Status ending = due.progress().ending();
    if (ending == Status.SUCCEEDED) {
      return Settlement.complete(work, due);
    }
    Refund ended = due.with(Progress.ended(ending));
    work.add(ended);
    return ended;
  }

  private Sighting sighting(Transaction transaction, Optional<Refund> last, Status seen) {
    // The last one may have ended in this very call, which is not published yet.
    Paise refunded =
        last.map(now -> Refunds.reserved(books.refundsOf(transaction.key()), now))
            .orElse(Paise.ZERO);
    return new Sighting(transaction, last, seen, refunded);
  }
}
