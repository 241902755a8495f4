package org.batua.gateway.webhook;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The events of webhooks, by their names on the wire.
///
/// Source of the names and of the versions since which they exist: the vendor's public pages.
public enum EventName {
  TXN_CREATED(Content.ORDER, LocalDate.of(2016, 10, 27)),
  TXN_CHARGED(Content.TXN, LocalDate.of(2020, 10, 31)),
  TXN_FAILED(Content.TXN, LocalDate.of(2020, 10, 31)),
  ORDER_SUCCEEDED(Content.ORDER, LocalDate.MIN),
  ORDER_FAILED(Content.ORDER, LocalDate.of(2016, 7, 19)),
  REFUND_INITIATED(Content.ORDER, LocalDate.MIN),
  ORDER_REFUNDED(Content.ORDER, LocalDate.MIN),
  ORDER_REFUND_FAILED(Content.ORDER, LocalDate.MIN),
  REFUND_MANUAL_REVIEW_NEEDED(Content.ORDER, LocalDate.MIN),
  WALLET_LINKED(Content.WALLET, LocalDate.MIN),
  WALLET_DELINKED(Content.WALLET, LocalDate.MIN),
  TOPUP_SUCCEEDED(Content.TOPUP, LocalDate.MIN),
  TOPUP_FAILED(Content.TOPUP, LocalDate.MIN);

  /// What `content` holds.
  public enum Content {
    ORDER,
    TXN,
    WALLET,
    TOPUP
  }

  private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

  /// What a new endpoint gets when it does not choose: how things ended, not their steps.
  public static final List<EventName> USUAL =
      List.of(
          ORDER_SUCCEEDED,
          ORDER_FAILED,
          ORDER_REFUNDED,
          ORDER_REFUND_FAILED,
          REFUND_MANUAL_REVIEW_NEEDED,
          WALLET_LINKED,
          WALLET_DELINKED,
          TOPUP_SUCCEEDED,
          TOPUP_FAILED);

  private final Content content;
  private final LocalDate since;

  EventName(Content content, LocalDate since) {
    this.content = content;
    this.since = since;
  }

  public Content content() {
    return content;
  }

  /// The webhook API version since which there is the event.
  LocalDate since() {
    return since.isBefore(ALWAYS) ? ALWAYS : since;
  }

  /// The events that make this one obsolete. A retry is not made when such an event is on its way
  /// to the same endpoint.
  Set<EventName> overtakenBy() {
    return switch (this) {
      case ORDER_FAILED -> Set.of(ORDER_SUCCEEDED);
      case TXN_FAILED -> Set.of(TXN_CHARGED);
      case REFUND_INITIATED, REFUND_MANUAL_REVIEW_NEEDED ->
          Set.of(ORDER_REFUNDED, ORDER_REFUND_FAILED);
      case WALLET_LINKED -> Set.of(WALLET_DELINKED);
      case WALLET_DELINKED -> Set.of(WALLET_LINKED);
      case TOPUP_FAILED -> Set.of(TOPUP_SUCCEEDED);
      case TXN_CREATED,
          TXN_CHARGED,
          ORDER_SUCCEEDED,
          ORDER_REFUNDED,
          ORDER_REFUND_FAILED,
          TOPUP_SUCCEEDED ->
          Set.of();
    };
  }

  /// The event with this name, if there is one.
  public static Optional<EventName> named(String text) {
    return Arrays.stream(values()).filter(one -> one.name().equals(text)).findFirst();
  }
}
