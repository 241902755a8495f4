package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.batua.gateway.base.Rejected;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
  private static ConnectionException failure(String state) {
    return new ConnectionException(new SQLException("x", state));
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08003", "57P01", "57P03"})
  void a_broken_connection_leaves_open_what_was_committed(String state) {
    assertThat(Failures.translated(failure(state))).isInstanceOf(AnswerLost.class);
    assertThat(Failures.translatedBeforeCommit(failure(state)))
        .isInstanceOfSatisfying(
            StatementUndone.class, it -> assertThat(it.tookTooLong()).isFalse());
    assertThat(Failures.isLost(new SQLException("x", state))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "40001,false",
    "40P01,false",
    "55P03,false",
    "57014,true",
    "25P03,true",
    "25P04,true"
  })
  void what_was_undone_is_told_from_what_took_too_long(String state, boolean tookTooLong) {
    assertThat(Failures.translated(failure(state)))
        .isInstanceOfSatisfying(
            StatementUndone.class, it -> assertThat(it.tookTooLong()).isEqualTo(tookTooLong));
    assertThat(Failures.isLost(new SQLException("x", state))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"53300", "58030", "25006"})
  void a_server_that_takes_nothing_stored_nothing(String state) {
    assertThat(Failures.translated(failure(state))).isExactlyInstanceOf(Rejected.class);
  }

  @Test
  void no_connection_is_no_statement() {
    var none =
        new ConnectionException(
            new SQLTransientConnectionException("none", new SQLException("x", "08001")));
    assertThat(Failures.translated(none)).isExactlyInstanceOf(Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42P01"})
  void any_other_failure_is_itself(String state) {
    var failure = failure(state);
    assertThat(Failures.translated(failure)).isSameAs(failure);
  }

  /// The pool says so of a connection that it has closed.
  @Test
  void a_commit_that_failed_without_a_state_may_be_stored() {
    assertThat(Failures.isLost(new SQLException("Connection is closed"))).isTrue();
  }
}
