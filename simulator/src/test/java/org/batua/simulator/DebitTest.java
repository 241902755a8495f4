package org.batua.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.simulator.World.debitFields;
import static org.batua.simulator.World.newOrder;
import static org.batua.simulator.World.signed;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Debits over MobiKwik's wire: every magic amount, first answer and inquiries.
class DebitTest {
  private static final String PHONE = "9000000001";

  private World world;
  private String token;

  @BeforeEach
  void start() {
    world = World.inMemory();
    token = world.link(PHONE);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void a_debit_lowers_the_balance_and_is_found_by_inquiry() {
    String order = newOrder();
    assertThat(world.debit(PHONE, token, order, "150.50"))
        .containsEntry("status", "SUCCESS")
        .containsEntry("statuscode", "0")
        .containsEntry("debitedamount", "150.50")
        .containsEntry("balanceamount", "9849.50")
        .containsEntry("orderid", order)
        .containsKeys("refId", "checksum");
    assertThat(world.checkStatus(order))
        .containsEntry("statuscode", "0")
        .containsEntry("ordertype", "debit")
        .containsEntry("amount", "150.50");
  }

  @Test
  void a_second_debit_with_the_same_order_id_is_refused() {
    String order = newOrder();
    world.debit(PHONE, token, order, "100");
    assertThat(world.debit(PHONE, token, order, "100")).containsEntry("statuscode", "50");
    assertThat(world.balanceOf(PHONE)).isEqualTo("9900.00");
    assertThat(world.journalCount(order, "debit")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"7001.00,33", "7012.00,303", "7013.00,20", "7014.00,198", "7019.00,33", "7020.00,1"})
  void a_refused_magic_amount_has_its_code_and_has_failed(String amount, String code) {
    String order = newOrder();
    assertThat(world.debit(PHONE, token, order, amount))
        .containsEntry("status", "FAILURE")
        .containsEntry("statuscode", code);
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "1");
    assertThat(world.balanceOf(PHONE)).isEqualTo("10000.00");
  }

  @Test
  void amount_7014_revokes_the_token() {
    world.debit(PHONE, token, newOrder(), "7014.00");
    assertThat(world.balance(PHONE, token)).containsEntry("statuscode", "198");
  }

  @Test
  void amount_7002_is_provably_not_accepted_and_never_found() {
    String order = newOrder();
    HttpResponse<String> answer = debitResponse(order, "7002.00");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(World.fields(answer)).containsEntry("statuscode", "21");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "3");
  }

  @Test
  void amount_7003_answers_500_and_has_failed() {
    String order = newOrder();
    assertThat(debitResponse(order, "7003.00").statusCode()).isEqualTo(500);
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "1");
    assertThat(world.balanceOf(PHONE)).isEqualTo("10000.00");
  }

  @Test
  void amount_7004_is_debited_and_answered_slowly() {
    long started = System.nanoTime();
    assertThat(world.debit(PHONE, token, newOrder(), "7004.00")).containsEntry("statuscode", "0");
    assertThat(System.nanoTime() - started).isGreaterThan(45_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "7005.00,2995.00,0",
    "7006.00,2994.00,2 2 0",
    "7007.00,10000.00,2 1",
    "7008.00,10000.00,3 3 3 3 3",
    "7010.00,10000.00,2 2 2 2 2",
    "7018.00,10000.00,3 3 3 0"
  })
  void a_lost_answer_is_found_out_by_inquiry(String amount, String balance, String codes) {
    String order = newOrder();
    assertThat(world.isLost("debitwallet", signed(debitFields(PHONE, token, order, amount))))
        .isTrue();
    assertThat(world.balanceOf(PHONE)).isEqualTo(balance);
    assertThat(world.journalCount(order, "debit")).isEqualTo(1);
    for (String code : codes.split(" ", -1)) {
      assertThat(world.checkStatus(order)).containsEntry("statuscode", code);
    }
    assertThat(world.checkStatus(order))
        .containsEntry("statuscode", codes.substring(codes.length() - 1));
  }

  @Test
  void amount_7018_is_debited_when_it_is_found_at_last() {
    String order = newOrder();
    world.isLost("debitwallet", signed(debitFields(PHONE, token, order, "7018.00")));
    for (int i = 0; i < 3; i++) {
      world.checkStatus(order);
    }
    assertThat(world.balanceOf(PHONE)).isEqualTo("10000.00");
    world.checkStatus(order);
    assertThat(world.balanceOf(PHONE)).isEqualTo("2982.00");
  }

  @Test
  void a_pending_payment_says_failure_in_its_status_word() {
    String order = newOrder();
    world.isLost("debitwallet", signed(debitFields(PHONE, token, order, "7010.00")));
    assertThat(world.checkStatus(order))
        .containsEntry("status", "FAILURE")
        .containsEntry("statuscode", "2");
  }

  @Test
  void amount_7009_is_found_after_three_failed_inquiries() {
    String order = newOrder();
    world.isLost("debitwallet", signed(debitFields(PHONE, token, order, "7009.00")));
    for (int i = 0; i < 3; i++) {
      assertThat(world.checkStatusResponse(order).statusCode()).isEqualTo(503);
    }
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "0");
  }

  @Test
  void amount_7011_is_debited_once_and_answered_as_a_duplicate() {
    String order = newOrder();
    assertThat(world.debit(PHONE, token, order, "7011.00")).containsEntry("statuscode", "50");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "0");
    assertThat(world.balanceOf(PHONE)).isEqualTo("2989.00");
  }

  @Test
  void amount_7015_is_answered_with_a_wrong_checksum() {
    String order = newOrder();
    Map<String, String> answer = world.debit(PHONE, token, order, "7015.00");
    assertThat(answer).containsEntry("statuscode", "0");
    assertThat(WireTest.checksumByName(answer)).isNotEqualTo(answer.get("checksum"));
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "0");
  }

  @Test
  void amount_7016_debits_and_reports_another_amount() {
    String order = newOrder();
    assertThat(world.debit(PHONE, token, order, "7016.00"))
        .containsEntry("statuscode", "0")
        .containsEntry("debitedamount", "7015.00");
    assertThat(world.checkStatus(order))
        .containsEntry("statuscode", "0")
        .containsEntry("amount", "7015.00");
    assertThat(world.balanceOf(PHONE)).isEqualTo("2985.00");
  }

  @Test
  void amount_7017_succeeds_quietly_because_mobikwik_has_no_notifications() {
    assertThat(world.debit(PHONE, token, newOrder(), "7017.00")).containsEntry("statuscode", "0");
  }

  @Test
  void amount_7021_is_throttled_and_never_found() {
    String order = newOrder();
    assertThat(debitResponse(order, "7021.00").statusCode()).isEqualTo(429);
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "3");
  }

  @Test
  void amount_7022_is_debited_and_answered_with_an_html_page() {
    String order = newOrder();
    HttpResponse<String> answer = debitResponse(order, "7022.00");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).startsWith("<html>");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "0");
  }

  @Test
  void an_undecided_debit_is_resolved_by_the_control_api() {
    String order = newOrder();
    world.isLost("debitwallet", signed(debitFields(PHONE, token, order, "7010.00")));
    world.control("POST", "/transactions/" + order + "/resolve", "{\"result\":\"success\"}");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "0");
    assertThat(world.balanceOf(PHONE)).isEqualTo("2990.00");
    world.control("POST", "/transactions/" + order + "/resolve", "{\"result\":\"failure\"}");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "0");
  }

  @Test
  void a_debit_over_the_cap_or_the_balance_is_refused() {
    String small = world.link(PHONE, "100");
    assertThat(world.debit(PHONE, small, newOrder(), "100.01")).containsEntry("statuscode", "199");
    assertThat(world.debit(PHONE, small, newOrder(), "100")).containsEntry("statuscode", "0");
    String low = world.link("9000000011");
    assertThat(world.debit("9000000011", low, newOrder(), "50.01"))
        .containsEntry("statuscode", "33");
  }

  @Test
  void another_customers_token_is_refused() {
    assertThat(world.debit("9000000002", token, newOrder(), "1"))
        .containsEntry("statuscode", "198");
  }

  @Test
  void minimum_kyc_limits_each_debit_and_each_month() {
    String kyc = world.link("9000000032");
    assertThat(world.debit("9000000032", kyc, newOrder(), "2000.01"))
        .containsEntry("statuscode", "303");
    for (int i = 0; i < 5; i++) {
      assertThat(world.debit("9000000032", kyc, newOrder(), "2000"))
          .containsEntry("statuscode", "0");
    }
    world.control("PUT", "/accounts/9000000032", "{\"balance\":\"500.00\"}");
    assertThat(world.debit("9000000032", kyc, newOrder(), "1")).containsEntry("statuscode", "303");
    world.advanceClock(32L * 24 * 3600);
    assertThat(world.debit("9000000032", kyc, newOrder(), "1")).containsEntry("statuscode", "0");
  }

  @Test
  void the_customer_who_revokes_after_a_debit_allows_only_the_first() {
    String once = world.link("9000000043");
    assertThat(world.debit("9000000043", once, newOrder(), "10")).containsEntry("statuscode", "0");
    assertThat(world.debit("9000000043", once, newOrder(), "10"))
        .containsEntry("statuscode", "198");
  }

  @Test
  void a_hundred_parallel_debits_never_overdraw() throws Exception {
    world.control("PUT", "/accounts/" + PHONE, "{\"balance\":\"500.00\"}");
    Callable<String> debit =
        () -> World.value(world.debit(PHONE, token, newOrder(), "10"), "statuscode");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = threads.invokeAll(Collections.nCopies(100, debit));
      long succeeded = answers.stream().filter(a -> a.resultNow().equals("0")).count();
      assertThat(succeeded).isEqualTo(50);
    }
    assertThat(world.balanceOf(PHONE)).isEqualTo("0.00");
  }

  @Test
  void one_order_sent_many_times_at_once_is_debited_once() throws Exception {
    String order = newOrder();
    Callable<String> debit =
        () -> World.value(world.debit(PHONE, token, order, "10"), "statuscode");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = threads.invokeAll(Collections.nCopies(30, debit));
      assertThat(answers.stream().filter(a -> a.resultNow().equals("0"))).hasSize(1);
    }
    assertThat(world.balanceOf(PHONE)).isEqualTo("9990.00");
  }

  private HttpResponse<String> debitResponse(String order, String amount) {
    return world.response("debitwallet", debitFields(PHONE, token, order, amount));
  }
}
