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

/// Wallets in PostgreSQL. What changes a link compares the link generation first, so that an answer
/// which comes late never overwrites a newer link.
public final class WalletStore {
  private static final String OWNED =
      """
      select w.*, w.credentials is not null as linked, c.merchant_id,
        c.object_reference_id as customer_reference, c.mobile_country_code,
        coalesce(w.mobile_number, c.mobile_number) as mobile
      from wallet w join customer c on c.id = w.customer_id
      """;

  /// For many callers; each row is looked up for itself, however many the planner expects.
  private static final String OWNED_BY_ID =
      """
      select l.*, i.caller
      from json_to_recordset(cast(:callers as json)) as i (caller integer, wallet text,
          merchant text)
        cross join lateral (
      """
          + OWNED
          + """
              where w.id = i.wallet and c.merchant_id = i.merchant
              offset 0) l
          """;

  /// For many callers.
  ///
  /// @param condition on the customer `c` and on what is asked, `i`
  private static NamedSql list(String condition) {
    return NamedSql.of(
        """
        select l.*, i.caller
        from json_to_recordset(cast(:callers as json)) as i (caller integer, customer text,
            merchant text)
          cross join lateral (
            select w.id, c.id as customer_id, w.provider_account_id, w.gateway,
              w.gateway_reference_id, w.mobile_number, w.link_generation,
              w.balance_minor, w.balance_currency, w.last_refreshed,
              w.credentials is not null as linked, w.created_at
            from customer c left join wallet w on w.customer_id = c.id
            where c.merchant_id = i.merchant and %s
            offset 0) l
        order by i.caller, l.created_at, l.id
        """
            .formatted(condition));
  }

  private final Database database;
  private final BatchedStatement<StoredWallet> ownedById;
  private final BatchedStatement<Optional<Wallet>> listById;
  private final BatchedStatement<Optional<Wallet>> listByReference;

  public WalletStore(Database database) {
    this.database = database;
    this.ownedById = new BatchedStatement<>(database, NamedSql.of(OWNED_BY_ID), WalletStore::owned);
    this.listById =
        new BatchedStatement<>(database, list("c.id = i.customer"), WalletStore::optionalWallet);
    this.listByReference =
        new BatchedStatement<>(
            database, list("c.object_reference_id = i.customer"), WalletStore::optionalWallet);
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
                .createQuery(OWNED + "where c.id = :id and w.credentials is not null")
                .bind("id", customer.value())
                .map((row, _) -> owned(row))
                .list());
  }

  /// Adds a wallet unless the customer has one for this gateway and reference.
  void insertIfNew(Wallet wallet, String deviceId, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into wallet (id, customer_id, provider_account_id, gateway,
                      gateway_reference_id, mobile_number, device_id, created_at)
                    values (:id, :customer, :account, :gateway, :reference, :mobile, :device, :now)
                    on conflict (customer_id, gateway, gateway_reference_id) do nothing
                    """)
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
                .createQuery(
                    OWNED
                        + """
                        where c.id = :customer and w.gateway = :gateway
                          and w.gateway_reference_id is not distinct from :reference
                        """)
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
              .createUpdate(
                  """
                  update wallet w set credentials = :credentials,
                    linked_country_code = a.country_code, linked_number = a.mobile_number,
                    link_generation = link_generation + 1, balance_minor = null,
                    balance_currency = null, last_refreshed = null, renewing_until = null
                  from wallet_authentication a
                  where w.id = :id and a.wallet_id = w.id
                  """)
              .bind("id", id.value())
              .bind("credentials", credentials.bytes())
              .execute();
          return tx.handle()
              .createUpdate(
                  """
                  update wallet_authentication set state = null, attempts_left = 0
                  where wallet_id = :id
                  """)
              .bind("id", id.value())
              .execute();
        });
  }

  /// Forgets the credentials of one link generation; a newer link stays.
  void unlinkIfGeneration(WalletId id, int generation) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update wallet set credentials = null, link_generation = link_generation + 1,
                      link_name = null,
                      linked_country_code = null, linked_number = null, balance_minor = null,
                      balance_currency = null, last_refreshed = null
                    where id = :id and link_generation = :generation and credentials is not null
                    """)
                .bind("id", id.value())
                .bind("generation", generation)
                .execute());
  }

  /// Forgets whatever credentials there are, and with another number also the waiting OTP.
  void unlink(WalletId id, Optional<String> newMobileNumber) {
    database.inTransaction(
        tx -> {
          tx.handle()
              .createUpdate(
                  """
                  update wallet set credentials = null, link_generation = link_generation + 1,
                    link_name = null,
                      linked_country_code = null, linked_number = null, balance_minor = null,
                    balance_currency = null, last_refreshed = null,
                    mobile_number = coalesce(:mobile, mobile_number)
                  where id = :id
                  """)
              .bind("id", id.value())
              .bind("mobile", newMobileNumber.orElse(null))
              .execute();
          return tx.handle()
              .createUpdate(
                  """
                  update wallet_authentication set state = null, attempts_left = 0
                  where wallet_id = :id
                  """)
              .bind("id", id.value())
              .execute();
        });
  }

  void saveBalanceIfGeneration(WalletId id, int generation, Optional<Money> balance, Instant now) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update wallet set balance_minor = :minor, balance_currency = :currency,
                      last_refreshed = :now
                    where id = :id and link_generation = :generation and credentials is not null
                    """)
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
                    .createUpdate(
                        """
                        update wallet set renewing_until = :until
                        where id = :id and link_generation = :generation
                          and (renewing_until is null or renewing_until < :now)
                        """)
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
                .createUpdate(
                    """
                    update wallet set renewing_until = null,
                      credentials = coalesce(:credentials, credentials)
                    where id = :id and link_generation = :generation and credentials is not null
                    """)
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
