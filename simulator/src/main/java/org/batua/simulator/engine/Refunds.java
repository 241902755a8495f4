package org.batua.simulator.engine;

import java.util.List;
import java.util.Optional;

/// Gives debited money back, in whole or in parts.
public final class Refunds {
  private final Books books;
  private final IdSource ids;

  Refunds(Books books, IdSource ids) {
    this.books = books;
    this.ids = ids;
  }

  /// Whether the merchant says that more of the debit may remain after this refund.
  public enum Extent {
    FULL,
    PARTIAL
  }

  /// One refund of a debit.
  ///
  /// @param reference the merchant's own name of it, which works once; empty where there is none
  public record Order(
      TransactionKey debit, Optional<Reference> reference, Paise amount, Extent extent) {}

  /// Refunds at a provider that gives refunds no name.
  public Reply<Refund> refund(Call call, TransactionKey debit, Paise amount, Extent extent) {
    return refund(call, new Order(debit, Optional.empty(), amount, extent));
  }

  public Reply<Refund> refund(Call call, Order order) {
    TransactionKey debit = order.debit();
    Optional<Transaction> known = books.transaction(debit);
    if (known.isEmpty()) {
      return books.answer(call, Reply.refused(Reason.NOT_FOUND, Delivery.PROMPT));
    }
    return books.inTransaction(
        debit, known.get().account(), work -> books.answer(call, work, refund(work, order)));
  }

  private Reply<Refund> refund(Work work, Order order) {
    TransactionKey key = order.debit();
    Paise amount = order.amount();
    Transaction debit = books.transaction(key).orElseThrow();
    Delivery usual = Persona.of(debit.phone()).delivery();
    if (isNamed(order)) {
      return Reply.refused(Reason.DUPLICATE_REFERENCE, usual);
    }
    if (!debit.isRefundable()) {
      return Reply.refused(Reason.REFUND_NOT_ALLOWED, usual);
    }
    Paise left = debit.moved().minus(reserved(books.refundsOf(key)));
    boolean isRightExtent = order.extent() == Extent.PARTIAL || amount.equals(debit.moved());
    if (amount.exceeds(left) || !isRightExtent) {
      return Reply.refused(Reason.REFUND_EXCEEDS, usual);
    }
    Script script =
        RefundScenario.of(amount)
            .map(RefundScenario::script)
            .or(() -> books.faultPlan().next("refund:" + key.reference() + ":" + amount))
            .orElse(Script.ORDINARY.delivered(usual));
    return play(work, order, script);
  }

  private boolean isNamed(Order order) {
    TransactionKey debit = order.debit();
    return order
        .reference()
        .map(own -> new TransactionKey(debit.provider(), debit.mid(), own))
        .flatMap(books::namedRefund)
        .isPresent();
  }

  private Reply<Refund> play(Work work, Order order, Script script) {
    Refund booked =
        switch (script.effect()) {
          case MOVES -> Settlement.complete(work, refund(work, order, script));
          case MOVES_LATE, REFUSED -> refund(work, order, script);
          case NOT_RECORDED -> null;
          case MOVES_ANOTHER_AMOUNT, UNDECIDED ->
              throw new IllegalStateException("effect: " + script.effect() + " (expected: refund)");
        };
    if (booked != null && booked.status() == Status.PENDING) {
      work.add(booked);
    }
    if (booked == null || script.reason().isPresent()) {
      return Reply.refused(script.reason().orElseThrow(), script.delivery());
    }
    return new Reply.Done<>(booked, script.delivery());
  }

  private Refund refund(Work work, Order order, Script script) {
    Status ending = script.effect() == Script.Effect.REFUSED ? Status.FAILED : Status.SUCCEEDED;
    Progress progress = Progress.of(Status.PENDING, ending, script);
    return new Refund(
        ids.providerReference(),
        order.reference(),
        order.debit(),
        order.amount(),
        progress,
        work.now());
  }

  /// What refunds have taken out of a debit or still may.
  static Paise reserved(List<Refund> refunds) {
    return refunds.stream().map(Refunds::reserved).reduce(Paise.ZERO, Paise::plus);
  }

  /// The same with a newer state of one of them.
  static Paise reserved(List<Refund> refunds, Refund newer) {
    List<Refund> others =
        refunds.stream()
            .filter(r -> !r.providerReference().equals(newer.providerReference()))
            .toList();
    return reserved(others).plus(reserved(newer));
  }

  private static Paise reserved(Refund refund) {
    return refund.status() == Status.FAILED ? Paise.ZERO : refund.amount();
  }
}
