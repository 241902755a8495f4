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
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.SecretMap;
import org.jdbi.v3.core.Handle;

/// Redirect links in PostgreSQL. Each is identified by the hash of its token, so that a late answer
/// for a link that was replaced changes nothing.
public final class RedirectLinkStore {
  private static final String BEGIN_REDIRECT_LINK = Sql.text("wallet/begin_redirect_link");
  private static final String PAGE_OF_LINK = Sql.text("wallet/page_of_link");
  private static final String FIND_BY_LINK_NAME = Sql.text("wallet/find_by_link_name");
  private static final String TAKE_QUESTION = Sql.text("wallet/take_question");
  private static final String END_QUESTION = Sql.text("wallet/end_question");
  private static final String LOCK = Sql.text("wallet/lock");
  private static final String LINK_BY_REDIRECT = Sql.text("wallet/link_by_redirect");
  private static final String END_LINK_IF_WAITING = Sql.text("wallet/end_link_if_waiting");

  private static final String FIND_LINK = Sql.text("wallet/find_link");
  private static final String LATEST_LINK = Sql.text("wallet/latest_link");
  private final Database database;
  private final KeyRing keyRing;

  public RedirectLinkStore(Database database, KeyRing keyRing) {
    this.database = database;
    this.keyRing = keyRing;
  }

  /// Everything about a linking that begins.
  ///
  /// @param token the hash of the unguessable token in its addresses
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
                .createUpdate(BEGIN_REDIRECT_LINK)
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
                .createQuery(FIND_LINK)
                .bind("token", token)
                .map((row, _) -> consent(row))
                .findOne());
  }

  Optional<RedirectLink> latestOf(WalletId wallet) {
    return database.run(
        handle ->
            handle
                .createQuery(LATEST_LINK)
                .bind("wallet", wallet.value())
                .map((row, _) -> consent(row))
                .findOne());
  }

  /// The page of a linking that waits.
  Optional<Secret> page(byte[] token) {
    return database.run(
        handle ->
            handle
                .createQuery(PAGE_OF_LINK)
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
                .createQuery(FIND_BY_LINK_NAME)
                .bind("account", providerAccount)
                .bind("name", linkName)
                .map(
                    (row, _) ->
                        new Owned(
                            new WalletId(row.getString("id")),
                            new MerchantId(row.getString("merchant_id"))))
                .list());
  }

  /// Takes the lease to ask the provider; false when another caller holds it.
  boolean takeQuestion(RedirectLink consent, Instant now, Instant until) {
    return database.run(
            handle ->
                handle
                    .createUpdate(TAKE_QUESTION)
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
                .createUpdate(END_QUESTION)
                .bind("wallet", consent.wallet().value())
                .bind("token", consent.token())
                .execute());
  }

  /// Ends a linking that still waits.
  void endIfWaiting(RedirectLink consent, RedirectLink.Ending ending) {
    database.execute(handle -> end(handle, consent, ending));
  }

  /// Stores credentials as a new link, if the linking that led to them is still the one that waits.
  boolean linkIfWaiting(RedirectLink consent, Credentials credentials) {
    var sealedOnes = SealedCredentials.seal(credentials, consent.wallet(), keyRing);
    return database.inTransaction(
        tx -> {
          // the wallet first: all transactions lock in this order
          tx.handle()
              .createQuery(LOCK)
              .bind("id", consent.wallet().value())
              .mapTo(String.class)
              .one();
          if (end(tx.handle(), consent, RedirectLink.Ending.LINKED) == 0) {
            return false;
          }
          tx.handle()
              .createUpdate(LINK_BY_REDIRECT)
              .bind("id", consent.wallet().value())
              .bind("credentials", sealedOnes.bytes())
              .execute();
          return true;
        });
  }

  private static int end(Handle handle, RedirectLink consent, RedirectLink.Ending ending) {
    return handle
        .createUpdate(END_LINK_IF_WAITING)
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
        new GatewayCode(row.getString("gateway")),
        row.getBytes("link_token"),
        Optional.ofNullable(row.getBytes("state"))
            .map(bytes -> keyRing.open(bytes, stateOf(wallet)))
            .map(opened -> new Linking.State(SecretMap.read(opened))),
        ReturnTarget.read(Rows.optionalText(row, "return_url")),
        Rows.instant(row, "expires_at"),
        Rows.optionalText(row, "ending").map(RedirectLink.Ending::valueOf),
        Rows.optionalInstant(row, "asking_until"),
        row.getBoolean("linked"));
  }

  private static String stateOf(WalletId wallet) {
    return "link-state/" + wallet;
  }

  private static String pageOf(WalletId wallet) {
    return "link-page/" + wallet;
  }
}
