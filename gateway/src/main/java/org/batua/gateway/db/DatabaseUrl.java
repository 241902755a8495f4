package org.batua.gateway.db;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where the database is, as the JDBC driver wants it.
public record DatabaseUrl(String jdbc) {
  private static final String JDBC = "jdbc:postgresql://";

  /// Accepts `jdbc:postgresql://…` and the common `postgres://user:password@host:port/name`. With
  /// several hosts the primary is found by the driver.
  ///
  /// @throws IllegalArgumentException when it is neither
  public static DatabaseUrl parse(String text) {
    if (text.startsWith(JDBC)) {
      return new DatabaseUrl(primary(text));
    }
    if (text.startsWith("postgres://") || text.startsWith("postgresql://")) {
      return new DatabaseUrl(primary(fromUri(text)));
    }
    throw new IllegalArgumentException(
        "database url: *** (expected: jdbc:postgresql://host:port/name or postgres://…)");
  }

  private static String fromUri(String text) {
    var uri = URI.create(text);
    var authority = uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    var jdbc = new StringBuilder(JDBC).append(authority.substring(at + 1)).append(uri.getRawPath());
    char separator = '?';
    if (uri.getRawQuery() != null) {
      jdbc.append('?').append(uri.getRawQuery());
      separator = '&';
    }
    if (at >= 0) {
      var userInfo = authority.substring(0, at).split(":", 2);
      jdbc.append(separator).append("user=").append(userInfo[0]);
      if (userInfo.length > 1) {
        jdbc.append("&password=").append(userInfo[1]);
      }
    }
    return jdbc.toString();
  }

  private static String primary(String jdbc) {
    int path = jdbc.indexOf('/', JDBC.length());
    var hosts = path < 0 ? jdbc.substring(JDBC.length()) : jdbc.substring(JDBC.length(), path);
    if (!hosts.contains(",") || jdbc.contains("targetServerType=")) {
      return jdbc;
    }
    return jdbc + (jdbc.contains("?") ? "&" : "?") + "targetServerType=primary";
  }

  static DatabaseUrl local(int port, String user, String database) {
    return new DatabaseUrl(
        JDBC
            + "127.0.0.1:"
            + port
            + "/"
            + database
            + "?user="
            + URLEncoder.encode(user, StandardCharsets.UTF_8));
  }

  /// Hides everything: a password may stand anywhere in it.
  @Override
  public String toString() {
    return "***";
  }
}
