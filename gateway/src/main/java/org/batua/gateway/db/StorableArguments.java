package org.batua.gateway.db;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// Binds texts without NUL, as [NamedSql] does.
final class StorableArguments extends AbstractArgumentFactory<String> {
  StorableArguments() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    var storable = NamedSql.withoutNul(value);
    return (position, statement, _) -> statement.setString(position, storable);
  }
}
