package org.batua.gateway.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.jspecify.annotations.Nullable;

/// Customers in PostgreSQL; every statement names the merchant.
public final class CustomerStore {
  private static final NamedSql INSERT = Sql.named("customer/insert");
  private static final NamedSql FIND_BY_REFERENCE = Sql.named("customer/find_by_reference");
  private static final NamedSql FIND_BY_ID_OR_REFERENCE =
      Sql.named("customer/find_by_id_or_reference");
  private static final String UPDATE = Sql.text("customer/update");
  private static final String NEWEST_FIRST = Sql.text("customer/newest_first");
  private static final String COUNT = Sql.text("customer/count");
  private static final String INSERT_TOKEN = Sql.text("customer/insert_token");
  private static final String USE_TOKEN = Sql.text("customer/use_token");
  private static final String KNOWS_TOKEN = Sql.text("customer/knows_token");
  private static final String DELETE_EXPIRED_TOKENS = Sql.text("customer/delete_expired_tokens");

  private final Database database;

  public CustomerStore(Database database) {
    this.database = database;
  }

  /// Adds a customer; orders that named them before become theirs.
  ///
  /// @return whether the merchant had none with this reference
  boolean insert(Customer customer) {
    return database.recognised(
        () -> isInserted(customer),
        () -> find(customer.merchant(), customer.id().value()).map(_ -> true));
  }

  private boolean isInserted(Customer customer) {
    var values = contactValues(customer);
    values.put("reference", customer.reference());
    values.put("createdAt", customer.createdAt());
    return database.writeUnresolved(INSERT, values, row -> row.getInt("added")).getFirst() == 1;
  }

  void update(Customer customer) {
    database.execute(
        handle -> handle.createUpdate(UPDATE).bindMap(contactValues(customer)).execute());
  }

  /// Finds by our id or by the merchant's; ours wins where both exist.
  Optional<Customer> find(MerchantId merchant, String idOrReference) {
    var find = CustomerId.isForm(idOrReference) ? FIND_BY_ID_OR_REFERENCE : FIND_BY_REFERENCE;
    return database
        .read(
            find,
            Map.of("merchant", merchant.value(), "key", idOrReference),
            CustomerStore::customer)
        .stream()
        .findFirst();
  }

  List<Customer> newestFirst(MerchantId merchant, int count, int offset) {
    return database.run(
        handle ->
            handle
                .createQuery(NEWEST_FIRST)
                .bind("merchant", merchant.value())
                .bind("count", count)
                .bind("offset", offset)
                .map((row, _) -> customer(row))
                .list());
  }

  long count(MerchantId merchant) {
    return database.run(
        handle ->
            handle.createQuery(COUNT).bind("merchant", merchant.value()).mapTo(Long.class).one());
  }

  void insertToken(byte[] hash, CustomerId customer, Instant expiresAt, int uses) {
    database.execute(
        handle ->
            handle
                .createUpdate(INSERT_TOKEN)
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
                .createQuery(USE_TOKEN)
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
        handle -> handle.createQuery(KNOWS_TOKEN).bind("hash", hash).mapTo(Boolean.class).one());
  }

  int deleteTokensExpiredBefore(Instant then) {
    return database.run(
        handle -> handle.createUpdate(DELETE_EXPIRED_TOKENS).bind("then", then).execute());
  }

  /// Whose token it is.
  record TokenOwner(MerchantId merchant, CustomerId customer) {}

  private static Map<String, @Nullable Object> contactValues(Customer customer) {
    var contact = customer.contact();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", customer.id().value());
    values.put("merchant", customer.merchant().value());
    values.put("mobileCountryCode", contact.mobileCountryCode());
    values.put("mobileNumber", contact.mobileNumber().orElse(null));
    values.put("emailAddress", contact.emailAddress().orElse(null));
    values.put("firstName", contact.firstName().orElse(null));
    values.put("lastName", contact.lastName().orElse(null));
    values.put("updatedAt", customer.updatedAt());
    return values;
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
