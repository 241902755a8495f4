package org.batua.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.batua.simulator.World.newOrder;
import static org.batua.simulator.World.signed;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Adding money as the customer's browser sees it, and what the merchant finds out afterwards.
class TopUpTest {
  private static final String PHONE = "9000000001";
  private static final String RETURN = "http://merchant.example/back?order=1";

  private World world;
  private String token;
  private String order;

  @BeforeEach
  void start() {
    world = World.inMemory();
    token = world.link(PHONE);
    order = newOrder();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void an_approved_top_up_returns_signed_and_raises_the_balance() {
    String page = location(open("250.00"));
    HttpResponse<String> shown = world.get(page);
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.body()).contains("Approve").contains("₹250.00").doesNotContain("<script");
    assertThat(shown.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "2");
    Map<String, String> back = returned(decide(page, "approve"));
    assertThat(back)
        .containsEntry("order", "1")
        .containsEntry("orderid", order)
        .containsEntry("statuscode", "0")
        .containsEntry("amount", "250.00")
        .containsEntry("checksum", checksum(back));
    assertThat(world.balanceOf(PHONE)).isEqualTo("10250.00");
    assertThat(world.checkStatus(order))
        .containsEntry("statuscode", "0")
        .containsEntry("ordertype", "addmoney");
  }

  @Test
  void a_declined_top_up_fails_and_stays_failed() {
    String page = location(open("250.00"));
    assertThat(returned(decide(page, "decline"))).containsEntry("statuscode", "1");
    assertThat(returned(decide(page, "approve"))).containsEntry("statuscode", "1");
    assertThat(world.get(page).body()).contains("failed").contains("Return to MBK9006");
    assertThat(world.balanceOf(PHONE)).isEqualTo("10000.00");
  }

  @Test
  void the_page_names_the_shop_as_its_account_does() {
    String page = location(open("250.00"));
    world.control("PUT", "/merchants/MBK9006", "{\"name\":\"Tea & Co\"}");
    assertThat(world.get(page).body()).contains("Tea &amp; Co").doesNotContain("MBK9006");
    world.control("POST", "/reset", "");
    assertThat(world.control("/merchants/MBK9006").path("name").asString()).isEqualTo("Tea & Co");
  }

  @Test
  void a_cancelled_top_up_says_so() {
    assertThat(returned(decide(location(open("250.00")), "cancel")))
        .containsEntry("statuscode", "16");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "16");
  }

  @Test
  void amount_7201_is_cancelled_by_the_customer() {
    assertThat(returned(open("7201.00"))).containsEntry("statuscode", "16");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "16");
  }

  @Test
  void amount_7202_fails() {
    assertThat(returned(open("7202.00"))).containsEntry("statuscode", "1");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "1");
  }

  @Test
  void amount_7203_is_pending_and_then_succeeds() {
    assertThat(returned(open("7203.00"))).containsEntry("statuscode", "2");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "2");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "0");
    assertThat(world.balanceOf(PHONE)).isEqualTo("17203.00");
  }

  @Test
  void amount_7204_succeeds_but_the_browser_never_returns() {
    HttpResponse<String> page = world.get(location(open("7204.00")));
    assertThat(page.body()).contains("succeeded").doesNotContain("merchant.example");
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "0");
  }

  @Test
  void amount_7205_returns_a_forged_success() {
    Map<String, String> back = returned(open("7205.00"));
    assertThat(back).containsEntry("statuscode", "0");
    assertThat(back.get("checksum")).isNotEqualTo(checksum(back));
    assertThat(world.checkStatus(order)).containsEntry("statuscode", "1");
    assertThat(world.balanceOf(PHONE)).isEqualTo("10000.00");
  }

  @Test
  void a_wrongly_signed_top_up_shows_an_error_page() {
    Map<String, String> fields = signed(fields("10"));
    fields.put("amount", "11");
    HttpResponse<String> page = world.post("/mobikwik/addmoneytowallet", fields, "xml");
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("checksum mismatch");
  }

  @Test
  void a_dead_token_sends_the_browser_back_with_the_refusal() {
    world.control("POST", "/accounts/" + PHONE + "/revoke", "");
    assertThat(returned(open("10"))).containsEntry("statuscode", "198");
  }

  @Test
  void a_short_balance_is_topped_up_and_debited_in_one_go() {
    world.control("PUT", "/accounts/" + PHONE, "{\"balance\":\"100.00\"}");
    Map<String, String> begun = world.call("walletapis/addmoneytowalletanddebit", fields("150.00"));
    assertThat(begun)
        .containsEntry("statuscode", "0")
        .containsEntry("wallet_balance", "100.00")
        .containsEntry("added_amount", "50.00");
    String page = URI.create(World.value(begun, "redirect_url")).getPath();
    assertThat(returned(decide(page, "approve"))).containsEntry("statuscode", "0");
    assertThat(world.balanceOf(PHONE)).isEqualTo("0.00");
    assertThat(world.checkStatus(order)).containsEntry("ordertype", "debit");
    assertThat(world.refund(order, "150")).containsEntry("statuscode", "0");
  }

  private Map<String, String> fields(String amount) {
    return Map.of(
        "cell", PHONE, "amount", amount, "orderid", order, "token", token, "redirecturl", RETURN);
  }

  private HttpResponse<String> open(String amount) {
    return world.post("/mobikwik/addmoneytowallet", signed(fields(amount)), "xml");
  }

  private HttpResponse<String> decide(String page, String decision) {
    return world.post(page, Map.of("decision", decision), "xml");
  }

  private static String location(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    return response.headers().firstValue("location").orElseThrow();
  }

  private static Map<String, String> returned(HttpResponse<String> response) {
    String location = location(response);
    assertThat(location).startsWith(RETURN + "&");
    return Arrays.stream(location.substring(location.indexOf('?') + 1).split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String checksum(Map<String, String> back) {
    TreeMap<String, String> ours = new TreeMap<>(back);
    ours.remove("order");
    return WireTest.checksumByName(ours);
  }
}
