package org.batua.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.batua.conformance.kit.Check;
import org.batua.conformance.kit.Needs;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static final Check CHECK =
      new Check("auth.no_key", Needs.READ, "A call without a key is 401.", "contract 1.4", _ -> {});
  private static final List<Result> RESULTS =
      List.of(
          result(Result.Verdict.PASSED, ""),
          result(Result.Verdict.FAILED, "status: 200 <&\"\u0001 (expected: 401)"),
          result(Result.Verdict.SKIPPED, "not asked for: MONEY"));

  private static Result result(Result.Verdict verdict, String message) {
    return new Result(CHECK, verdict, message, Duration.ofMillis(12));
  }

  @Test
  void the_table_counts_by_group_and_in_sum() {
    assertThat(Report.table(RESULTS).lines().map(it -> it.strip().replaceAll(" +", " ")))
        .containsExactly("group passed failed skipped", "auth 1 1 1", "all 1 1 1");
  }

  @Test
  void a_failure_is_shown_with_its_sentence_and_source() {
    assertThat(Report.line(RESULTS.get(1)))
        .startsWith("FAIL auth.no_key")
        .contains("A call without a key is 401. (contract 1.4)")
        .contains("(expected: 401)");
  }

  @Test
  void json_has_a_row_for_each_check() throws Exception {
    var json = new JsonMapper().readTree(Report.json(RESULTS));
    assertThat(json.path("failed").asInt()).isEqualTo(1);
    assertThat(json.path("checks").size()).isEqualTo(3);
    assertThat(json.path("checks").path(1).path("verdict").asString()).isEqualTo("failed");
  }

  @Test
  void junit_xml_can_be_read_whatever_a_server_answers() throws Exception {
    var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    var document = builder.parse(new InputSource(new StringReader(Report.junit(RESULTS))));
    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }
}
