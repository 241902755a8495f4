package org.batua.gateway.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.jdbi.v3.core.statement.SqlStatement;

/// Customers in PostgreSQL; every statement names the merchant.
public final class CustomerStore {
  private final Database database;

  public CustomerStore(Database database) {
    this.database = database;
  }

  /// Adds a customer.
  ///
  /// @return whether the merchant had none with this reference
  boolean insert(Customer customer) {
    return database.run(
        handle ->
            bindContact(
                        handle.createUpdate(
                            """
                            insert into customer (id, merchant_id, object_reference_id,
                              mobile_country_code, mobile_number, email_address, first_name,
                              last_name, created_at, updated_at)
                            values (:id, :merchant, :reference, :mobileCountryCode, :mobileNumber,
                              :emailAddress, :firstName, :lastName, :createdAt, :updatedAt)
                            on conflict (merchant_id, object_reference_id) do nothing
                            """),
                        customer)
                    .bind("reference", customer.reference())
                    .bind("createdAt", customer.createdAt())
                    .execute()
                == 1);
  }

  void update(Customer customer) {
    database.execute(
        handle ->
            bindContact(
                    handle.createUpdate(
                        """
                        update customer set mobile_country_code = :mobileCountryCode,
                          mobile_number = :mobileNumber, email_address = :emailAddress,
                          first_name = :firstName, last_name = :lastName, updated_at = :updatedAt
                        where id = :id and merchant_id = :merchant
                        """),
                    customer)
                .execute());
  }

  /// Finds by our id or by the merchant's; ours wins where both exist.
  Optional<Customer> find(MerchantId merchant, String idOrReference) {
    var where =
        CustomerId.isForm(idOrReference)
            ? "(id = :key or object_reference_id = :key) order by id = :key desc limit 1"
            : "object_reference_id = :key";
    return database.run(
        handle ->
            handle
                .createQuery("select * from customer where merchant_id = :merchant and " + where)
                .bind("merchant", merchant.value())
                .bind("key", idOrReference)
                .map((row, _) -> customer(row))
                .findOne());
  }

  List<Customer> newestFirst(MerchantId merchant, int count, int offset) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select * from customer where merchant_id = :merchant
                    order by created_at desc, id limit :count offset :offset
                    """)
                .bind("merchant", merchant.value())
                .bind("count", count)
                .bind("offset", offset)
                .map((row, _) -> customer(row))
                .list());
  }

  long count(MerchantId merchant) {
    return database.run(
        handle ->
            handle
                .createQuery("select count(*) from customer where merchant_id = :merchant")
                .bind("merchant", merchant.value())
                .mapTo(Long.class)
                .one());
  }

  void insertToken(byte[] hash, CustomerId customer, Instant expiresAt, int uses) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into client_auth_token (hash, customer_id, expires_at, uses_left)
                    values (:hash, :customer, :expiresAt, :uses)
                    """)
                .bind("hash", hash)
                .bind("customer", customer.value())
                .bind("expiresAt", expiresAt)
                .bind("uses", uses)
                .execute());
  }

  /// Takes one use from a token that has one left.
  Optional<TokenOwner> useToken(byte[] hash, Instant now) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    update client_auth_token t set uses_left = uses_left - 1 from customer c
                    where t.hash = :hash and t.uses_left > 0 and t.expires_at > :now
                      and c.id = t.customer_id
                    returning c.id, c.merchant_id
                    """)
                .bind("hash", hash)
                .bind("now", now)
                .map(
                    (row, _) ->
                        new TokenOwner(
                            new MerchantId(row.getString("merchant_id")),
                            new CustomerId(row.getString("id"))))
                .findOne());
  }

  boolean knowsToken(byte[] hash) {
    return database.run(
        handle ->
            handle
                .createQuery("select exists (select 1 from client_auth_token where hash = :hash)")
                .bind("hash", hash)
                .mapTo(Boolean.class)
                .one());
  }

  int deleteTokensExpiredBefore(Instant then) {
    return database.run(
        handle ->
            handle
                .createUpdate("delete from client_auth_token where expires_at < :then")
                .bind("then", then)
                .execute());
  }

  /// Whose token it is.
  record TokenOwner(MerchantId merchant, CustomerId customer) {}

  private static <S extends SqlStatement<S>> S bindContact(S statement, Customer customer) {
    var contact = customer.contact();
    return statement
        .bind("id", customer.id().value())
        .bind("merchant", customer.merchant().value())
        .bind("mobileCountryCode", contact.mobileCountryCode())
        .bind("mobileNumber", contact.mobileNumber().orElse(null))
        .bind("emailAddress", contact.emailAddress().orElse(null))
        .bind("firstName", contact.firstName().orElse(null))
        .bind("lastName", contact.lastName().orElse(null))
        .bind("updatedAt", customer.updatedAt());
  }

  private static Customer customer(ResultSet row) throws SQLException {
    return new Customer(
        new CustomerId(row.getString("id")),
        new MerchantId(row.getString("merchant_id")),
        row.getString("object_reference_id"),
        new Customer.Contact(
            row.getString("mobile_country_code"),
            Rows.optionalText(row, "mobile_number"),
            Rows.optionalText(row, "email_address"),
            Rows.optionalText(row, "first_name"),
            Rows.optionalText(row, "last_name")),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
