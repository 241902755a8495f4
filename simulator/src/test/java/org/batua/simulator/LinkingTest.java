package org.batua.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.simulator.World.CAP;
import static org.batua.simulator.World.signed;
import static org.batua.simulator.World.tokenFields;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Linking over MobiKwik's wire: every magic OTP and every persona that acts before a debit.
class LinkingTest {
  private static final String PHONE = "9000000001";

  private World world;

  @BeforeEach
  void start() {
    world = World.inMemory();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void the_right_otp_gives_a_token_and_the_token_tells_the_balance() {
    String token = world.link(PHONE);
    assertThat(world.balance(PHONE, token))
        .containsEntry("status", "SUCCESS")
        .containsEntry("balanceamount", "10000.00");
  }

  @Test
  void wrong_otps_count_the_attempts_down_and_the_third_ends_the_session() {
    world.otpGenerate(PHONE, CAP);
    assertThat(world.tokenGenerate(PHONE, "999999", CAP))
        .containsEntry("statuscode", "164")
        .containsEntry("statusdescription", "Invalid OTP. 2 attempts left");
    assertThat(world.tokenGenerate(PHONE, "999999", CAP))
        .containsEntry("statusdescription", "Invalid OTP. 1 attempt left");
    assertThat(world.tokenGenerate(PHONE, "999999", CAP)).containsEntry("statuscode", "103");
    assertThat(world.tokenGenerate(PHONE, "123456", CAP)).containsEntry("statuscode", "103");
  }

  @ParameterizedTest
  @CsvSource({"000002,163", "000003,103", "000004,164", "000008,20", "000009,162"})
  void a_magic_otp_is_refused_with_its_code(String otp, String code) {
    world.otpGenerate(PHONE, CAP);
    assertThat(world.tokenGenerate(PHONE, otp, CAP))
        .containsEntry("status", "FAILURE")
        .containsEntry("statuscode", code)
        .doesNotContainKey("token");
  }

  @Test
  void a_used_otp_is_refused() {
    world.link(PHONE);
    assertThat(world.tokenGenerate(PHONE, "123456", CAP))
        .containsEntry("statuscode", "164")
        .containsEntry("statusdescription", "OTP already used");
  }

  @Test
  void the_provider_down_otp_answers_503_and_the_otp_stays_usable() {
    world.otpGenerate(PHONE, CAP);
    HttpResponse<String> down = world.response("tokengenerate", tokenFields(PHONE, "000005", CAP));
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(World.fields(down)).containsEntry("statuscode", "99");
    assertThat(world.tokenGenerate(PHONE, "123456", CAP)).containsEntry("statuscode", "0");
  }

  @Test
  void the_slow_otp_links() {
    world.otpGenerate(PHONE, CAP);
    assertThat(world.tokenGenerate(PHONE, "000006", CAP)).containsEntry("statuscode", "0");
  }

  @Test
  void the_timeout_otp_links_at_the_provider_but_nobody_hears_of_it() {
    world.otpGenerate(PHONE, CAP);
    assertThat(world.isLost("tokengenerate", signed(tokenFields(PHONE, "000007", CAP)))).isTrue();
    assertThat(world.control("/accounts/" + PHONE).path("links"))
        .singleElement()
        .satisfies(link -> assertThat(link.path("state").asString()).isEqualTo("LIVE"));
  }

  @Test
  void an_otp_works_for_the_amount_it_was_sent_for_only() {
    world.otpGenerate(PHONE, "500");
    assertThat(world.tokenGenerate(PHONE, "123456", "600")).containsEntry("statuscode", "162");
  }

  @Test
  void a_token_without_an_otp_sent_before_is_refused() {
    assertThat(world.tokenGenerate(PHONE, "123456", CAP)).containsEntry("statuscode", "162");
  }

  @Test
  void an_otp_expires_after_five_minutes() {
    world.otpGenerate(PHONE, CAP);
    world.advanceClock(301);
    assertThat(world.tokenGenerate(PHONE, "123456", CAP)).containsEntry("statuscode", "163");
  }

  @Test
  void the_short_lived_otp_expires_after_five_seconds() {
    world.otpGenerate("9000000023", CAP);
    world.advanceClock(5);
    assertThat(world.tokenGenerate("9000000023", "123456", CAP)).containsEntry("statuscode", "163");
  }

  @ParameterizedTest
  @CsvSource({"9000000020,55", "9000000021,103", "9000000030,120", "9000000031,20"})
  void a_persona_gets_no_otp(String phone, String code) {
    assertThat(world.otpGenerate(phone, CAP)).containsEntry("statuscode", code);
  }

  @Test
  void the_fourth_otp_within_ten_minutes_is_refused_with_the_time_to_wait() {
    for (int i = 0; i < 3; i++) {
      assertThat(world.otpGenerate("9000000022", CAP)).containsEntry("statuscode", "0");
    }
    world.advanceClock(60);
    assertThat(world.otpGenerate("9000000022", CAP))
        .containsEntry("statuscode", "103")
        .extractingByKey("statusdescription")
        .asString()
        .matches("Too many OTP requests\\. Retry after 5(39|40) seconds");
    world.advanceClock(600);
    assertThat(world.otpGenerate("9000000022", CAP)).containsEntry("statuscode", "0");
  }

  @Test
  void the_down_persona_answers_503_on_every_call() {
    Map<String, String> otp =
        Map.of("msgcode", "504", "cell", "9000000050", "amount", CAP, "tokentype", "1");
    assertThat(world.response("otpgenerate", otp).statusCode()).isEqualTo(503);
    Map<String, String> debit = World.debitFields("9000000050", "x", World.newOrder(), "10");
    assertThat(world.response("debitwallet", debit).statusCode()).isEqualTo(503);
  }

  @Test
  void the_otp_timeout_persona_never_hears_of_the_otp() {
    Map<String, String> otp =
        Map.of("msgcode", "504", "cell", "9000000052", "amount", CAP, "tokentype", "1");
    assertThat(world.isLost("otpgenerate", signed(otp))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "9000000010,0.00",
    "9000000011,50.00",
    "9000000051,10000.00",
    "9000000060,10000.00",
    "9000000061,10000.00",
    "9000000062,10000.00"
  })
  void a_persona_starts_with_its_balance(String phone, String balance) {
    assertThat(world.balance(phone, world.link(phone))).containsEntry("balanceamount", balance);
  }

  @Test
  void a_hidden_balance_is_left_out_of_a_successful_answer() {
    assertThat(world.balance("9000000012", world.link("9000000012")))
        .containsEntry("statuscode", "0")
        .doesNotContainKey("balanceamount");
  }

  @Test
  void the_customer_who_revokes_after_linking_leaves_a_dead_token() {
    assertThat(world.balance("9000000040", world.link("9000000040")))
        .containsEntry("statuscode", "198");
  }

  @Test
  void a_short_token_is_renewed_and_its_predecessor_stops_working() {
    String old = world.link("9000000041");
    world.advanceClock(60);
    assertThat(world.balance("9000000041", old)).containsEntry("statuscode", "198");
    Map<String, String> renewed = renew("9000000041", old);
    assertThat(renewed).containsEntry("statuscode", "0");
    assertThat(world.balance("9000000041", World.value(renewed, "token")))
        .containsEntry("statuscode", "0");
    assertThat(renew("9000000041", old)).containsEntry("statuscode", "198");
  }

  @Test
  void the_persona_without_renewal_is_refused() {
    assertThat(renew("9000000042", world.link("9000000042"))).containsEntry("statuscode", "198");
  }

  @Test
  void a_token_is_renewed_by_tokengenerate_too_whether_by_get_or_by_post() {
    String token = world.link(PHONE);
    Map<String, String> fields =
        signed(
            Map.of(
                "msgcode", "504", "cell", PHONE, "token", token, "amount", CAP, "tokentype", "1"));
    HttpResponse<String> response = world.get("/mobikwik/tokengenerate?" + World.encode(fields));
    assertThat(World.fields(response)).containsEntry("statuscode", "0").containsKey("token");
    Map<String, String> again =
        Map.of(
            "msgcode",
            "507",
            "cell",
            PHONE,
            "token",
            World.value(World.fields(response), "token"),
            "tokentype",
            "1");
    assertThat(world.call("tokengenerate", again)).containsEntry("statuscode", "0");
  }

  @Test
  void a_renewal_cannot_raise_the_cap() {
    String token = world.link(PHONE, "100");
    Map<String, String> fields =
        Map.of("msgcode", "507", "cell", PHONE, "token", token, "amount", "200", "tokentype", "1");
    assertThat(world.call("tokenregenerate", fields)).containsEntry("statuscode", "199");
  }

  @Test
  void a_user_without_an_account_can_be_created() {
    Map<String, String> query =
        Map.of("msgcode", "500", "cell", "9000000030", "action", "existingusercheck");
    assertThat(world.call("querywallet", query)).containsEntry("statuscode", "120");
    Map<String, String> create =
        Map.of(
            "msgcode",
            "502",
            "cell",
            "9000000030",
            "email",
            "somebody@example.com",
            "otp",
            "123456");
    assertThat(world.call("createwalletuser", create)).containsEntry("statuscode", "0");
    assertThat(world.call("querywallet", query)).containsEntry("statuscode", "0");
    assertThat(world.balance("9000000030", world.link("9000000030")))
        .containsEntry("balanceamount", "0.00");
  }

  private Map<String, String> renew(String phone, String token) {
    return world.call(
        "tokenregenerate",
        Map.of("msgcode", "507", "cell", phone, "token", token, "tokentype", "1"));
  }
}
