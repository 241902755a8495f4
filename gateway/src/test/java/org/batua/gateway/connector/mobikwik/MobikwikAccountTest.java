package org.batua.gateway.connector.mobikwik;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class MobikwikAccountTest extends MobikwikPlayback {
  @Test
  void an_account_is_checked_before_it_is_used() {
    var connector = new MobikwikConnector(InstantSource.system());
    assertThat(connector.problems(recorded.account())).isEmpty();

    recorded
        .setting("base_url", "walletapi")
        .setting("token_cap", "ten")
        .setting("token_days", "0")
        .setting("ask_for_user", "maybe")
        .setting("answer_checksum", "maybe")
        .setting("status_checksum", "maybe");

    assertThat(connector.problems(recorded.account())).hasSize(6);
    assertThat(recorded.account().toString()).doesNotContain(Recorded.KEY.reveal());
  }
}
