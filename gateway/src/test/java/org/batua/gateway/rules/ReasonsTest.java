package org.batua.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.batua.gateway.resolution.FailureReason;
import org.batua.gateway.rules.Tidy.TextFile;
import org.junit.jupiter.api.Test;

/// A reason for a failure is named by [FailureReason] alone, never by a literal.
class ReasonsTest {
  private static final String MONEY =
      "gateway/src/main/(java/org/batua/gateway/(payment|refund|topup|order|resolution|reconcile)"
          + "|resources/sql)/.*";
  private static final Pattern LITERAL =
      Pattern.compile(
          "[\"']("
              + Arrays.stream(FailureReason.values())
                  .map(Enum::name)
                  .collect(Collectors.joining("|"))
              + ")[\"']");

  @Test
  void no_reason_is_a_literal() {
    assertThat(TidyTest.tree().stream().flatMap(it -> literals(it).stream())).isEmpty();
  }

  @Test
  void a_literal_is_found_in_java_and_in_sql() {
    var java = "gateway/src/main/java/org/batua/gateway/payment/X.java";
    assertThat(literals(new TextFile(java, "fail(\"NOT_FOUND\");"))).hasSize(1);
    var sql = "gateway/src/main/resources/sql/payment/x.sql";
    assertThat(literals(new TextFile(sql, "set error = 'REPLACED'"))).hasSize(1);
    assertThat(literals(new TextFile(sql, "set status = 'DECLINED'"))).isEmpty();
  }

  private static List<String> literals(TextFile file) {
    return file.path().matches(MONEY)
        ? LITERAL.matcher(file.text()).results().map(it -> file.path() + ": " + it.group()).toList()
        : List.of();
  }
}
