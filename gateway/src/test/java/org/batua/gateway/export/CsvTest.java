package org.batua.gateway.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain            | plain",
        "=1+1             | '=1+1",
        "+91              | '+91",
        "-1               | '-1",
        "@SUM(A1)         | '@SUM(A1)",
        "a,b              | \"a,b\"",
        "say \"hi\"       | \"say \"\"hi\"\"\"",
        "=HYPERLINK(\"x\",\"y\") | \"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"",
      })
  void a_cell_is_text_to_a_spreadsheet(String text, String written) {
    assertThat(Csv.line(List.of(text, "x"))).isEqualTo(written + ",x\r\n");
  }
}
