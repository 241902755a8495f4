package org.batua.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.batua.simulator.World.CAP;
import static org.batua.simulator.World.debitFields;
import static org.batua.simulator.World.newOrder;
import static org.batua.simulator.World.signed;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.batua.simulator.engine.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The control API: what it shows, what it changes, and what it refuses.
class ControlTest {
  private static final String PHONE = "9000000001";

  private World world;

  @BeforeEach
  void start() {
    world = World.start(World.config().withOwnPort(Provider.MOBIKWIK, 0));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void the_index_page_lists_the_magic_values() {
    HttpResponse<String> page = world.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("9000000032", "000007", "7018.00", "71.03", "7205.00");
  }

  @Test
  void a_balance_is_set_and_an_account_is_blocked_and_unblocked() {
    String token = world.link(PHONE);
    world.control("PUT", "/accounts/" + PHONE, "{\"balance\":\"12.34\",\"blocked\":true}");
    assertThat(world.balance(PHONE, token)).containsEntry("statuscode", "20");
    world.control("PUT", "/accounts/" + PHONE, "{\"blocked\":false}");
    assertThat(world.balance(PHONE, token)).containsEntry("balanceamount", "12.34");
  }

  @Test
  void revoked_links_stop_working() {
    String token = world.link(PHONE);
    world.control("POST", "/accounts/" + PHONE + "/revoke", "");
    assertThat(world.balance(PHONE, token)).containsEntry("statuscode", "198");
  }

  @Test
  void a_newcomer_is_told_the_otp() {
    assertThat(world.get("/control/otp/" + PHONE).statusCode()).isEqualTo(404);
    world.otpGenerate(PHONE, CAP);
    assertThat(world.control("/otp/" + PHONE).path("otp").asString()).isEqualTo("123456");
  }

  @Test
  void the_journal_keeps_every_call_in_order_with_the_phone_masked() {
    String order = newOrder();
    String token = world.link(PHONE);
    world.debit(PHONE, token, order, "10");
    world.debit(PHONE, token, order, "10");
    world.checkStatus(order);
    List<String> kinds = new ArrayList<>();
    for (JsonNode entry : world.control("/journal?phone=" + PHONE)) {
      kinds.add(entry.path("kind").asString() + " " + entry.path("outcome").asString());
      assertThat(entry.path("phone").asString()).isEqualTo("XXXXXX0001");
    }
    assertThat(kinds)
        .containsExactly("otp_send DONE", "link DONE", "debit DONE", "debit DUPLICATE_REFERENCE");
    assertThat(world.journalCount(order, "debit")).isEqualTo(2);
    assertThat(world.journalCount(order, "inquiry")).isEqualTo(1);
    assertThat(world.control("/journal?since=4&ref=" + order)).hasSize(1);
  }

  @Test
  void a_call_without_an_answer_is_journaled_with_status_0() {
    String order = newOrder();
    world.isLost("debitwallet", signed(debitFields(PHONE, world.link(PHONE), order, "7008.00")));
    assertThat(world.control("/journal?ref=" + order))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("httpStatus").asInt()).isZero());
  }

  @Test
  void a_provider_that_is_down_answers_503_until_it_is_up() {
    world.control("POST", "/providers/mobikwik/down", "{\"mode\":\"503\"}");
    assertThat(world.checkStatusResponse("UNKNOWN0001").statusCode()).isEqualTo(503);
    world.control("POST", "/providers/mobikwik/up", "");
    assertThat(world.checkStatusResponse("UNKNOWN0001").statusCode()).isEqualTo(200);
  }

  @Test
  void a_provider_with_its_own_port_really_refuses_connections() {
    world.control("POST", "/providers/mobikwik/down?mode=refuse", "");
    assertThatThrownBy(() -> world.checkStatusResponse("UNKNOWN0001"))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(ConnectException.class);
    world.control("POST", "/providers/mobikwik/up", "");
    assertThat(world.checkStatusResponse("UNKNOWN0001").statusCode()).isEqualTo(200);
  }

  @Test
  void the_statement_lists_debits_and_refunds_as_the_provider_booked_them() {
    String order = newOrder();
    String token = world.link(PHONE);
    world.debit(PHONE, token, order, "100");
    world.refund(order, "40");
    world.debit(PHONE, token, newOrder(), "7020.00");
    List<String> lines = world.get("/control/statement?provider=MOBIKWIK").body().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst())
        .isEqualTo("provider_reference,merchant_reference,type,amount,status,time");
    assertThat(lines.get(1)).contains(order + ",debit,100.00,SUCCEEDED,");
    assertThat(lines.get(2)).contains(order + ",refund,40.00,SUCCEEDED,");
    assertThat(lines.get(3)).contains(",debit,7020.00,FAILED,");
    assertThat(world.get("/control/statement?to=2020-01-01T00:00:00Z").body().lines()).hasSize(1);
  }

  @Test
  void faults_strike_the_same_orders_again_for_the_same_seed() {
    List<String> first = outcomesUnderFaults();
    world.control("POST", "/reset", "");
    assertThat(outcomesUnderFaults()).isEqualTo(first);
    assertThat(first).contains("ok", "lost", "HTTP 500", "HTTP 502", "50");
    world.control("DELETE", "/faults", "");
    assertThat(world.control("/faults").path("percent").asInt()).isZero();
  }

  @Test
  void what_ended_is_said_to_be_pending_or_not_there_while_inquiries_lie() {
    String token = world.link(PHONE);
    String order = newOrder();
    goWrong("stale_inquiry");
    assertThat(world.debit(PHONE, token, order, "100")).containsEntry("statuscode", "0");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "2");
    goWrong("contradicting_inquiry");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "3");
    goWrong("inquiry_down");
    assertThat(world.checkStatusResponse(order).statusCode()).isEqualTo(503);
    world.control("DELETE", "/faults", "");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "0");
  }

  @Test
  void a_dirty_text_comes_with_money_that_moved_and_a_right_signature() {
    String token = world.link(PHONE);
    goWrong("dirty_text");
    Map<String, String> paid = world.debit(PHONE, token, newOrder(), "100");
    assertThat(paid).containsEntry("statuscode", "0");
    assertThat(paid.get("statusdescription"))
        .contains("\u0000", "\u202e")
        .hasSizeGreaterThan(5_000);
    assertThat(world.balanceOf(PHONE)).isEqualTo("9900.00");
  }

  private void goWrong(String kind) {
    world.control("POST", "/faults", "{\"seed\":1,\"percent\":100,\"kinds\":[\"" + kind + "\"]}");
  }

  private List<String> outcomesUnderFaults() {
    world.control(
        "POST",
        "/faults",
        """
        {"seed": 42, "percent": 60, "kinds": ["late", "timeout_after", "timeout_before",
         "error_after", "duplicate", "bad_signature", "garbage"]}
        """);
    String token = world.link(PHONE);
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      outcomes.add(outcome(debitFields(PHONE, token, "FAULTY0000" + i, "1")));
    }
    return outcomes;
  }

  private String outcome(Map<String, String> fields) {
    HttpResponse<String> response;
    try {
      response = world.response("debitwallet", fields);
    } catch (UncheckedIOException _) {
      return "lost";
    }
    if (response.statusCode() != 200) {
      return "HTTP " + response.statusCode();
    }
    String code = World.value(World.fields(response), "statuscode");
    return code.equals("0") ? "ok" : code;
  }

  @Test
  void the_ledger_adds_up_to_zero_and_agrees_with_the_balances() {
    String order = newOrder();
    world.debit(PHONE, world.link(PHONE), order, "100");
    world.refund(order, "40");
    world.control("PUT", "/accounts/9000000010", "{\"balance\":\"77.00\"}");
    JsonNode ledger = world.control("/ledger");
    assertThat(ledger.path("sum").asString()).isEqualTo("0.00");
    JsonNode balances = ledger.path("balances");
    assertThat(balances.path("MOBIKWIK:WALLET:" + PHONE).asString())
        .isEqualTo(world.balanceOf(PHONE));
    assertThat(balances.path("MOBIKWIK:WALLET:9000000010").asString()).isEqualTo("77.00");
    assertThat(balances.path("MOBIKWIK:MERCHANT:MBK9006").asString()).isEqualTo("60.00");
  }

  @Test
  void a_reset_forgets_everything_but_the_default_merchant() {
    String order = newOrder();
    world.debit(PHONE, world.link(PHONE), order, "100");
    world.advanceClock(3600);
    world.control("POST", "/reset", "");
    assertThat(world.control("/transactions")).isEmpty();
    assertThat(world.control("/journal")).isEmpty();
    assertThat(world.control("/clock").path("aheadSeconds").asInt()).isZero();
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT|/accounts/123|{}",
        "PUT|/accounts/9000000001|{\"balance\":\"1.005\"}",
        "PUT|/accounts/9000000001|not json",
        "POST|/clock/advance|{\"seconds\":-1}",
        "POST|/faults|{\"percent\":101,\"kinds\":[\"late\"]}",
        "POST|/faults|{\"percent\":10,\"kinds\":[\"unheard\"]}",
        "POST|/merchants|{}",
        "POST|/providers/mobikwik/down|{\"mode\":\"sideways\"}",
        "POST|/providers/nobody/down|{}"
      })
  void a_wrong_request_is_answered_with_400(String method, String path, String body) {
    assertThat(world.controlResponse(method, path, body).statusCode()).isEqualTo(400);
  }
}
