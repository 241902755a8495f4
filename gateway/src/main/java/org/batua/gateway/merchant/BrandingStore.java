package org.batua.gateway.merchant;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.Sql;

/// The brandings of merchants in PostgreSQL: a row for each text.
public final class BrandingStore {
  private static final String FIND = Sql.text("merchant/find_branding");
  private static final String CHANGE = Sql.text("merchant/change_branding");

  private final Database database;

  public BrandingStore(Database database) {
    this.database = database;
  }

  Branding find(MerchantId merchant) {
    Map<BrandingField, String> values = new EnumMap<>(BrandingField.class);
    database.execute(
        handle ->
            handle
                .createQuery(FIND)
                .bind("merchant", merchant.value())
                .map((row, _) -> List.of(row.getString("field"), row.getString("value")))
                .forEach(row -> values.put(BrandingField.valueOf(row.getFirst()), row.getLast())));
    return new Branding(values);
  }

  /// Puts texts in place of those before, and removes the empty ones.
  void change(MerchantId merchant, Map<BrandingField, String> texts) {
    List<String> fields = new ArrayList<>();
    List<String> values = new ArrayList<>();
    texts.forEach(
        (field, text) -> {
          fields.add(field.name());
          values.add(text);
        });
    database.execute(
        handle ->
            handle
                .createUpdate(CHANGE)
                .bind("merchant", merchant.value())
                .bindArray("fields", String.class, fields)
                .bindArray("values", String.class, values)
                .execute());
  }
}
