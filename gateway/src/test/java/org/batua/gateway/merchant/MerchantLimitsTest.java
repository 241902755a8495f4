package org.batua.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MerchantLimitsTest {
  private static final long USUAL = 1_000;

  private static MerchantLimits of(Long refund, Long day, Long payment, Integer count) {
    return new MerchantLimits(
        Optional.of(refund), Optional.of(day), Optional.of(payment), Optional.of(count));
  }

  @Test
  void any_part_that_is_higher_or_gone_raises() {
    var before = of(500L, 600L, 700L, 8);
    assertThat(before.raises(before, USUAL)).isFalse();
    assertThat(of(500L, 599L, 699L, 7).raises(before, USUAL)).isFalse();
    assertThat(of(501L, 600L, 700L, 8).raises(before, USUAL)).isTrue();
    assertThat(of(500L, 601L, 700L, 8).raises(before, USUAL)).isTrue();
    assertThat(of(500L, 600L, 701L, 8).raises(before, USUAL)).isTrue();
    assertThat(of(500L, 600L, 700L, 9).raises(before, USUAL)).isTrue();
    assertThat(MerchantLimits.NONE.raises(before, USUAL)).isTrue();
    assertThat(before.raises(MerchantLimits.NONE, USUAL)).isFalse();
  }

  @Test
  void a_refund_without_a_limit_of_its_own_has_the_server_s() {
    var more =
        new MerchantLimits(
            Optional.of(1_001L), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(more.raises(MerchantLimits.NONE, USUAL)).isTrue();
    assertThat(more.raises(MerchantLimits.NONE, 1_001)).isFalse();
    assertThat(MerchantLimits.NONE.raises(more, USUAL)).isFalse();
    assertThat(MerchantLimits.NONE.isRestricted()).isFalse();
  }
}
