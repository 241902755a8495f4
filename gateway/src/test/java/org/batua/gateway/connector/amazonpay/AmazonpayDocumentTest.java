package org.batua.gateway.connector.amazonpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.batua.gateway.connector.AccountField;
import org.junit.jupiter.api.Test;

/// The operator's page names the settings that there are, each with its default.
class AmazonpayDocumentTest {
  private static final Path PAGE = Path.of("..", "docs", "gateways", "amazonpay.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z_]+`) \\| ([^|]*) \\|");

  @Test
  void the_page_lists_the_settings_and_no_others() throws IOException {
    var listed =
        ROW.matcher(Files.readString(PAGE)).results().map(r -> r.group(1) + " " + r.group(2));
    var expected = AmazonpayAccount.fields().stream().map(AmazonpayDocumentTest::row).toList();

    assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String row(AccountField field) {
    var fallback = field.fallback().map(f -> f.isEmpty() ? "none" : "`" + f + "`");
    var secret = field.kind() == AccountField.Kind.SECRET ? ", secret" : "";
    return "`" + field.name() + "` " + fallback.orElse("required") + secret;
  }
}
