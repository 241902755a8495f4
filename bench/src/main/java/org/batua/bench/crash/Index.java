package org.batua.bench.crash;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The facts by the names that the parties know them by.
final class Index {
  private final Map<String, Facts.Order> ordersById;
  private final Map<String, List<Facts.Txn>> txnsByOrder;
  private final Map<Facts.Reference, Facts.Txn> txnsByReference;
  private final Map<String, List<Facts.Refund>> refundsByOrder;
  private final Map<Facts.Reference, List<Facts.Payment>> paymentsByReference;
  private final Map<String, Facts.Topup> topupsByName;
  private final Map<Facts.Reference, List<Facts.Addition>> additionsByReference;

  Index(Facts facts) {
    var gateway = facts.gateway();
    ordersById = gateway.orders().stream().collect(toMap(Facts.Order::id, Function.identity()));
    txnsByOrder = gateway.txns().stream().collect(groupingBy(Facts.Txn::orderRef));
    txnsByReference =
        gateway.txns().stream().collect(toMap(Facts.Txn::reference, Function.identity()));
    refundsByOrder = gateway.refunds().stream().collect(groupingBy(Facts.Refund::orderRef));
    paymentsByReference =
        facts.provider().payments().stream().collect(groupingBy(Facts.Payment::reference));
    topupsByName = gateway.topups().stream().collect(toMap(Facts.Topup::name, Function.identity()));
    additionsByReference =
        facts.provider().additions().stream().collect(groupingBy(Facts.Addition::reference));
  }

  Optional<Facts.Order> order(String orderId) {
    return Optional.ofNullable(ordersById.get(orderId));
  }

  List<Facts.Txn> txns(Facts.Order order) {
    return txnsByOrder.getOrDefault(order.ref(), List.of());
  }

  Optional<Facts.Txn> txn(Facts.Reference reference) {
    return Optional.ofNullable(txnsByReference.get(reference));
  }

  /// The payment that an answer speaks of: its id ends with the number of the attempt.
  Optional<Facts.Txn> txn(Answer answer) {
    var id = AnswerLog.withoutMerchant(answer.orderId());
    return order(answer.orderId()).stream()
        .flatMap(order -> txns(order).stream())
        .filter(txn -> answer.txnId().endsWith("-" + id + "-" + txn.attempt()))
        .findFirst();
  }

  List<Facts.Refund> refunds(Facts.Order order) {
    return refundsByOrder.getOrDefault(order.ref(), List.of());
  }

  Optional<Facts.Refund> refund(Answer answer) {
    return order(answer.orderId()).stream()
        .flatMap(order -> refunds(order).stream())
        .filter(refund -> refund.requestId().equals(answer.requestId()))
        .findFirst();
  }

  List<Facts.Payment> payments(Facts.Reference reference) {
    return paymentsByReference.getOrDefault(reference, List.of());
  }

  Optional<Facts.Topup> topup(Answer answer) {
    return Optional.ofNullable(topupsByName.get(answer.orderId()));
  }

  List<Facts.Addition> additions(Facts.Reference reference) {
    return additionsByReference.getOrDefault(reference, List.of());
  }

  boolean wasAdded(Facts.Topup topup) {
    return additions(topup.reference()).stream().anyMatch(Facts.Addition::hasSucceeded);
  }

  /// Whether the provider knows it; one without a name only shows by its payment, of which then
  /// more was given back than the refunds that succeeded here.
  boolean hasTrace(Facts.Refund refund) {
    if (refund.isNamed()) {
      return !paidBack(refund).isEmpty();
    }
    return txnsByOrder.getOrDefault(refund.orderRef(), List.of()).stream()
        .filter(it -> it.id().equals(refund.txnId()))
        .anyMatch(it -> refundedThere(it) > refundedHere(it));
  }

  /// What the provider has under the name of a refund, out of its payment.
  List<Facts.PaidBack> paidBack(Facts.Refund refund) {
    return txnsByOrder.getOrDefault(refund.orderRef(), List.of()).stream()
        .filter(it -> it.id().equals(refund.txnId()))
        .flatMap(it -> payments(it.reference()).stream())
        .flatMap(it -> it.refunds().stream())
        .filter(it -> it.name().equals(refund.reference().value()))
        .toList();
  }

  /// What the provider says that it has given back of it, in paise.
  long refundedThere(Facts.Txn txn) {
    return payments(txn.reference()).stream().mapToLong(Facts.Payment::refundedPaise).sum();
  }

  /// What we know to have been given back of it, in paise.
  long refundedHere(Facts.Txn txn) {
    return refundsByOrder.getOrDefault(txn.orderRef(), List.of()).stream()
        .filter(it -> it.txnId().equals(txn.id()) && it.hasSucceeded())
        .mapToLong(Facts.Refund::paise)
        .sum();
  }

  boolean wasDebited(Facts.Txn txn) {
    return payments(txn.reference()).stream().anyMatch(Facts.Payment::hasSucceeded);
  }
}
