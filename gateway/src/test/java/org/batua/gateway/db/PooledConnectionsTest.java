package org.batua.gateway.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.batua.gateway.testkit.AnswerLosingProxy;
import org.batua.gateway.testkit.Eventually;
import org.batua.gateway.testkit.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PooledConnectionsTest {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  @Test
  void a_pool_survives_that_its_first_connection_breaks_while_it_is_asked() {
    var url = POSTGRES.newDatabaseOfOneRole();
    var port = url.jdbc().replaceAll("^.*?:([0-9]+)/.*$", "$1");
    try (var proxy = new AnswerLosingProxy(Integer.parseInt(port))) {
      proxy.loseAnswerTo("TRANSACTION ISOLATION LEVEL");
      var there = DatabaseUrl.parse(url.jdbc().replace(":" + port + "/", ":" + proxy.port() + "/"));
      try (var database = new Database(there, 2, Duration.ofSeconds(1), Duration.ofSeconds(10))) {
        Eventually.until("it answers", database::answers);
        assertThat(proxy.lost()).isEqualTo(1);
      }
    }
  }
}
