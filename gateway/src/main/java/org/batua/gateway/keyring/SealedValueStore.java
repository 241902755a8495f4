package org.batua.gateway.keyring;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;

/// All sealed values in PostgreSQL, whatever they are: which keys sealed them, and those that
/// another key is to seal.
public final class SealedValueStore {
  private static final String COUNT_BY_KEY = Sql.text("keyring/count_by_key");
  private static final String SAMPLE_KEYS = Sql.text("keyring/sample_keys");

  private final Database database;

  public SealedValueStore(Database database) {
    this.database = database;
  }

  /// Where values of one kind are that outlive a day; states of linkings do not.
  enum Kind {
    MERCHANT(
        "response-key/", Sql.text("keyring/old_merchant"), Sql.text("keyring/replace_merchant")),
    ACCOUNT(
        "provider-account/", Sql.text("keyring/old_account"), Sql.text("keyring/replace_account")),
    WALLET(
        "wallet-credentials/", Sql.text("keyring/old_wallet"), Sql.text("keyring/replace_wallet")),
    ENDPOINT(
        "webhook-endpoint/",
        Sql.text("keyring/old_endpoint"),
        Sql.text("keyring/replace_endpoint")),
    LISTENER(
        "webhook-listener/",
        Sql.text("keyring/old_listener"),
        Sql.text("keyring/replace_listener")),
    OPERATOR(
        "operator-totp/", Sql.text("keyring/old_operator"), Sql.text("keyring/replace_operator")),
    MESSAGE_KEY(
        "message-key/",
        Sql.text("keyring/old_message_key"),
        Sql.text("keyring/replace_message_key")),
    ALERT_RULE(
        "alert-rule/", Sql.text("keyring/old_alert_rule"), Sql.text("keyring/replace_alert_rule"));

    private final String context;
    private final String old;
    private final String replace;

    Kind(String context, String old, String replace) {
      this.context = context;
      this.old = old;
      this.replace = replace;
    }

    String context(String id) {
      return context + id;
    }
  }

  /// A value and the id of what it belongs to.
  static final class Sealed {
    private final String id;
    private final byte[] value;

    private Sealed(String id, byte[] value) {
      this.id = id;
      this.value = value;
    }

    String id() {
      return id;
    }

    byte[] value() {
      return value;
    }
  }

  /// How many values each key sealed, by the key's number; reads every value.
  public SortedMap<String, Long> countByKey() {
    return database.run(
        handle ->
            handle
                .createQuery(COUNT_BY_KEY)
                .reduceRows(
                    new TreeMap<String, Long>(),
                    (counts, row) -> {
                      counts.put(
                          row.getColumn("key", String.class), row.getColumn("values", Long.class));
                      return counts;
                    }));
  }

  /// The keys of some values, enough to notice the ring of another database.
  public Set<String> sampleKeys() {
    return database.run(
        handle ->
            handle.createQuery(SAMPLE_KEYS).mapTo(String.class).stream()
                .collect(Collectors.toSet()));
  }

  /// Values that another key than this one sealed, by their ids.
  List<Sealed> old(Kind kind, String key, String after, int limit) {
    return database.run(
        handle ->
            handle
                .createQuery(kind.old)
                .bind("key", key)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Sealed(row.getString("id"), row.getBytes("value")))
                .list());
  }

  /// Replaces a value unless it has changed meanwhile.
  void replace(Kind kind, Sealed old, byte[] value) {
    database.execute(
        handle ->
            handle
                .createUpdate(kind.replace)
                .bind("id", old.id())
                .bind("old", old.value())
                .bind("new", value)
                .execute());
  }
}
