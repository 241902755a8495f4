package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.connector.ProviderNotifications.Parsed;
import org.batua.gateway.connector.ProviderNotifications.Subject;
import org.batua.gateway.connector.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a callback is worth. Its signature was computed from the published rule by another tool.
class PhonepeNotificationsTest {
  private static final Secret KEY = Secret.of("test-salt-key");
  private static final String REFERENCE = "01JD0000000000000000000001";
  private static final String PAYLOAD =
      "eyJzdWNjZXNzIjp0cnVlLCJjb2RlIjoiUEFZTUVOVF9TVUNDRVNTIiwibWVzc2FnZSI6IllvdXIgcGF5bWVudCBp"
          + "cyBzdWNjZXNzZnVsLiIsImRhdGEiOnsidHJhbnNhY3Rpb25JZCI6IjAxSkQwMDAwMDAwMDAwMDAwMDAwMDAw"
          + "MDAxIiwibWVyY2hhbnRJZCI6IlRFU1RNSUQiLCJhbW91bnQiOjEwMDAwLCJwYXltZW50U3RhdGUiOiJDT01Q"
          + "TEVURUQifX0=";
  private static final String HASH =
      "557f79906d4a6dd6ea4bf103f65291dc56d8502313fc9ac4c0ebfa16abc6c608";

  @Test
  void a_signed_callback_names_the_payment() {
    assertThat(read(PAYLOAD, HASH + "###1"))
        .isEqualTo(
            new Parsed.Genuine(
                List.of(new Subject.Transaction(Reference.parse(REFERENCE).orElseThrow()))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "###1", HASH, HASH + "###2", HASH + "###1 ", "0" + HASH + "###1"})
  void another_signature_is_forged(String verify) {
    assertThat(read(PAYLOAD, verify)).isEqualTo(new Parsed.Forged());
  }

  @Test
  void a_callback_without_a_signature_or_with_another_payload_is_forged() {
    var notices = new PhonepeNotifications();
    assertThat(notices.parse(account(), new ProviderNotifications.Message(Map.of(), body(PAYLOAD))))
        .isEqualTo(new Parsed.Forged());
    assertThat(read("X" + PAYLOAD, HASH + "###1")).isEqualTo(new Parsed.Forged());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{}", "{\"response\":{}}", "{\"response\":null}"})
  void what_is_no_callback_is_unreadable(String body) {
    var headers = Map.of("x-verify", HASH + "###1");
    assertThat(
            new PhonepeNotifications()
                .parse(account(), new ProviderNotifications.Message(headers, body)))
        .isEqualTo(new Parsed.Unreadable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"data\":{\"transactionId\":\"of-another-shop\"}}"})
  void a_callback_that_names_no_payment_of_ours_asks_nothing(String told) {
    var payload = Base64.getEncoder().encodeToString(told.getBytes(StandardCharsets.UTF_8));
    assertThat(read(payload, PhonepeSignature.ofCallback(payload, KEY, "1")))
        .isEqualTo(new Parsed.Genuine(List.of()));
  }

  @Test
  void a_signed_payload_that_is_no_json_is_unreadable() {
    for (var payload : List.of("!", "aGVsbG8=")) {
      assertThat(read(payload, PhonepeSignature.ofCallback(payload, KEY, "1")))
          .isEqualTo(new Parsed.Unreadable());
    }
  }

  private static Parsed read(String payload, String verify) {
    var notice = new ProviderNotifications.Message(Map.of("x-verify", verify), body(payload));
    return new PhonepeNotifications().parse(account(), notice);
  }

  private static String body(String payload) {
    return "{\"response\": \"" + payload + "\"}";
  }

  private static ProviderAccount account() {
    return new ProviderAccount(
        "pa_1",
        PhonepeConnector.GATEWAY,
        Map.of("salt_index", "1", "merchant_id", "TESTMID"),
        Map.of("salt_key", KEY));
  }
}
