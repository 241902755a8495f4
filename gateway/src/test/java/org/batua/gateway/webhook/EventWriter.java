package org.batua.gateway.webhook;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.InstantSource;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Writes rows of events as the statements of payments do, and counts what becomes of them.
final class EventWriter {
  private final Jdbi tables;
  private final InstantSource clock;
  private final Ids ids = new Ids();

  EventWriter(Jdbi tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /// Writes one.
  ///
  /// @return the event's id
  @CanIgnoreReturnValue
  String write(MerchantId merchant, String name, String order) {
    return tables.withHandle(handle -> write(handle, merchant, name, order));
  }

  /// In a transaction of the caller's.
  @CanIgnoreReturnValue
  String write(Handle handle, MerchantId merchant, String name, String order) {
    var id = "evt_V2_" + ids.timedHex(clock.instant());
    handle
        .createUpdate(
            """
            insert into webhook_event (id, merchant_id, name, subject, order_ref, created_at)
            select :id, o.merchant_id, :name, o.id, o.id, :now from merchant_order o
            where o.merchant_id = :merchant and o.order_id = :order
            """)
        .bind("id", id)
        .bind("merchant", merchant.value())
        .bind("name", name)
        .bind("order", order)
        .bind("now", clock.instant())
        .execute();
    return id;
  }

  /// Writes many of one order in one transaction.
  void write(MerchantId merchant, String name, String order, int count) {
    tables.useTransaction(
        handle -> {
          for (int i = 0; i < count; i++) {
            write(handle, merchant, name, order);
          }
        });
  }

  /// How many of a merchant's deliveries meet a condition.
  int deliveries(MerchantId merchant, String condition) {
    return tables.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from webhook_delivery d join webhook_endpoint p"
                        + " on p.id = d.endpoint_id where p.merchant_id = :merchant and d."
                        + condition)
                .bind("merchant", merchant.value())
                .mapTo(Integer.class)
                .one());
  }
}
