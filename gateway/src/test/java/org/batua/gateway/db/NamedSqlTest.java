package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedSqlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "  SELECT updated_at, last_insert from t where state = 'UPDATED'",
        "with a as (select 1) select * from a",
        "(select 1) union all (select 2)",
        "show timezone"
      })
  void what_only_reads_may_be_repeated(String statement) {
    assertThat(NamedSql.of(statement).isWrite()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into t values (1)",
        "Update t set a = 1",
        "with gone as (delete from t returning 1) select * from gone",
        "select 1 from t for update",
        "select nextval('s')",
        "select pg_try_advisory_xact_lock(1)",
        "select set_config('a', 'b', true)",
        "do $$ begin end $$",
        "create table t (a int)",
        "set local a = 1"
      })
  void whatever_else_it_is_counts_as_a_write(String statement) {
    assertThat(NamedSql.isWrite(statement)).isTrue();
  }
}
