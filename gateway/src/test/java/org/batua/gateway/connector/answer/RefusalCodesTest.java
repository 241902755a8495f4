package org.batua.gateway.connector.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalCodesTest {
  private static final Optional<ProviderError> TABLE = Optional.of(ProviderError.DECLINED_OTHER);

  private static RefusalCodes codes(String setting) {
    var account =
        new ProviderAccount("pa_1", new GatewayCode("PAYCO"), Map.of("codes", setting), Map.of());
    return RefusalCodes.of(account, code -> !code.equals("0"));
  }

  @Test
  void what_the_account_says_goes_before_the_table() {
    var codes = codes(" 7=LIMIT_EXCEEDED , 8=UNKNOWN ");
    assertThat(codes.of("7", TABLE)).contains(ProviderError.LIMIT_EXCEEDED);
    assertThat(codes.of("8", TABLE)).isEmpty();
    assertThat(codes.of("9", TABLE)).isEqualTo(TABLE);
    assertThat(codes.isUnknown("8")).isTrue();
    assertThat(codes.isUnknown("9")).isFalse();
    assertThat(codes("").of("7", TABLE)).isEqualTo(TABLE);
  }

  @Test
  void what_is_said_about_linking_says_nothing_of_money() {
    var codes = codes("7=OTP_INVALID");
    assertThat(codes.of("7", TABLE)).contains(ProviderError.OTP_INVALID);
    assertThat(codes.ofMoney("7", TABLE)).isEqualTo(TABLE);
  }

  @Test
  void what_refuses_a_question_does_not_answer_it() {
    var codes = codes("7=SIGNATURE_REJECTED,8=INSUFFICIENT_BALANCE");
    assertThat(codes.ofMoney("7", TABLE)).contains(ProviderError.SIGNATURE_REJECTED);
    assertThat(codes.ofInquiry("7", TABLE)).isEmpty();
    assertThat(codes.refusesRequest("7")).isTrue();
    assertThat(codes.ofInquiry("8", TABLE)).contains(ProviderError.INSUFFICIENT_BALANCE);
    assertThat(codes.ofInquiry("9", TABLE)).isEqualTo(TABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | CODE=WORD,CODE=WORD",
        "7=NOTHING_OF_OURS | CODE=WORD,CODE=WORD",
        "7=limit_exceeded | CODE=WORD,CODE=WORD",
        "7=LIMIT_EXCEEDED, | CODE=WORD,CODE=WORD",
        "7=TIMEOUT | CODE=WORD,CODE=WORD",
        "a b=UNKNOWN | CODE=WORD,CODE=WORD",
        "0=LIMIT_EXCEEDED | only codes that can refuse, and 0 cannot",
        "7=LIMIT_EXCEEDED,7=UNKNOWN | each code once, and 7 is there twice",
      })
  void a_setting_in_another_form_is_refused(String setting, String expected) {
    assertThatThrownBy(() -> codes(setting)).hasMessageContaining(expected);
  }
}
