package org.batua.gateway.customer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;
import org.jdbi.v3.core.Handle;

/// What is kept about a person in PostgreSQL, and how it is taken away.
public final class PrivacyStore {
  private static final String EXPORT = Sql.text("customer/export");
  private static final String HAS_OPEN_MONEY = Sql.text("customer/has_open_money");
  private static final String ERASE_CUSTOMER = Sql.text("customer/erase_customer");
  private static final String ERASE_WALLETS = Sql.text("customer/erase_wallets");
  private static final String ERASE_ORDERS = Sql.text("customer/erase_orders");
  private static final String ERASE_LINKS = Sql.text("customer/erase_links");
  private static final String ERASE_TOKENS = Sql.text("customer/erase_tokens");
  private static final String ERASE_SESSIONS = Sql.text("customer/erase_sessions");
  private static final String ERASE_STARTS = Sql.text("customer/erase_starts");
  private static final String INSERT_ERASURE = Sql.text("customer/insert_erasure");
  private static final String FIND_ERASURE = Sql.text("customer/find_erasure");

  private final Database database;

  public PrivacyStore(Database database) {
    this.database = database;
  }

  /// An erasure, as it is about to be stored.
  ///
  /// @param certificate made of how many rows of each kind were erased
  record Erasure(
      Customer customer,
      String by,
      String reason,
      Instant at,
      Function<Map<String, Integer>, String> certificate) {}

  String export(CustomerId customer) {
    return database.run(
        handle ->
            handle
                .createQuery(EXPORT)
                .bind("customer", customer.value())
                .mapTo(String.class)
                .one());
  }

  Optional<String> certificate(CustomerId customer) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND_ERASURE)
                .bind("customer", customer.value())
                .mapTo(String.class)
                .findOne());
  }

  /// Erases, unless money of the customer is under way.
  ///
  /// @return whether it was erased
  boolean eraseIfSettled(Erasure erasure) {
    return database.inTransaction(
        tx -> {
          var handle = tx.handle();
          var customer = erasure.customer().id().value();
          boolean isOpen =
              handle
                  .createQuery(HAS_OPEN_MONEY)
                  .bind("customer", customer)
                  .mapTo(Boolean.class)
                  .one();
          if (isOpen) {
            return false;
          }
          var certificate = erasure.certificate().apply(erase(handle, customer, erasure.at()));
          handle
              .createUpdate(INSERT_ERASURE)
              .bind("customer", customer)
              .bind("merchant", erasure.customer().merchant().value())
              .bind("at", erasure.at())
              .bind("by", erasure.by())
              .bind("reason", erasure.reason())
              .bind("certificate", certificate)
              .execute();
          return true;
        });
  }

  private static Map<String, Integer> erase(Handle handle, String customer, Instant now) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("wallets", run(handle, ERASE_WALLETS, customer));
    counts.put("links_under_way", run(handle, ERASE_LINKS, customer));
    counts.put("client_tokens", run(handle, ERASE_TOKENS, customer));
    counts.put("checkout_sessions", run(handle, ERASE_SESSIONS, customer));
    counts.put("checkout_links", run(handle, ERASE_STARTS, customer));
    counts.put(
        "orders",
        handle.createUpdate(ERASE_ORDERS).bind("customer", customer).bind("now", now).execute());
    counts.put(
        "customers",
        handle.createUpdate(ERASE_CUSTOMER).bind("customer", customer).bind("now", now).execute());
    return counts;
  }

  private static int run(Handle handle, String statement, String customer) {
    return handle.createUpdate(statement).bind("customer", customer).execute();
  }
}
