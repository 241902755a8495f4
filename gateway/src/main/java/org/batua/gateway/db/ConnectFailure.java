package org.batua.gateway.db;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Why no connection to a database is made, and what to do about it. Names neither its address nor
/// its user: a password may stand in the address.
public enum ConnectFailure {
  /// A pooler that refuses options, drops them without a word, or gives each transaction another
  /// session.
  POOLER(
      "a pooler before PostgreSQL does not keep the options and statements of our sessions"
          + " (expected: database.pooler: transaction)"),
  PASSWORD("user or password is refused (expected: those of a role of this PostgreSQL)"),
  NOT_LET_IN(
      "PostgreSQL lets nobody in from here like this (expected: a line of its pg_hba.conf for this"
          + " machine, role and database; with ?sslmode=require in database.url where it wants"
          + " TLS)"),
  TLS(
      "TLS with PostgreSQL fails (expected: sslmode and sslrootcert in database.url as the server's"
          + " certificate wants them, or ?sslmode=disable where it has none)"),
  NO_DATABASE("it does not exist (expected: one that was created, see docs/operations.md)"),
  NO_RIGHT(
      "its role lacks a privilege (expected: database.migration_url with the role that owns"
          + " the schema, or database.url with it)"),
  FULL("PostgreSQL has no connection left (expected: fewer database.connections, or more there)"),
  AWAY("no connection (expected: a PostgreSQL that answers at database.url)");

  /// How PgBouncer and those like it, and RDS Proxy, say that they take none.
  private static final List<String> OF_OPTIONS =
      List.of("unsupported startup parameter", "command-line options");

  /// How the driver says that it agrees on none with the server.
  private static final List<String> OF_TLS = List.of("SSL", "could not be verified");

  private final String text;

  ConnectFailure(String text) {
    this.text = text;
  }

  /// What happened and what to do, in one line.
  public String text() {
    return text;
  }

  /// The deepest failure of that kind among the causes: the pool wraps the driver's.
  static Optional<ConnectFailure> in(Throwable thrown) {
    Optional<ConnectFailure> found = Optional.empty();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        var deeper = of(sql.getSQLState(), String.valueOf(sql.getMessage()));
        found = deeper.isPresent() ? deeper : found;
      }
    }
    return found;
  }

  private static Optional<ConnectFailure> of(String state, String message) {
    if (OF_OPTIONS.stream().anyMatch(message::contains)) {
      return Optional.of(POOLER);
    }
    if (state.startsWith("08") && OF_TLS.stream().anyMatch(message::contains)) {
      return Optional.of(TLS);
    }
    if (state.equals("28000") && message.contains("pg_hba.conf")) {
      return Optional.of(NOT_LET_IN);
    }
    return switch (state) {
      case "28P01", "28000" -> Optional.of(PASSWORD);
      case "3D000" -> Optional.of(NO_DATABASE);
      case "42501" -> Optional.of(NO_RIGHT);
      case "53300" -> Optional.of(FULL);
      // a name of a statement that another client gave, or that another session has
      case "42P05", "26000" -> Optional.of(POOLER);
      default -> state.startsWith("08") ? Optional.of(AWAY) : Optional.empty();
    };
  }

  /// What a start that cannot go on without it ends with.
  static RuntimeException of(SQLException e) {
    return in(e)
        .<RuntimeException>map(ConnectFailure::asArgument)
        .orElseGet(() -> new IllegalStateException(e));
  }

  IllegalArgumentException asArgument() {
    return new IllegalArgumentException("database: " + text);
  }
}
