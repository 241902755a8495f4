package org.batua.gateway.export;

import java.util.List;
import org.batua.gateway.base.Money;
import org.batua.gateway.lookup.Listed;
import org.batua.gateway.lookup.ListedOrder;

/// Orders, payments, refunds and top-ups as lines of CSV.
public final class Lines {
  public static final String ORDERS_HEADING =
      Csv.line(
          List.of(
              "order_id",
              "order_ref",
              "status",
              "amount",
              "currency",
              "refunded",
              "gateway",
              "payment_status",
              "error",
              "provider_code",
              "provider_reference",
              "created_at"));

  static final String LISTED_HEADING =
      Csv.line(
          List.of(
              "kind",
              "id",
              "name",
              "order_id",
              "gateway",
              "account",
              "amount",
              "currency",
              "status",
              "error",
              "provider_reference",
              "created_at",
              "updated_at"));

  private Lines() {}

  public static String of(ListedOrder order) {
    var refunded = new Money(order.refundedMinor(), order.amount().currency());
    return Csv.line(
        List.of(
            order.orderId(),
            order.ref(),
            order.status(),
            order.amount().majorFixed(),
            order.amount().currency().getCurrencyCode(),
            refunded.majorFixed(),
            order.gateway(),
            order.payment(),
            order.error(),
            order.providerCode(),
            order.providerReference(),
            order.createdAt().toString()));
  }

  static String of(Listed row) {
    return Csv.line(
        List.of(
            row.kind().name(),
            row.id(),
            row.label(),
            row.owner(),
            row.gateway(),
            row.account(),
            row.amount().majorFixed(),
            row.amount().currency().getCurrencyCode(),
            row.status(),
            row.why(),
            row.providerReference(),
            row.createdAt().toString(),
            row.updatedAt().toString()));
  }
}
