package org.batua.gateway.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Rows;
import org.batua.gateway.db.Sql;
import org.batua.gateway.http.Answer;
import org.batua.gateway.topup.TopupRoutes;
import org.batua.gateway.topup.TopupStatus;
import tools.jackson.databind.node.ObjectNode;

/// Wallets and top-ups under `content`. A wallet has its seven plain keys; a token is for whoever
/// asks for one, so that there is none in a webhook.
public final class WalletContentStore {
  private static final NamedSql WALLET = Sql.named("webhook/wallet");
  private static final NamedSql TOPUP = Sql.named("webhook/topup");
  private static final DateTimeFormatter REFRESHED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Database database;

  public WalletContentStore(Database database) {
    this.database = database;
  }

  Optional<ObjectNode> wallet(WalletId id) {
    return database.read(WALLET, Map.of("id", id.value()), WalletContentStore::wallet).stream()
        .findFirst();
  }

  private static ObjectNode wallet(ResultSet row) throws SQLException {
    var balance = Rows.optionalMoney(row, "balance_minor", "balance_currency");
    var refreshed = Rows.optionalInstant(row, "last_refreshed");
    return Answer.object()
        .put("id", row.getString("id"))
        .put("object", "wallet_account")
        .put("wallet", row.getString("gateway"))
        .putNull("token")
        .put("current_balance", balance.map(Money::major).orElse(null))
        .put("linked", row.getBoolean("linked"))
        .put("last_refreshed", refreshed.map(WalletContentStore::date).orElse(null));
  }

  private static String date(Instant at) {
    return REFRESHED.format(at);
  }

  Optional<ObjectNode> topup(String id) {
    return database.read(TOPUP, Map.of("id", id), WalletContentStore::topup).stream().findFirst();
  }

  private static ObjectNode topup(ResultSet row) throws SQLException {
    var status = TopupStatus.valueOf(row.getString("status"));
    var amount =
        new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency")));
    boolean failed = status.word().equals("FAILURE");
    return Answer.object()
        .put("topup_txn_id", row.getString("topup_txn_id"))
        .put("wallet_id", row.getString("wallet_id"))
        .put("status", status.word())
        .put("amount", amount.major())
        .put("error_code", failed ? row.getString("error") : "")
        .put("error_message", failed ? TopupRoutes.message(row.getString("error")) : "");
  }
}
