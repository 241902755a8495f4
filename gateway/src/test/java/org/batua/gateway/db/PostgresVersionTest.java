package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/// Migrations of a PostgreSQL that is new enough are in [MigrationsTest]; there is no older one
/// here.
class PostgresVersionTest {
  @Test
  void one_that_is_too_old_is_refused_with_the_oldest_that_will_do() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PostgresVersion.refuse(14))
        .withMessage("database: PostgreSQL 14 (expected: 15 or newer)");
    assertThatCode(() -> PostgresVersion.refuse(15)).doesNotThrowAnyException();
  }
}
