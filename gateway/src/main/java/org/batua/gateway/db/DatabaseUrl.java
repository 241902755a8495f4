package org.batua.gateway.db;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Where the database is, as the JDBC driver wants it, and as which roles it is used.
///
/// @param jdbc for the servers
/// @param migrationJdbc for migrations: as a role that owns the schema, or the same
public record DatabaseUrl(String jdbc, String migrationJdbc, Pooler pooler) {
  private static final String JDBC = "jdbc:postgresql://";
  private static final String FORM =
      "jdbc:postgresql://host:port/name or postgres://user:password@host:port/name";
  private static final int PORT_MAX = 65_535;
  private static final String PORT = "port";

  /// One of several; none is this machine.
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.%]+])(:(?<port>[0-9]{1,5}))?");

  /// What stands before PostgreSQL.
  public enum Pooler {
    /// Nothing, or a pooler that gives each client a session of its own.
    NONE,
    /// One as PgBouncer that gives each transaction another session: settings of a session and
    /// named statements would reach others.
    TRANSACTION
  }

  /// One role for everything, without a pooler.
  public DatabaseUrl(String jdbc) {
    this(jdbc, jdbc, Pooler.NONE);
  }

  /// The same database behind a pooler.
  public DatabaseUrl behind(Pooler other) {
    return new DatabaseUrl(jdbc, migrationJdbc, other);
  }

  /// The same database for the servers, with migrations by another role.
  public DatabaseUrl migratedBy(DatabaseUrl owner) {
    return new DatabaseUrl(jdbc, owner.jdbc, pooler);
  }

  /// Whether the servers and the migrations are different roles.
  boolean hasTwoRoles() {
    return !jdbc.equals(migrationJdbc);
  }

  /// Accepts `jdbc:postgresql://…` and the common `postgres://user:password@host:port/name`. With
  /// several hosts the primary is found by the driver.
  ///
  /// @throws IllegalArgumentException when it is neither; its message does not repeat the address,
  ///   which may hold a password
  public static DatabaseUrl parse(String text) {
    if (text.startsWith(JDBC)) {
      return new DatabaseUrl(primary(checked(text)));
    }
    if (text.startsWith("postgres://") || text.startsWith("postgresql://")) {
      return new DatabaseUrl(primary(checked(fromUri(text))));
    }
    throw wrong(FORM);
  }

  private static IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException("*** (expected: " + expected + ")");
  }

  /// Refuses what the driver would take for a host or leave out without a word.
  private static String checked(String jdbc) {
    var hosts = hosts(jdbc);
    if (hosts.contains("@")) {
      throw wrong("the user and the password as ?user=…&password=… behind jdbc:postgresql://…");
    }
    for (var host : hosts.split(",", -1)) {
      var matcher = HOST.matcher(host);
      if (!matcher.matches()
          || (matcher.group(PORT) != null && !isPort(Integer.parseInt(matcher.group(PORT))))) {
        throw wrong(FORM + ", with a port from 1 to " + PORT_MAX);
      }
    }
    return jdbc;
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= PORT_MAX;
  }

  private static URI uri(String text) {
    try {
      var uri = new URI(text);
      if (uri.getRawAuthority() != null && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // its message repeats the address
    }
    throw wrong(FORM + ", with %23 for # and %20 for a space in a password");
  }

  private static String fromUri(String text) {
    var uri = uri(text);
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

  /// Whether the servers know more than one node, of which one is the primary.
  boolean hasSeveralHosts() {
    return namesSeveralHosts(jdbc);
  }

  private static boolean namesSeveralHosts(String jdbc) {
    return hosts(jdbc).contains(",");
  }

  private static String hosts(String jdbc) {
    return jdbc.substring(JDBC.length()).split("[/?]", 2)[0];
  }

  private static String primary(String jdbc) {
    if (!namesSeveralHosts(jdbc) || jdbc.contains("targetServerType=")) {
      return jdbc;
    }
    return jdbc + (jdbc.contains("?") ? "&" : "?") + "targetServerType=primary";
  }

  /// An embedded database's. A server that took the port of a stopped one is never sent a password:
  /// SCRAM only proves that one is known.
  static DatabaseUrl local(int port, String user, String password, String database) {
    return new DatabaseUrl(
        JDBC
            + "127.0.0.1:"
            + port
            + "/"
            + database
            + "?user="
            + URLEncoder.encode(user, StandardCharsets.UTF_8)
            + "&password="
            + URLEncoder.encode(password, StandardCharsets.UTF_8)
            + "&requireAuth=scram-sha-256");
  }

  /// Hides everything: a password may be anywhere in it.
  @Override
  public String toString() {
    return "***";
  }
}
