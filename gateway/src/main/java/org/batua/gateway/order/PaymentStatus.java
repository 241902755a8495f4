package org.batua.gateway.order;

import java.util.EnumSet;
import java.util.Set;
import org.batua.gateway.resolution.ResolvableStatus;

/// Where one attempt to pay stands. `docs/states.md` shows the same table.
public enum PaymentStatus implements ResolvableStatus {
  /// Intent is stored; the provider is being called, or the caller died.
  SENDING(OrderStatus.AUTHORIZING),
  /// The money may have moved; only asking tells.
  UNKNOWN(OrderStatus.AUTHORIZING),
  /// The provider has it and will decide.
  PENDING(OrderStatus.AUTHORIZING),
  /// The customer must act, or add money.
  NEEDS_CUSTOMER(OrderStatus.PENDING_CUSTOMER),
  /// Asking does not settle it: a person must.
  NEEDS_PERSON(OrderStatus.AUTHORIZING),
  CHARGED(OrderStatus.CHARGED),
  /// The provider refused, or does not know it for long enough.
  DECLINED(OrderStatus.FAILED),
  /// Provably nothing left us.
  NOT_SENT(OrderStatus.NOT_SENT);

  private final OrderStatus order;

  PaymentStatus(OrderStatus order) {
    this.order = order;
  }

  /// What the order becomes with it.
  public OrderStatus order() {
    return order;
  }

  /// The moves that are allowed. Money that was added sends a waiting one again. A late truth moves
  /// a declined one to charged.
  public Set<PaymentStatus> next() {
    return switch (this) {
      case SENDING -> EnumSet.of(UNKNOWN, PENDING, NEEDS_CUSTOMER, CHARGED, DECLINED, NOT_SENT);
      case UNKNOWN -> EnumSet.of(PENDING, NEEDS_CUSTOMER, NEEDS_PERSON, CHARGED, DECLINED);
      case PENDING -> EnumSet.of(NEEDS_CUSTOMER, NEEDS_PERSON, CHARGED, DECLINED);
      case NEEDS_CUSTOMER -> EnumSet.of(SENDING, PENDING, NEEDS_PERSON, CHARGED, DECLINED);
      case NEEDS_PERSON -> EnumSet.of(CHARGED, DECLINED);
      case DECLINED -> EnumSet.of(CHARGED);
      case CHARGED, NOT_SENT -> EnumSet.noneOf(PaymentStatus.class);
    };
  }

  /// From where a txn may come here.
  public Set<PaymentStatus> sources() {
    var sources = EnumSet.noneOf(PaymentStatus.class);
    for (var from : values()) {
      if (from.next().contains(this)) {
        sources.add(from);
      }
    }
    return sources;
  }

  @Override
  public boolean isChecked() {
    return switch (this) {
      case SENDING, UNKNOWN, PENDING, NEEDS_CUSTOMER -> true;
      case NEEDS_PERSON, CHARGED, DECLINED, NOT_SENT -> false;
    };
  }
}
