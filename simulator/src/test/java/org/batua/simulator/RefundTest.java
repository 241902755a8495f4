package org.batua.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.simulator.World.newOrder;
import static org.batua.simulator.World.refundFields;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Refunds over MobiKwik's wire: every magic amount and the limits of a debit.
class RefundTest {
  private static final String PHONE = "9000000001";

  private World world;
  private String order;

  @BeforeEach
  void start() {
    world = World.inMemory();
    order = newOrder();
    assertThat(world.debit(PHONE, world.link(PHONE), order, "1000"))
        .containsEntry("statuscode", "0");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void refunds_give_money_back_until_the_debit_is_used_up() {
    assertThat(world.refund(order, "400"))
        .containsEntry("status", "SUCCESS")
        .containsEntry("statuscode", "0")
        .containsEntry("txid", order)
        .containsKey("refId");
    assertThat(world.checkStatus(order))
        .containsEntry("ordertype", "partialrefund")
        .containsEntry("amount", "400.00");
    assertThat(world.refund(order, "600")).containsEntry("statuscode", "0");
    assertThat(world.checkStatus(order))
        .containsEntry("ordertype", "refund")
        .containsEntry("amount", "1000.00");
    assertThat(world.refund(order, "0.01")).containsEntry("statuscode", "54");
    assertThat(world.balanceOf(PHONE)).isEqualTo("10000.00");
  }

  @Test
  void a_full_refund_needs_no_partial_mark_but_a_part_does() {
    Map<String, String> part = refundFields(order, "400");
    part.remove("ispartial");
    assertThat(World.fields(world.post("/mobikwik/walletrefund", part, "json")))
        .containsEntry("statuscode", "54");
    Map<String, String> whole = refundFields(order, "1000");
    whole.remove("ispartial");
    assertThat(World.fields(world.post("/mobikwik/walletrefund", whole, "json")))
        .containsEntry("statuscode", "0");
  }

  @Test
  void an_unknown_order_cannot_be_refunded() {
    assertThat(world.refund("UNKNOWN0001", "10")).containsEntry("statuscode", "51");
  }

  @Test
  void amount_71_01_is_pending_and_then_refunded() {
    assertThat(world.refund(order, "71.01"))
        .containsEntry("status", "FAILURE")
        .containsEntry("statuscode", "2");
    assertThat(world.checkStatus(order))
        .containsEntry("statuscode", "2")
        .containsEntry("ordertype", "partialrefund");
    assertThat(world.balanceOf(PHONE)).isEqualTo("9000.00");
    assertThat(world.checkStatus(order))
        .containsEntry("statuscode", "0")
        .containsEntry("ordertype", "partialrefund")
        .containsEntry("amount", "71.01");
    assertThat(world.balanceOf(PHONE)).isEqualTo("9071.01");
  }

  @Test
  void amount_71_02_is_pending_and_then_failed() {
    assertThat(world.refund(order, "71.02")).containsEntry("statuscode", "2");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "2");
    assertThat(world.checkStatus(order))
        .containsEntry("statuscode", "1")
        .containsEntry("ordertype", "partialrefund")
        .containsEntry("amount", "0.00");
    assertThat(world.balanceOf(PHONE)).isEqualTo("9000.00");
  }

  @Test
  void amount_71_03_is_refunded_without_an_answer() {
    assertThat(world.isLost("walletrefund", refundFields(order, "71.03"))).isTrue();
    assertThat(world.checkStatus(order))
        .containsEntry("statuscode", "0")
        .containsEntry("ordertype", "partialrefund");
    assertThat(world.balanceOf(PHONE)).isEqualTo("9071.03");
  }

  @Test
  void amount_71_04_never_arrives() {
    assertThat(world.isLost("walletrefund", refundFields(order, "71.04"))).isTrue();
    assertThat(world.checkStatus(order)).containsEntry("ordertype", "debit");
    assertThat(world.balanceOf(PHONE)).isEqualTo("9000.00");
  }

  @ParameterizedTest
  @CsvSource({"71.05,33,9000.00", "71.06,422,9000.00", "71.07,50,9071.07"})
  void a_refused_magic_amount_has_its_code(String amount, String code, String balance) {
    assertThat(world.refund(order, amount)).containsEntry("statuscode", code);
    assertThat(world.balanceOf(PHONE)).isEqualTo(balance);
  }

  @Test
  void a_failed_debit_cannot_be_refunded() {
    String failed = newOrder();
    world.debit(PHONE, world.link(PHONE), failed, "7020.00");
    assertThat(world.refund(failed, "10")).containsEntry("statuscode", "422");
  }
}
