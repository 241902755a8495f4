package org.batua.gateway.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Wallets in PostgreSQL. What changes a link compares the link generation first, so that an answer
/// which comes late never overwrites a newer link.
public final class WalletStore {
  private static final String FORGET = Sql.text("wallet/forget");
  private static final String UNLINK_IF_GENERATION = Sql.text("wallet/unlink_if_generation");
  private static final String UNLINK = Sql.text("wallet/unlink");
  private static final String TAKE_RENEWAL = Sql.text("wallet/take_renewal");
  private static final String END_RENEWAL = Sql.text("wallet/end_renewal");

  private static final NamedSql FIND_BY_IDS = Sql.named("wallet/find_by_ids");
  private static final NamedSql LIST_BY_CUSTOMER_ID = Sql.named("wallet/list_by_customer_id");
  private static final NamedSql LIST_BY_CUSTOMER_REFERENCE =
      Sql.named("wallet/list_by_customer_reference");
  private static final NamedSql OF_CUSTOMER_ID = Sql.named("wallet/of_customer_id");
  private static final NamedSql OF_CUSTOMER_REFERENCE = Sql.named("wallet/of_customer_reference");
  private static final NamedSql FIND_OR_ADD =
      Sql.named("wallet/insert_if_new").andThen(Sql.named("wallet/get"));
  private static final NamedSql LINK = Sql.named("wallet/link");
  private static final NamedSql SAVE_BALANCES = Sql.named("wallet/save_balances");
  private static final NamedSql SAVE_BALANCES_AND_FIND = SAVE_BALANCES.andThen(FIND_BY_IDS);
  private static final NamedSql SAVE_BALANCES_AND_LIST = SAVE_BALANCES.andThen(LIST_BY_CUSTOMER_ID);
  private static final JsonMapper JSON = new JsonMapper();

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

  /// As [#list], with what calls to their providers need.
  public Optional<List<StoredWallet>> stored(MerchantId merchant, String customer) {
    var byId =
        CustomerId.isForm(customer)
            ? stored(OF_CUSTOMER_ID, merchant, customer)
            : Optional.<List<StoredWallet>>empty();
    return byId.isPresent() ? byId : stored(OF_CUSTOMER_REFERENCE, merchant, customer);
  }

  private Optional<List<StoredWallet>> stored(
      NamedSql statement, MerchantId merchant, String customer) {
    var rows =
        database.read(
            statement,
            Map.of("merchant", merchant.value(), "customer", customer),
            WalletStore::optionalOwned);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(rows.stream().flatMap(Optional::stream).toList());
  }

  /// Adds a wallet unless the customer has one for this gateway and reference.
  ///
  /// @return the one that there is then
  StoredWallet findOrAdd(Wallet wallet, String deviceId, Instant now) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", wallet.id().value());
    values.put("customer", wallet.customer().value());
    values.put("account", wallet.providerAccount());
    values.put("gateway", wallet.gateway().code());
    values.put("reference", wallet.gatewayReferenceId().orElse(null));
    values.put("mobile", wallet.mobileNumber().orElse(null));
    values.put("device", deviceId);
    values.put("now", now);
    return database.writeRepeatable(FIND_OR_ADD, values, WalletStore::owned).getFirst();
  }

  /// Stores new credentials as a new link, and ends the authentication that led to them.
  ///
  /// @return the wallet afterwards
  StoredWallet link(WalletId id, SealedCredentials credentials) {
    return database
        .writeRepeatable(
            LINK, Map.of("id", id.value(), "credentials", credentials.bytes()), WalletStore::owned)
        .getFirst();
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

  /// What a provider said of a wallet.
  ///
  /// @param balance empty where the provider discloses none
  record Learnt(Wallet wallet, Optional<Money> balance) {}

  /// Stores a balance, unless its wallet was linked anew meanwhile.
  ///
  /// @return the wallet afterwards
  Wallet saveBalance(MerchantId merchant, Learnt balance, Instant now) {
    var values = balanceValues(List.of(balance), now);
    var wallet = balance.wallet().id().value();
    var caller = Map.of("caller", 0, "merchant", merchant.value(), "wallet", wallet);
    values.put("callers", JSON.writeValueAsString(List.of(caller)));
    return database.writeRepeatable(SAVE_BALANCES_AND_FIND, values, WalletStore::wallet).getFirst();
  }

  /// Stores balances of one customer, each unless its wallet was linked anew meanwhile.
  ///
  /// @return all wallets of the customer afterwards
  List<Wallet> saveBalances(
      MerchantId merchant, CustomerId customer, List<Learnt> balances, Instant now) {
    var values = balanceValues(balances, now);
    var caller = Map.of("caller", 0, "merchant", merchant.value(), "customer", customer.value());
    values.put("callers", JSON.writeValueAsString(List.of(caller)));
    return database
        .writeRepeatable(SAVE_BALANCES_AND_LIST, values, WalletStore::optionalWallet)
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Map<String, Object> balanceValues(List<Learnt> balances, Instant now) {
    var rows = JSON.createArrayNode();
    for (var learnt : balances) {
      var row = rows.addObject();
      row.put("wallet", learnt.wallet().id().value());
      row.put("generation", learnt.wallet().linkGeneration());
      learnt
          .balance()
          .ifPresent(it -> row.put("minor", it.minor()).put("currency", it.currency().toString()));
    }
    return new HashMap<>(Map.of("balances", rows.toString(), "now", now));
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

  private static Optional<StoredWallet> optionalOwned(ResultSet row) throws SQLException {
    return row.getString("id") == null ? Optional.empty() : Optional.of(owned(row));
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
