package org.batua.gateway.db;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens connections for a pool.
///
/// HikariCP asks the first connection for its isolation level. When that one breaks at this moment,
/// the pool takes the level as unknown, sets the unknown level at every connection that follows,
/// and has none from then on. So a connection that breaks there has to fail as one that was never
/// opened.
///
/// @see <a href="https://github.com/brettwooldridge/HikariCP">PoolBase.checkDefaultIsolation</a>
class PooledConnections extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;
  private static final String ISOLATION = "getTransactionIsolation";

  /// Any but class 08, which the pool takes for an answer.
  private static final String NOT_OPENED = "58000";

  private transient volatile boolean isIsolationKnown;

  /// @param properties of the driver
  PooledConnections(DatabaseUrl url, Properties properties) {
    setUrl(url.jdbc());
    try {
      for (var name : properties.stringPropertyNames()) {
        setProperty(name, properties.getProperty(name));
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException("database: a property is none of the driver's", e);
    }
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    var connection = super.getConnection(user, password);
    return isIsolationKnown ? connection : askedForIsolation(connection);
  }

  private Connection askedForIsolation(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              try {
                var result = method.invoke(connection, arguments);
                if (method.getName().equals(ISOLATION)) {
                  isIsolationKnown = true;
                }
                return result;
              } catch (InvocationTargetException e) {
                throw method.getName().equals(ISOLATION)
                    ? new SQLException(
                        "broken before it was in the pool", NOT_OPENED, e.getTargetException())
                    : e.getTargetException();
              }
            });
  }
}
