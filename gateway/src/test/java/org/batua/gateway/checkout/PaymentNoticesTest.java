package org.batua.gateway.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.batua.gateway.page.Language;
import org.batua.gateway.page.TextBundle;
import org.batua.gateway.resolution.FailureReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PaymentNoticesTest {
  @ParameterizedTest
  @EnumSource
  void every_reason_has_a_text(FailureReason reason) {
    assertThat(TextBundle.of(Language.EN).getProperty(PaymentNotices.key(reason))).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "TOKEN_INVALID, notice.WALLET_NOT_LINKED",
    "DECLINED_OTHER, notice.GATEWAY_DECLINED",
    "PROVIDER_DOWN, notice.GATEWAY_UNAVAILABLE",
    "USER_DECLINED, notice.USER_DECLINED",
    "EXPIRED, notice.EXPIRED",
    "UNDECIDED, notice.not_paid"
  })
  void what_a_provider_says_is_said_in_the_customers_words(FailureReason reason, String key) {
    assertThat(PaymentNotices.key(reason)).isEqualTo(key);
  }

  @Test
  void only_a_wallet_that_can_fail_but_again_is_useless() {
    for (boolean canBeFilled : new boolean[] {true, false}) {
      assertThat(PaymentNotices.isUseless(FailureReason.ACCOUNT_BLOCKED, canBeFilled)).isTrue();
      assertThat(PaymentNotices.isUseless(FailureReason.LIMIT_EXCEEDED, canBeFilled)).isTrue();
      assertThat(PaymentNotices.isUseless(FailureReason.DECLINED_OTHER, canBeFilled)).isFalse();
      assertThat(PaymentNotices.isUseless(FailureReason.PROVIDER_DOWN, canBeFilled)).isFalse();
      assertThat(PaymentNotices.isUseless(FailureReason.INSUFFICIENT_BALANCE, canBeFilled))
          .isNotEqualTo(canBeFilled);
    }
  }
}
