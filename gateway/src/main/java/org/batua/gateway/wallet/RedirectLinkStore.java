package org.batua.gateway.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.SecretMap;
import org.jdbi.v3.core.Handle;

/// Linkings by consent in PostgreSQL. Each is told from an older one of its wallet by the print of
/// its token, so that what comes late changes nothing.
public final class RedirectLinkStore {
  private static final String CONSENT =
      """
      select a.*, c.merchant_id, w.credentials is not null as linked
      from wallet_authentication a join wallet w on w.id = a.wallet_id
        join customer c on c.id = w.customer_id
      """;

  private final Database database;
  private final KeyRing keyRing;

  public RedirectLinkStore(Database database, KeyRing keyRing) {
    this.database = database;
    this.keyRing = keyRing;
  }

  /// Everything about a linking that begins.
  ///
  /// @param token the print of what is unguessable in its addresses
  /// @param page where the customer consents
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Beginning(
      WalletId wallet,
      byte[] token,
      Linking.State state,
      Secret page,
      MobileNumber mobile,
      ReturnTarget back,
      Optional<String> linkName,
      Instant expiresAt) {}

  /// Puts a linking in the place of the one before.
  void begin(Beginning beginning) {
    var wallet = beginning.wallet();
    var state = SecretMap.write(beginning.state().values());
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update wallet_authentication set state = :state, attempts_left = 0,
                      country_code = :country, mobile_number = :number, link_token = :token,
                      page = :page, return_url = :returnUrl, link_name = :name,
                      expires_at = :expires, asking_until = null, ending = null
                    where wallet_id = :wallet
                    """)
                .bind("wallet", wallet.value())
                .bind("state", keyRing.seal(state, stateOf(wallet)))
                .bind("country", beginning.mobile().countryCode())
                .bind("number", beginning.mobile().national())
                .bind("token", beginning.token())
                .bind("page", keyRing.seal(beginning.page(), pageOf(wallet)))
                .bind("returnUrl", ReturnTarget.write(beginning.back()).orElse(null))
                .bind("name", beginning.linkName().orElse(null))
                .bind("expires", beginning.expiresAt())
                .execute());
  }

  Optional<RedirectLink> find(byte[] token) {
    return database.run(
        handle ->
            handle
                .createQuery(CONSENT + "where a.link_token = :token")
                .bind("token", token)
                .map((row, _) -> consent(row))
                .findOne());
  }

  Optional<RedirectLink> latestOf(WalletId wallet) {
    return database.run(
        handle ->
            handle
                .createQuery(CONSENT + "where a.wallet_id = :wallet and a.link_token is not null")
                .bind("wallet", wallet.value())
                .map((row, _) -> consent(row))
                .findOne());
  }

  /// The page of a linking that waits.
  Optional<Secret> page(byte[] token) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select wallet_id, page from wallet_authentication
                    where link_token = :token and state is not null
                    """)
                .bind("token", token)
                .map(
                    (row, _) ->
                        keyRing.open(
                            row.getBytes("page"), pageOf(new WalletId(row.getString("wallet_id")))))
                .findOne());
  }

  /// A wallet with its merchant.
  record Owned(WalletId wallet, MerchantId merchant) {}

  /// The wallets that are linked, or about to be, under a name that the provider uses.
  List<Owned> named(String providerAccount, String linkName) {
    return database.run(
        handle ->
            handle
                .createQuery(
                    """
                    select w.id, c.merchant_id from wallet w
                      join customer c on c.id = w.customer_id
                    where w.provider_account_id = :account and (w.link_name = :name
                      or w.id in (select wallet_id from wallet_authentication
                        where link_name = :name and state is not null))
                    """)
                .bind("account", providerAccount)
                .bind("name", linkName)
                .map(
                    (row, _) ->
                        new Owned(
                            new WalletId(row.getString("id")),
                            new MerchantId(row.getString("merchant_id"))))
                .list());
  }

  /// Takes the right to ask the provider, for a while; others are told to come later.
  boolean takeQuestion(RedirectLink consent, Instant now, Instant until) {
    return database.run(
            handle ->
                handle
                    .createUpdate(
                        """
                        update wallet_authentication set asking_until = :until
                        where wallet_id = :wallet and link_token = :token and state is not null
                          and (asking_until is null or asking_until < :now)
                        """)
                    .bind("wallet", consent.wallet().value())
                    .bind("token", consent.token())
                    .bind("now", now)
                    .bind("until", until)
                    .execute())
        == 1;
  }

  /// Gives the right to ask back.
  void endQuestion(RedirectLink consent) {
    database.execute(
        handle ->
            handle
                .createUpdate(
                    """
                    update wallet_authentication set asking_until = null
                    where wallet_id = :wallet and link_token = :token
                    """)
                .bind("wallet", consent.wallet().value())
                .bind("token", consent.token())
                .execute());
  }

  /// Ends a linking that still waits.
  void endIfWaiting(RedirectLink consent, RedirectLink.Ending ending) {
    database.execute(handle -> end(handle, consent, ending));
  }

  /// Stores credentials as a new link, if the linking that led to them is still the one that waits.
  boolean linkIfWaiting(RedirectLink consent, SealedCredentials credentials) {
    return database.inTransaction(
        tx -> {
          // the wallet first, as everybody takes it first
          tx.handle()
              .createQuery("select id from wallet where id = :id for update")
              .bind("id", consent.wallet().value())
              .mapTo(String.class)
              .one();
          if (end(tx.handle(), consent, RedirectLink.Ending.LINKED) == 0) {
            return false;
          }
          tx.handle()
              .createUpdate(
                  """
                  update wallet w set credentials = :credentials, link_name = a.link_name,
                    linked_country_code = a.country_code, linked_number = a.mobile_number,
                    link_generation = link_generation + 1, balance_minor = null,
                    balance_currency = null, last_refreshed = null, renewing_until = null
                  from wallet_authentication a
                  where w.id = :id and a.wallet_id = w.id
                  """)
              .bind("id", consent.wallet().value())
              .bind("credentials", credentials.bytes())
              .execute();
          return true;
        });
  }

  private static int end(Handle handle, RedirectLink consent, RedirectLink.Ending ending) {
    return handle
        .createUpdate(
            """
            update wallet_authentication set state = null, page = null, asking_until = null,
              ending = :ending
            where wallet_id = :wallet and link_token = :token and state is not null
            """)
        .bind("wallet", consent.wallet().value())
        .bind("token", consent.token())
        .bind("ending", ending.name())
        .execute();
  }

  private RedirectLink consent(ResultSet row) throws SQLException {
    var wallet = new WalletId(row.getString("wallet_id"));
    return new RedirectLink(
        wallet,
        new MerchantId(row.getString("merchant_id")),
        row.getBytes("link_token"),
        Optional.ofNullable(row.getBytes("state"))
            .map(bytes -> keyRing.open(bytes, stateOf(wallet)))
            .map(opened -> new Linking.State(SecretMap.read(opened))),
        ReturnTarget.read(Rows.optionalText(row, "return_url")),
        Rows.instant(row, "expires_at"),
        Rows.optionalText(row, "ending").map(RedirectLink.Ending::valueOf),
        row.getBoolean("linked"));
  }

  private static String stateOf(WalletId wallet) {
    return "link-state/" + wallet;
  }

  private static String pageOf(WalletId wallet) {
    return "link-page/" + wallet;
  }
}
