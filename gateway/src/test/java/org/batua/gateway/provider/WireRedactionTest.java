package org.batua.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.batua.gateway.connector.RecordedFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireRedactionTest {
  private static final RecordedFields FIELDS =
      RecordedFields.show("status", "code").mask("cell").decode("request");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"status":"ok","otp":"1234"}           | {"status":"ok","otp":"***"}
          {"code":5,"ok":true,"none":null}       | {"code":"5","ok":"***","none":null}
          {"a":{"status":["x",{"code":1}]}}      | {"a":{"status":["x",{"code":"1"}]}}
          {"token":["s3cret",{"status":"y"}]}    | {"token":["***",{"status":"y"}]}
          {"cell":"9876501234","token":""}       | {"cell":"***1234","token":""}
          {"cell":"12345678"}                    | {"cell":"***"}
          {"9876501234":"x"}                     | {"***":"***"}
          [["s3cret"]]                           | [["***"]]
          status=ok&otp=1234&cell=9876501234     | {"status":"ok","otp":"***","cell":"***1234"}
          status=a%20b&x                         | {"status":"a b"}
          <a><status>ok</status><otp>1</otp></a> | {"status":"ok","otp":"***"}
          {"status":"o\\u0000k"}                 | {"status":"o k"}
          """)
  void what_is_not_named_is_hidden(String message, String shown) {
    assertThat(WireRedaction.of(message, FIELDS)).isEqualTo(shown);
  }

  @Test
  void what_is_in_no_known_form_is_only_measured() {
    assertThat(WireRedaction.of("{\"status\":", FIELDS)).contains("10 characters");
    assertThat(WireRedaction.of("s3cret", FIELDS)).contains("6 characters");
    assertThat(WireRedaction.of("request=s3cret!", FIELDS)).contains("15 characters");
    assertThat(WireRedaction.of(" ", FIELDS)).isEmpty();
  }

  @Test
  void what_is_encoded_is_read_and_redacted_as_well() {
    var inner = "{\"status\":\"ok\",\"otp\":\"1234\"}";
    var encoded = Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8));
    assertThat(WireRedaction.of("{\"request\":\"" + encoded + "\"}", FIELDS))
        .isEqualTo("{\"request\":{\"status\":\"ok\",\"otp\":\"***\"}}");
  }

  @Test
  void what_is_long_is_cut() {
    assertThat(WireRedaction.of("{\"status\":\"" + "x".repeat(5000) + "\"}", FIELDS))
        .hasSizeLessThan(300);
    var many = "{" + "\"status\":\"y\",".repeat(5000) + "\"z\":1}";
    assertThat(WireRedaction.of(many, FIELDS)).hasSize(WireRedaction.LENGTH_MAX);
  }
}
