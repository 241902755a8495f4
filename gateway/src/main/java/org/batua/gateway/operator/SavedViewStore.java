package org.batua.gateway.operator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.NamedSql;
import org.batua.gateway.db.Sql;

/// Filters that operators keep under a name, each for themselves.
public final class SavedViewStore {
  private static final NamedSql OF_OPERATOR = Sql.named("operator/views_of_operator");
  private static final String PUT = Sql.text("operator/put_view");
  private static final String REMOVE = Sql.text("operator/remove_view");

  private final Database database;

  public SavedViewStore(Database database) {
    this.database = database;
  }

  /// A view.
  ///
  /// @param query of the list's address
  public record SavedView(String name, String query) {}

  public List<SavedView> of(Operator operator, MerchantId merchant) {
    return database.read(
        OF_OPERATOR,
        Map.of("operator", operator.id(), "merchant", merchant.value()),
        row -> new SavedView(row.getString("name"), row.getString("query")));
  }

  /// Keeps a view, in place of one of this name; at most 20 of a merchant.
  ///
  /// @return whether there was room
  public boolean put(Operator operator, MerchantId merchant, SavedView view, Instant now) {
    return database.run(
        handle ->
            handle
                    .createUpdate(PUT)
                    .bind("operator", operator.id())
                    .bind("merchant", merchant.value())
                    .bind("name", view.name())
                    .bind("query", view.query())
                    .bind("now", now)
                    .execute()
                == 1);
  }

  public void remove(Operator operator, MerchantId merchant, String name) {
    database.execute(
        handle ->
            handle
                .createUpdate(REMOVE)
                .bind("operator", operator.id())
                .bind("merchant", merchant.value())
                .bind("name", name)
                .execute());
  }
}
