package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectFailureTest {
  @ParameterizedTest
  @CsvSource({
    "08P01, unsupported startup parameter: options, POOLER",
    "08P01, unsupported startup parameter in options: plan_cache_mode, POOLER",
    "0A000, Feature not supported: command-line options, POOLER",
    "42P05, prepared statement S_1 already exists, POOLER",
    "26000, prepared statement S_1 does not exist, POOLER",
    "08001, Connection to db1.example refused, AWAY",
    "08006, The connection attempt failed, AWAY",
    "28P01, password authentication failed, PASSWORD",
    "28000, role is not permitted to log in, PASSWORD",
    "28000, no pg_hba.conf entry for host and user, NOT_LET_IN",
    "08004, The server does not support SSL., TLS",
    "08006, SSL error: PKIX path building failed, TLS",
    "08006, Could not open SSL root certificate file, TLS",
    "08006, The hostname db1.example could not be verified by hostnameverifier, TLS",
    "3D000, database does not exist, NO_DATABASE",
    "42501, permission denied for schema public, NO_RIGHT",
    "53300, too many clients already, FULL"
  })
  void each_is_known_by_its_state_and_says_what_is_expected(
      String state, String message, ConnectFailure expected) {
    var thrown = new IllegalStateException(new SQLException(message, state));
    assertThat(ConnectFailure.in(thrown)).contains(expected);
    assertThat(expected.text()).contains("(expected: ");
    assertThat(expected.asArgument())
        .hasMessageStartingWith("database: ")
        .hasMessageNotContaining("example");
  }

  @Test
  void anything_else_is_no_failure_to_connect() {
    assertThat(ConnectFailure.in(new SQLException("no state"))).isEmpty();
    assertThat(ConnectFailure.in(new SQLException("syntax error", "42601"))).isEmpty();
    assertThat(ConnectFailure.in(new IllegalStateException("no SQL"))).isEmpty();
  }
}
