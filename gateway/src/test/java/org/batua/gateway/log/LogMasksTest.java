package org.batua.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.batua.gateway.base.Ids;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonReadContext;

class LogMasksTest {
  private final Ids ids = new Ids();

  /// As they are made, since a form that is only believed masks nothing.
  @RepeatedTest(20)
  void nothing_that_opens_a_page_is_left_whole() {
    var order = "ordeh_" + ids.timedHex(Instant.EPOCH);
    var topup = ids.topup();
    var token = ids.hex(32);
    var text =
        "of %s and %s at /wallets/link/start/%s, /wallets/link/result/%s, /merchant/start/%s"
            .formatted(order, topup, token, token, ids.hex(16));
    assertThat(LogMasks.mask(text))
        .isEqualTo(
            ("of %s*** and %s*** at /wallets/link/start/***, /wallets/link/result/***,"
                    + " /merchant/start/***")
                .formatted(order.substring(0, 18), topup.substring(0, 12)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tkn_0123456789abcdef0123456789abcdef",
        "key_0123456789abcdef0123456789abcdef",
        "adm_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "whsec_q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="
      })
  void of_a_secret_only_its_kind_is_left(String secret) {
    assertThat(LogMasks.mask("a=" + secret + "&b"))
        .isEqualTo("a=" + secret.substring(0, secret.indexOf('_') + 1) + "***&b");
  }

  @Test
  void what_opens_nothing_is_left_as_it_is() {
    var text = ids.customer() + " " + ids.wallet() + " req_" + ids.hex(12) + " /orders/start/x";
    assertThat(LogMasks.mask(text)).isEqualTo(text);
    var context = JsonReadContext.createRootContext(null);
    assertThat(new LogMasks().mask(context, 17)).isNull();
  }
}
