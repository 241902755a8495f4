package org.batua.gateway.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.batua.gateway.connector.ProviderNotifications.Message;
import org.junit.jupiter.api.Test;

class ProviderNotificationsTest {
  @Test
  void a_byte_order_mark_is_no_part_of_the_text() {
    assertThat(Message.of(Map.of(), "\uFEFF{}".getBytes(UTF_8)).body()).isEqualTo("{}");
    assertThat(Message.of(Map.of(), "{}\uFEFF".getBytes(UTF_8)).body()).isEqualTo("{}\uFEFF");
  }
}
