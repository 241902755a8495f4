package org.batua.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.batua.gateway.db.Database;
import org.batua.gateway.db.DatabaseUrl;
import org.batua.gateway.testkit.AnswerLosingProxy;
import org.batua.gateway.testkit.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobsTest {
  @RegisterExtension private static final Postgres POSTGRES = new Postgres();

  private static Jobs.Job job(String name) {
    return new Jobs.Job(name, Duration.ofHours(1), () -> {});
  }

  @Test
  void a_start_whose_connection_breaks_forgets_no_job() {
    var url = POSTGRES.newDatabaseOfOneRole();
    var port = url.jdbc().replaceAll("^.*?:([0-9]+)/.*$", "$1");
    try (var proxy = new AnswerLosingProxy(Integer.parseInt(port))) {
      var there = DatabaseUrl.parse(url.jdbc().replace(":" + port + "/", ":" + proxy.port() + "/"));
      try (var database = new Database(there, 4, Duration.ofSeconds(30), Duration.ofSeconds(10));
          var jobs = new Jobs(database, "prc_1", List.of(job("a"), job("b"), job("c")))) {
        proxy.loseAnswerTo("from scheduled_tasks");
        jobs.start();
        assertThat(proxy.lost()).isEqualTo(1);
        assertThat(known(database)).containsExactly("a", "b", "c");
      }
    }
  }

  private static List<String> known(Database database) {
    return database.run(
        handle ->
            handle
                .select("select task_name from scheduled_tasks order by 1")
                .mapTo(String.class)
                .list());
  }
}
