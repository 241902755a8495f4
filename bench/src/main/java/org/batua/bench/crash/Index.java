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
  private final Map<String, Facts.Txn> txnsByReference;
  private final Map<String, List<Facts.Refund>> refundsByOrder;
  private final Map<String, List<Facts.Payment>> paymentsByReference;

  Index(Facts facts) {
    var gateway = facts.gateway();
    ordersById = gateway.orders().stream().collect(toMap(Facts.Order::id, Function.identity()));
    txnsByOrder = gateway.txns().stream().collect(groupingBy(Facts.Txn::orderRef));
    txnsByReference =
        gateway.txns().stream().collect(toMap(Facts.Txn::reference, Function.identity()));
    refundsByOrder = gateway.refunds().stream().collect(groupingBy(Facts.Refund::orderRef));
    paymentsByReference =
        facts.provider().payments().stream().collect(groupingBy(Facts.Payment::reference));
  }

  Optional<Facts.Order> order(String orderId) {
    return Optional.ofNullable(ordersById.get(orderId));
  }

  List<Facts.Txn> txns(Facts.Order order) {
    return txnsByOrder.getOrDefault(order.ref(), List.of());
  }

  Optional<Facts.Txn> txn(String reference) {
    return Optional.ofNullable(txnsByReference.get(reference));
  }

  /// The payment that an answer speaks of: its id ends with the number of the attempt.
  Optional<Facts.Txn> txn(Answer answer) {
    return order(answer.orderId()).stream()
        .flatMap(order -> txns(order).stream())
        .filter(txn -> answer.txnId().endsWith("-" + answer.orderId() + "-" + txn.attempt()))
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

  List<Facts.Payment> payments(String reference) {
    return paymentsByReference.getOrDefault(reference, List.of());
  }

  /// Whether the provider has given back more of its payment than the refunds that succeeded here.
  boolean hasTrace(Facts.Refund refund) {
    return txnsByOrder.getOrDefault(refund.orderRef(), List.of()).stream()
        .filter(it -> it.id().equals(refund.txnId()))
        .anyMatch(it -> refundedThere(it) > refundedHere(it));
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
