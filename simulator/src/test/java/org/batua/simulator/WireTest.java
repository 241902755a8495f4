package org.batua.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.simulator.World.KEY;
import static org.batua.simulator.World.MID;
import static org.batua.simulator.World.debitFields;
import static org.batua.simulator.World.newOrder;
import static org.batua.simulator.World.signed;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// MobiKwik's wire itself: signatures, field rules, methods and the two forms of an answer.
class WireTest {
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

  static String checksumByName(Map<String, String> answer) {
    TreeMap<String, String> fields = new TreeMap<>(answer);
    fields.remove("checksum");
    return World.sign(fields.values(), KEY);
  }

  @Test
  void answers_are_signed_over_their_fields_by_name() {
    Map<String, String> answer = world.debit(PHONE, world.link(PHONE), newOrder(), "10");
    assertThat(answer).containsEntry("checksum", checksumByName(answer));
  }

  @Test
  void a_status_is_signed_in_its_own_order() {
    String order = newOrder();
    world.debit(PHONE, world.link(PHONE), order, "10");
    Map<String, String> answer = world.checkStatus(order);
    List<String> values =
        List.of("statuscode", "orderid", "refid", "amount", "statusmessage", "ordertype").stream()
            .map(answer::get)
            .filter(Objects::nonNull)
            .toList();
    assertThat(answer).containsEntry("checksum", World.sign(values, KEY));
  }

  @Test
  void a_wrong_checksum_is_refused_and_moves_nothing() {
    Map<String, String> fields = signed(debitFields(PHONE, world.link(PHONE), newOrder(), "10"));
    fields.put("amount", "11");
    HttpResponse<String> response = world.post("/mobikwik/debitwallet", fields, "json");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(World.fields(response))
        .containsEntry("status", "FAILURE")
        .containsEntry("statuscode", "23");
    assertThat(world.balanceOf(PHONE)).isEqualTo("10000.00");
  }

  @Test
  void a_missing_checksum_is_refused() {
    Map<String, String> fields = signed(debitFields(PHONE, "x", newOrder(), "10"));
    fields.remove("checksum");
    assertThat(World.fields(world.post("/mobikwik/debitwallet", fields, "json")))
        .containsEntry("statuscode", "23");
  }

  @Test
  void an_unknown_merchant_is_refused_and_an_added_one_is_served() {
    Map<String, String> query =
        Map.of("msgcode", "500", "cell", PHONE, "action", "existingusercheck");
    Map<String, String> fields = signed(query, "MBK0001", "another key");
    assertThat(World.fields(world.post("/mobikwik/querywallet", fields, "json")))
        .containsEntry("statuscode", "22");
    world.control("POST", "/merchants", "{\"mid\":\"MBK0001\",\"key\":\"another key\"}");
    assertThat(World.fields(world.post("/mobikwik/querywallet", fields, "json")))
        .containsEntry("statuscode", "0");
  }

  @Test
  void the_second_key_of_a_merchant_signs_renewals_only() {
    world.control(
        "POST", "/merchants", "{\"mid\":\"MBK0002\",\"key\":\"first\",\"renewalKey\":\"second\"}");
    Map<String, String> renewal =
        Map.of("msgcode", "507", "cell", PHONE, "token", "none", "tokentype", "1");
    assertThat(renew(signed(renewal, "MBK0002", "first"))).containsEntry("statuscode", "23");
    assertThat(renew(signed(renewal, "MBK0002", "second"))).containsEntry("statuscode", "198");
  }

  private Map<String, String> renew(Map<String, String> fields) {
    return World.fields(world.post("/mobikwik/tokenregenerate", fields, "json"));
  }

  @ParameterizedTest
  @CsvSource({
    "cell,12345,55",
    "cell,5000000001,55",
    "amount,10.001,54",
    "amount,0.00,54",
    "amount,-1,54",
    "amount,1e3,54",
    "orderid,SHORT,51",
    "orderid,A23456789012345678901234567890X,51",
    "txntype,credit,190",
    "msgcode,999,190"
  })
  void a_field_that_breaks_its_rule_is_refused(String field, String value, String code) {
    Map<String, String> fields = new TreeMap<>(debitFields(PHONE, "x", newOrder(), "10"));
    fields.put(field, value);
    assertThat(world.call("debitwallet", fields)).containsEntry("statuscode", code);
  }

  @Test
  void the_upper_case_debit_of_payus_sample_is_accepted() {
    Map<String, String> fields =
        new TreeMap<>(debitFields(PHONE, world.link(PHONE), newOrder(), "10"));
    fields.put("txntype", "DEBIT");
    assertThat(world.call("debitwallet", fields)).containsEntry("statuscode", "0");
  }

  @Test
  void without_the_payload_type_header_the_answer_is_xml() {
    Map<String, String> fields = signed(debitFields(PHONE, world.link(PHONE), newOrder(), "10"));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(world.url("/mobikwik/debitwallet") + "?" + World.encode(fields)))
            .build();
    HttpResponse<String> response = world.send(request);
    assertThat(response.headers().firstValue("content-type")).contains("application/xml");
    assertThat(response.body())
        .contains("<statuscode>0</statuscode>")
        .contains("<debitedamount>10.00</debitedamount>");
  }

  @Test
  void a_call_by_get_is_answered_like_one_by_post() {
    Map<String, String> fields = signed(debitFields(PHONE, world.link(PHONE), newOrder(), "10"));
    assertThat(World.fields(world.get("/mobikwik/debitwallet?" + World.encode(fields))))
        .containsEntry("statuscode", "0");
  }

  @Test
  void a_malformed_form_is_a_bad_request() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.url("/mobikwik/checkstatus")))
            .POST(HttpRequest.BodyPublishers.ofString("mid=%zz"))
            .build();
    assertThat(world.send(request).statusCode()).isEqualTo(400);
  }

  @Test
  void an_unknown_order_is_not_found() {
    assertThat(world.checkStatus("UNKNOWN0001"))
        .containsEntry("status", "FAILURE")
        .containsEntry("statuscode", "3");
  }

  @Test
  void a_merchant_can_credit_a_wallet() {
    Map<String, String> fields =
        Map.of(
            "cell",
            PHONE,
            "amount",
            "25",
            "orderid",
            newOrder(),
            "creditmethod",
            "cashback",
            "typeofmoney",
            "0",
            "walletid",
            MID,
            "comment",
            "thanks");
    assertThat(world.call("loadmoney", fields)).containsEntry("statuscode", "0");
    assertThat(world.balanceOf(PHONE)).isEqualTo("10025.00");
  }
}
