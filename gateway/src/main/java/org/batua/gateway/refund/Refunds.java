package org.batua.gateway.refund;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;

/// Asking for refunds. A refund is stored first and sent right after, by this process or another.
public final class Refunds {
  private static final int REFUNDS_MAX = 25;
  private static final Duration SAME_AMOUNT_WITHIN = Duration.ofSeconds(2);

  private final RefundStore store;
  private final Orders orders;
  private final RefundSender sender;
  private final Ids ids;
  private final InstantSource clock;

  public Refunds(
      RefundStore store, Orders orders, RefundSender sender, Ids ids, InstantSource clock) {
    this.store = store;
    this.orders = orders;
    this.sender = sender;
    this.ids = ids;
    this.clock = clock;
  }

  /// What goes back.
  ///
  /// @param secondCharge a charge that came after another one had paid the order; empty for the
  ///   order's payment
  public record Target(String orderId, Optional<String> secondCharge) {}

  /// Queues a refund; the same id and content again changes nothing.
  ///
  /// @param amount reads the amount in the order's currency; empty for all that is left
  /// @return the order afterwards
  /// @throws Rejected when the order or the amount does not allow it
  public OrderView refund(
      MerchantId merchant,
      Target target,
      String uniqueRequestId,
      Function<Currency, Optional<Money>> amount) {
    var orderId = target.orderId();
    var order = orders.find(merchant, orderId).order();
    var now = clock.instant();
    var wish =
        new RefundStore.Wish(
            order.ref(),
            target.secondCharge(),
            "rfd_" + ids.timedHex(now),
            uniqueRequestId,
            new Reference(ids.ulid(now)),
            amount.apply(order.amount().currency()),
            now);
    switch (store.queue(wish, REFUNDS_MAX, SAME_AMOUNT_WITHIN)) {
      case RefundStore.Stored.Queued(var refund) -> {
        var queued = orders.find(merchant, orderId);
        sender.sendSoon(refund);
        return queued;
      }
      case RefundStore.Stored.Known _ -> {
        return orders.find(merchant, orderId);
      }
      case RefundStore.Stored.OtherContent _ ->
          throw refused(
              "duplicate.call",
              "A refund call was already completed with this unique_request_id for the order.");
      case RefundStore.Stored.NotCharged _ -> throw notCharged();
      case RefundStore.Stored.Exceeds _ ->
          throw refused("invalid.amount.exceeded", "Refund amount exceeds the refundable amount.");
      case RefundStore.Stored.TooMany _ ->
          throw refused("request.exceeded", "The order has had as many refunds as it may have.");
      case RefundStore.Stored.SameAmountJustNow _ ->
          throw refused(
              "duplicate.call",
              "A refund call was already processing with this amount for the order.");
    }
  }

  static Rejected notCharged() {
    return refused("invalid.order.not_successful", "Cannot process unsuccessful order.");
  }

  private static Rejected refused(String code, String message) {
    return new Rejected(new Rejection.OrderRefused(code, message));
  }
}
