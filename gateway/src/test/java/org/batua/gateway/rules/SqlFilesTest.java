package org.batua.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.db.Migrations;
import org.batua.gateway.db.Sql;
import org.batua.gateway.rules.Tidy.TextFile;
import org.batua.gateway.testkit.TestPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The SQL files of the tree: each is used, and PostgreSQL understands each on our schema.
class SqlFilesTest {
  /// Packages whose SQL still has to move to files; `db` needs statements before any schema is.
  private static final Set<String> NOT_YET = Set.of("db");

  /// The uploaded lines, hashed on purpose, and what only people make.
  private static final Set<String> SMALL = Set.of("statement_line");

  private static final List<TextFile> TREE = TidyTest.tree();

  @RegisterExtension private static final Schema SCHEMA = new Schema();

  /// A database with our schema.
  private static final class Schema implements BeforeAllCallback {
    private @Nullable DatabaseUrl url;

    @Override
    public void beforeAll(ExtensionContext context) {
      url = TestPostgres.of(context).newDatabase();
      try (var database = new Database(url, 2, Duration.ofSeconds(5), Duration.ofSeconds(20))) {
        Migrations.run(database);
      }
    }

    Connection connect() throws SQLException {
      return DriverManager.getConnection(Objects.requireNonNull(url).jdbc());
    }
  }

  @Test
  void every_file_is_used_and_every_used_one_exists() {
    assertThat(SqlFiles.named(TREE)).isNotEmpty();
    assertThat(SqlFiles.strayNames(TREE)).isEmpty();
  }

  @Test
  void no_statement_is_written_in_java() {
    assertThat(TREE.stream().flatMap(it -> SqlFiles.inJava(it, NOT_YET).stream())).isEmpty();
  }

  @Test
  void no_exists_is_answered_from_a_whole_table() {
    var found =
        SqlFiles.named(TREE).keySet().stream()
            .flatMap(
                name ->
                    SqlFiles.hashable(Sql.text(name), SMALL).stream().map(it -> name + ": " + it));
    assertThat(found).isEmpty();
  }

  @Test
  void postgresql_understands_every_statement() throws SQLException {
    List<String> refused = new ArrayList<>();
    try (var connection = SCHEMA.connect()) {
      connection.setAutoCommit(false);
      var names =
          SqlFiles.named(TREE).keySet().stream().filter(it -> !SqlFiles.isFragment(it)).toList();
      for (var name : names) {
        if (SqlFiles.createsTemporaryTable(name)) {
          connection.createStatement().execute(Sql.text(name));
        }
      }
      for (var name : names) {
        refusal(connection, name).ifPresent(refused::add);
      }
    }
    assertThat(refused).isEmpty();
  }

  private static Optional<String> refusal(Connection connection, String name) throws SQLException {
    var savepoint = connection.setSavepoint();
    try (var statement = connection.prepareStatement(SqlFiles.withPlaces(Sql.text(name)))) {
      // sends the statement to be parsed and described, without running it
      var _ = statement.getParameterMetaData();
      return Optional.empty();
    } catch (SQLException e) {
      connection.rollback(savepoint);
      return Optional.of(name + ": " + e.getMessage());
    }
  }
}
