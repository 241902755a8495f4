package org.batua.gateway.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.CustomerId;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.db.BatchedStatement;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;

/// Wallets in PostgreSQL. What changes a link compares the link generation first, so that an answer
/// which comes late never overwrites a newer link.
public final class WalletStore {
  private static final String INSERT_IF_NEW = Sql.text("wallet/insert_if_new");
  private static final String LINK = Sql.text("wallet/link");
  private static final String FORGET = Sql.text("wallet/forget");
  private static final String UNLINK_IF_GENERATION = Sql.text("wallet/unlink_if_generation");
  private static final String UNLINK = Sql.text("wallet/unlink");
  private static final String SAVE_BALANCE_IF_GENERATION =
      Sql.text("wallet/save_balance_if_generation");
  private static final String TAKE_RENEWAL = Sql.text("wallet/take_renewal");
  private static final String END_RENEWAL = Sql.text("wallet/end_renewal");

  private static final NamedSql FIND_BY_IDS = Sql.named("wallet/find_by_ids");
  private static final NamedSql LIST_BY_CUSTOMER_ID = Sql.named("wallet/list_by_customer_id");
  private static final NamedSql LIST_BY_CUSTOMER_REFERENCE =
      Sql.named("wallet/list_by_customer_reference");
  private static final String LINKED_OF_CUSTOMER = Sql.text("wallet/linked_of_customer");
  private static final String GET = Sql.text("wallet/get");
  private final Database database;
  private final BatchedStatement<StoredWallet> ownedById;
  private final BatchedStatement<Optional<Wallet>> listById;
  private final BatchedStatement<Optional<Wallet>> listByReference;

  public WalletStore(Database database) {
    this.database = database;
    this.ownedById = new BatchedStatement<>(database, FIND_BY_IDS, WalletStore::owned);
    this.listById =
        new BatchedStatement<>(database, LIST_BY_CUSTOMER_ID, WalletStore::optionalWallet);
    this.listByReference =
        new BatchedStatement<>(database, LIST_BY_CUSTOMER_REFERENCE, WalletStore::optionalWallet);
  }

  /// The wallets of a customer, found by our id or the merchant's, which ours wins over.
  ///
  /// @return empty when there is no such customer
  public Optional<List<Wallet>> list(MerchantId merchant, String customer) {
    var byId =
        CustomerId.isForm(customer)
            ? list(listById, merchant, customer)
            : Optional.<List<Wallet>>empty();
    return byId.isPresent() ? byId : list(listByReference, merchant, customer);
  }

  private static Optional<List<Wallet>> list(
      BatchedStatement<Optional<Wallet>> statement, MerchantId merchant, String customer) {
    var rows = statement.read(Map.of("merchant", merchant.value(), "customer", customer));
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(rows.stream().flatMap(Optional::stream).toList());
  }

  public Optional<StoredWallet> find(MerchantId merchant, WalletId id) {
    return ownedById.read(Map.of("wallet", id.value(), "merchant", merchant.value())).stream()
        .findFirst();
  }

  public List<StoredWallet> linkedOf(CustomerId customer) {
    return database.run(
        handle ->
            handle
                .createQuery(LINKED_OF_CUSTOMER)
                .bind("id", customer.value())
                .map((row, _) -> owned(row))
                .list());
  }

  /// Adds a wallet unless the customer has one for this gateway and reference.
  void insertIfNew(Wallet wallet, String deviceId, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(INSERT_IF_NEW)
                .bind("id", wallet.id().value())
                .bind("customer", wallet.customer().value())
                .bind("account", wallet.providerAccount())
                .bind("gateway", wallet.gateway().code())
                .bind("reference", wallet.gatewayReferenceId().orElse(null))
                .bind("mobile", wallet.mobileNumber().orElse(null))
                .bind("device", deviceId)
                .bind("now", now)
                .execute());
  }

  StoredWallet get(CustomerId customer, GatewayCode gateway, Optional<String> reference) {
    return database.run(
        handle ->
            handle
                .createQuery(GET)
                .bind("customer", customer.value())
                .bind("gateway", gateway.code())
                .bind("reference", reference.orElse(null))
                .map((row, _) -> owned(row))
                .one());
  }

  /// Stores new credentials as a new link, and ends the authentication that led to them.
  void link(WalletId id, SealedCredentials credentials) {
    database.inTransaction(
        tx -> {
          tx.handle()
              .createUpdate(LINK)
              .bind("id", id.value())
              .bind("credentials", credentials.bytes())
              .execute();
          return tx.handle().createUpdate(FORGET).bind("wallet", id.value()).execute();
        });
  }

  /// Forgets the credentials of one link generation; a newer link stays.
  void unlinkIfGeneration(WalletId id, int generation) {
    database.execute(
        handle ->
            handle
                .createUpdate(UNLINK_IF_GENERATION)
                .bind("id", id.value())
                .bind("generation", generation)
                .execute());
  }

  /// Forgets whatever credentials there are, and with another number also the waiting OTP.
  void unlink(WalletId id, Optional<String> newMobileNumber) {
    database.inTransaction(
        tx -> {
          tx.handle()
              .createUpdate(UNLINK)
              .bind("id", id.value())
              .bind("mobile", newMobileNumber.orElse(null))
              .execute();
          return tx.handle().createUpdate(FORGET).bind("wallet", id.value()).execute();
        });
  }

  void saveBalanceIfGeneration(WalletId id, int generation, Optional<Money> balance, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(SAVE_BALANCE_IF_GENERATION)
                .bind("id", id.value())
                .bind("generation", generation)
                .bind("minor", balance.map(Money::minor).orElse(null))
                .bind("currency", balance.map(money -> money.currency().toString()).orElse(null))
                .bind("now", now)
                .execute());
  }

  /// Takes the lease to renew the credentials of one link generation.
  boolean takeRenewal(WalletId id, int generation, Instant now, Instant until) {
    return database.run(
        handle ->
            handle
                    .createUpdate(TAKE_RENEWAL)
                    .bind("id", id.value())
                    .bind("generation", generation)
                    .bind("now", now)
                    .bind("until", until)
                    .execute()
                == 1);
  }

  /// Gives the lease back, with the new credentials of the same link where there are some.
  void endRenewal(WalletId id, int generation, Optional<SealedCredentials> renewed) {
    database.execute(
        handle ->
            handle
                .createUpdate(END_RENEWAL)
                .bind("id", id.value())
                .bind("generation", generation)
                .bind("credentials", renewed.map(SealedCredentials::bytes).orElse(null))
                .execute());
  }

  private static Optional<Wallet> optionalWallet(ResultSet row) throws SQLException {
    return row.getString("id") == null ? Optional.empty() : Optional.of(wallet(row));
  }

  private static Wallet wallet(ResultSet row) throws SQLException {
    return new Wallet(
        new WalletId(row.getString("id")),
        new CustomerId(row.getString("customer_id")),
        row.getString("provider_account_id"),
        new GatewayCode(row.getString("gateway")),
        Rows.optionalText(row, "gateway_reference_id"),
        Rows.optionalText(row, "mobile_number"),
        row.getBoolean("linked") ? Wallet.LinkStatus.LINKED : Wallet.LinkStatus.UNLINKED,
        row.getInt("link_generation"),
        Rows.optionalMoney(row, "balance_minor", "balance_currency"),
        Rows.optionalInstant(row, "last_refreshed"));
  }

  private static StoredWallet owned(ResultSet row) throws SQLException {
    var countryCode = row.getString("mobile_country_code");
    return new StoredWallet(
        wallet(row),
        new MerchantId(row.getString("merchant_id")),
        row.getString("customer_reference"),
        Rows.optionalText(row, "mobile").flatMap(text -> MobileNumber.parse(countryCode, text)),
        linkedMobile(row),
        row.getString("device_id"),
        Optional.ofNullable(row.getBytes("credentials")).map(SealedCredentials::stored));
  }

  private static Optional<MobileNumber> linkedMobile(ResultSet row) throws SQLException {
    var number = row.getString("linked_number");
    return number == null
        ? Optional.empty()
        : Optional.of(new MobileNumber(row.getString("linked_country_code"), number));
  }
}
