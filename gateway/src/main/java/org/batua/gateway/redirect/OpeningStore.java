package org.batua.gateway.redirect;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;
import org.batua.gateway.keyring.KeyRing;
import org.batua.gateway.keyring.SecretMap;

/// Providers' pages that browsers were not kept waiting for, in PostgreSQL: one for a payment or a
/// top-up.
public final class OpeningStore {
  private static final String BEGIN = Sql.text("redirect/begin_opening");
  private static final String END = Sql.text("redirect/end_opening");
  private static final String FIND = Sql.text("redirect/find_opening");
  private static final String TAKE = Sql.text("redirect/take_opening");
  private static final String DELETE_OLD = Sql.text("redirect/delete_old_openings");
  private static final String LINK = "link";
  private static final String FORM = "form";
  private static final String FIELD = "field.";

  private final Database database;
  private final KeyRing keyRing;

  public OpeningStore(Database database, KeyRing keyRing) {
    this.database = database;
    this.keyRing = keyRing;
  }

  void begin(String id, Instant now) {
    database.execute(
        handle -> handle.createUpdate(BEGIN).bind("id", id).bind("now", now).execute());
  }

  void end(String id, Opening opening) {
    var page = opening.page().map(it -> keyRing.seal(write(it), context(id))).orElse(null);
    database.execute(
        handle ->
            handle
                .createUpdate(END)
                .bind("id", id)
                .bind("kind", opening.kind())
                .bind("page", page)
                .execute());
  }

  /// Whether the provider has answered; empty when nothing was asked since then.
  Optional<Boolean> hasEnded(String id, Instant since) {
    return database.run(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id)
                .bind("since", since)
                .mapTo(Boolean.class)
                .findOne());
  }

  /// What the provider answered, for one visit only.
  Optional<Opening> take(String id, Instant since) {
    return database.run(
        handle ->
            handle
                .createQuery(TAKE)
                .bind("id", id)
                .bind("since", since)
                .map((row, _) -> opening(id, row))
                .findOne());
  }

  /// Deletes what no visit took.
  ///
  /// @return how many rows
  public int deleteBefore(Instant then) {
    return database.run(handle -> handle.createUpdate(DELETE_OLD).bind("then", then).execute());
  }

  private Opening opening(String id, ResultSet row) throws SQLException {
    var page = Optional.ofNullable(row.getBytes("page"));
    return new Opening(
        Opening.Kind.valueOf(row.getString("kind")),
        page.map(bytes -> read(keyRing.open(bytes, context(id)))));
  }

  private static Secret write(CustomerPage page) {
    Map<String, Secret> values = new HashMap<>();
    switch (page) {
      case CustomerPage.Link(var url) -> values.put(LINK, Secret.of(url.toString()));
      case CustomerPage.Form(var url, var fields) -> {
        values.put(FORM, Secret.of(url.toString()));
        fields.forEach((name, value) -> values.put(FIELD + name, Secret.of(value)));
      }
    }
    return SecretMap.write(values);
  }

  private static CustomerPage read(Secret written) {
    var values = SecretMap.read(written);
    var link = Optional.ofNullable(values.get(LINK)).map(OpeningStore::url);
    if (link.isPresent()) {
      return new CustomerPage.Link(link.get());
    }
    Map<String, String> fields = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(FIELD)) {
            fields.put(name.substring(FIELD.length()), value.reveal());
          }
        });
    return new CustomerPage.Form(url(Objects.requireNonNull(values.get(FORM))), fields);
  }

  private static URI url(Secret text) {
    return URI.create(text.reveal());
  }

  private static String context(String id) {
    return "page-opening/" + id;
  }
}
