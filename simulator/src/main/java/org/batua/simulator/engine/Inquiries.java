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

  /// Whether a reference names a payment, at providers that ask for payments and refunds alike.
  public boolean isPayment(TransactionKey key) {
    return books.transaction(key).isPresent();
  }

  private Reply<Transaction> lookAtPayment(Work work, TransactionKey key) {
    Transaction transaction = books.transaction(key).orElseThrow();
    Progress progress = transaction.progress();
    Delivery delivery = Persona.of(transaction.phone()).delivery();
    Transaction pending = transaction.with(Progress.ended(Status.PENDING));
    if (progress.isDisguised()) {
      work.add(transaction.with(progress.inquired()));
      return disguised(progress.disguise(), pending, delivery);
    }
    Transaction now = progress.isDue() ? settle(work, transaction) : transaction;
    Disguise lie = lie(key);
    return lie == Disguise.NONE
        ? new Reply.Done<>(now, delivery)
        : disguised(lie, pending, delivery);
  }

  /// What the faults now in force say instead of the truth.
  private Disguise lie(TransactionKey about) {
    return books.faultPlan().nextDisguise("inquiry:" + about.reference());
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
    Refund pending = refund.with(Progress.ended(Status.PENDING));
    if (progress.isDisguised()) {
      work.add(refund.with(progress.inquired()));
      return disguised(progress.disguise(), pending, delivery);
    }
    Refund now = progress.isDue() ? settle(work, refund) : refund;
    Disguise lie = lie(own);
    return lie == Disguise.NONE
        ? new Reply.Done<>(now, delivery)
        : disguised(lie, pending, delivery);
  }

  private static <T> Reply<T> disguised(Disguise disguise, T pending, Delivery delivery) {
    return switch (disguise) {
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
    Sighting pending = sighting(transaction, lastRefund, Status.PENDING);
    if (progress.isDisguised()) {
      Progress next = progress.inquired();
      work.add(lastRefund.<Row>map(r -> r.with(next)).orElseGet(() -> transaction.with(next)));
      return disguised(progress.disguise(), pending, delivery);
    }
    // a refund without a name goes to a person when its debit is gone, and no late truth comes
    Disguise lie = lastRefund.isPresent() ? Disguise.NONE : lie(key);
    Sighting truth = settled(work, transaction, lastRefund, progress);
    return lie == Disguise.NONE
        ? new Reply.Done<>(truth, delivery)
        : disguised(lie, pending, delivery);
  }

  private Sighting settled(
      Work work, Transaction transaction, Optional<Refund> lastRefund, Progress progress) {
    if (lastRefund.isPresent()) {
      Refund refund = progress.isDue() ? settle(work, lastRefund.get()) : lastRefund.get();
      return sighting(transaction, Optional.of(refund), refund.status());
    }
    Transaction settled = progress.isDue() ? settle(work, transaction) : transaction;
    return sighting(settled, Optional.empty(), settled.status());
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
