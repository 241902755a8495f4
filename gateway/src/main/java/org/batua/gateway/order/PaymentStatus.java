package org.batua.gateway.order;

import java.util.EnumSet;
import java.util.Set;
import org.batua.gateway.resolution.ResolvableStatus;

/// The status of one attempt to pay. `docs/states.md` shows the same table.
public enum PaymentStatus implements ResolvableStatus {
  /// Intent is stored; the provider is being called, or the caller died.
  SENDING(OrderStatus.AUTHORIZING),
  /// The money may have moved; only an inquiry finds out.
  UNKNOWN(OrderStatus.AUTHORIZING),
  /// The provider has it and will decide.
  PENDING(OrderStatus.AUTHORIZING),
  /// The customer must confirm a debit of the linked wallet at the provider.
  AWAITING_CONFIRMATION(OrderStatus.PENDING_CUSTOMER),
  /// The customer is to choose a wallet in our checkout; the provider knows nothing of it yet.
  AWAITING_WALLET(OrderStatus.PENDING_CUSTOMER),
  /// The wallet has too little money; the customer may add some.
  AWAITING_FUNDS(OrderStatus.PENDING_CUSTOMER),
  /// A top-up for it is under way.
  FUNDS_IN_TRANSIT(OrderStatus.PENDING_CUSTOMER),
  /// The wallet has enough money by now: due to be sent again.
  FUNDED(OrderStatus.PENDING_CUSTOMER),
  /// The customer is to pay on the provider's page.
  AWAITING_REDIRECT(OrderStatus.PENDING_CUSTOMER),
  /// Asking does not settle it: a person must.
  MANUAL_REVIEW(OrderStatus.AUTHORIZING),
  CHARGED(OrderStatus.CHARGED),
  /// Counts as failed because nothing was heard of it in time. A late success still wins.
  PRESUMED_FAILED(OrderStatus.FAILED),
  /// The provider, a person or the customer's own time ended it.
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

  /// The transitions that are allowed. A late success turns a failed one into a charged one.
  public Set<PaymentStatus> next() {
    return switch (this) {
      case SENDING ->
          EnumSet.of(
              SENDING,
              UNKNOWN,
              PENDING,
              AWAITING_CONFIRMATION,
              AWAITING_FUNDS,
              AWAITING_REDIRECT,
              CHARGED,
              DECLINED,
              NOT_SENT);
      case UNKNOWN ->
          EnumSet.of(
              PENDING,
              AWAITING_CONFIRMATION,
              AWAITING_FUNDS,
              AWAITING_REDIRECT,
              MANUAL_REVIEW,
              CHARGED,
              PRESUMED_FAILED,
              DECLINED);
      case PENDING ->
          EnumSet.of(
              AWAITING_CONFIRMATION,
              AWAITING_REDIRECT,
              MANUAL_REVIEW,
              CHARGED,
              PRESUMED_FAILED,
              DECLINED);
      case AWAITING_CONFIRMATION, AWAITING_REDIRECT ->
          EnumSet.of(PENDING, MANUAL_REVIEW, CHARGED, PRESUMED_FAILED, DECLINED);
      case AWAITING_WALLET -> EnumSet.of(SENDING, DECLINED);
      case AWAITING_FUNDS -> EnumSet.of(FUNDS_IN_TRANSIT, FUNDED, DECLINED);
      case FUNDS_IN_TRANSIT -> EnumSet.of(AWAITING_FUNDS, FUNDED, DECLINED);
      case FUNDED -> EnumSet.of(SENDING, DECLINED);
      case MANUAL_REVIEW -> EnumSet.of(CHARGED, DECLINED);
      case PRESUMED_FAILED -> EnumSet.of(CHARGED, DECLINED);
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

  /// Whether it waits for the customer's money, none of which is at the provider.
  public boolean isShortOfMoney() {
    return this == AWAITING_FUNDS || this == FUNDS_IN_TRANSIT || this == FUNDED;
  }

  @Override
  public boolean isSending() {
    return this == SENDING;
  }

  @Override
  public boolean isPresumed() {
    return this == PRESUMED_FAILED;
  }

  @Override
  public boolean isChecked() {
    return switch (this) {
      case SENDING,
          UNKNOWN,
          PENDING,
          AWAITING_CONFIRMATION,
          AWAITING_WALLET,
          AWAITING_FUNDS,
          FUNDS_IN_TRANSIT,
          FUNDED,
          AWAITING_REDIRECT ->
          true;
      case MANUAL_REVIEW, CHARGED, PRESUMED_FAILED, DECLINED, NOT_SENT -> false;
    };
  }
}
