package org.batua.bench.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The indexes, keys and checks of some tables, which are taken away while millions of rows are
/// written and made again afterwards: an index by one sort instead of millions of insertions, a
/// check for new rows only, as what is loaded agrees with it.
final class Indexes {
  private static final String TABLES =
      """
      ('merchant_order'::regclass, 'txn'::regclass, 'txn_move'::regclass,
        'money_journal'::regclass, 'wallet_token_use'::regclass)
      """;

  /// Keys that refer to the tables come off first, and on last.
  private static final String CONSTRAINTS =
      """
      select format('alter table %s drop constraint %I', conrelid::regclass, conname),
        format('alter table %s add constraint %I %s', conrelid::regclass, conname,
          pg_get_constraintdef(oid) || case when contype = 'c' then ' not valid' else '' end)
      from pg_constraint
      where (contype = 'f' and (confrelid in TABLES or conrelid in TABLES))
        or (contype in ('p', 'u', 'c') and conrelid in TABLES)
      order by contype = 'f' desc, conname
      """
          .replace("TABLES", TABLES.strip());

  private static final String PLAIN =
      """
      select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      from pg_index i
      where indrelid in TABLES
        and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
      """
          .replace("TABLES", TABLES.strip());

  private final Connection connection;
  private final List<String> again = new ArrayList<>();

  private Indexes(Connection connection) {
    this.connection = connection;
  }

  /// Takes them away.
  static Indexes drop(Connection connection) throws SQLException {
    var indexes = new Indexes(connection);
    List<String> away = new ArrayList<>();
    for (var query : List.of(CONSTRAINTS, PLAIN)) {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(query)) {
        while (rows.next()) {
          away.add(rows.getString(1));
          indexes.again.addFirst(rows.getString(2));
        }
      }
    }
    indexes.execute(away);
    return indexes;
  }

  /// Makes them again.
  void create() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set maintenance_work_mem = '1GB'");
    }
    execute(again);
  }

  private void execute(List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
