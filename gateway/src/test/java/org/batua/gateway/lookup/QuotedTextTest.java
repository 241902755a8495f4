package org.batua.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotedTextTest {
  @Test
  void what_mails_and_chats_add_is_taken_off() {
    var meant =
        Map.ofEntries(
            Map.entry("\"order-1\"", "order-1"),
            Map.entry("“order-1”,", "order-1"),
            Map.entry("‘order-1’.", "order-1"),
            Map.entry("(order-1)", "order-1"),
            Map.entry("#order-1", "order-1"),
            Map.entry("\u00a0order-1\u2003", "order-1"),
            Map.entry("\u200border\u200b-1\ufeff", "order-1"),
            Map.entry("ord\u00ader-1", "order-1"),
            Map.entry("order\u20131", "order-1"),
            Map.entry("order\u20111", "order-1"),
            Map.entry("ordeh_ab\r\n cd", "ordeh_abcd"),
            Map.entry("ORDEH_ABCD", "ordeh_abcd"),
            Map.entry("order_１２", "order_12"),
            Map.entry("९०००००", "900000"),
            Map.entry("Asha Rao <asha@shop.example>", "asha@shop.example"),
            Map.entry("mailto:asha@shop.example", "asha@shop.example"),
            Map.entry("tel:+919000000001", "+919000000001"));
    meant.forEach((pasted, text) -> assertThat(QuotedText.forms(pasted)).as(pasted).contains(text));
  }

  @Test
  void what_stands_there_comes_first_whatever_it_is() {
    assertThat(QuotedText.forms(" \"Order 1\". ").getFirst()).isEqualTo("\"Order 1\".");
    assertThat(QuotedText.forms("order-1")).containsExactly("order-1", "ORDER-1");
  }

  @Test
  void nothing_and_too_much_are_no_names() {
    assertThat(QuotedText.forms(" \u200b\u00a0\" ")).doesNotContain("");
    assertThat(QuotedText.forms("")).isEmpty();
    assertThat(QuotedText.forms("x".repeat(129))).isEmpty();
    assertThat(QuotedText.forms("\"" + "x".repeat(128) + "\"")).contains("x".repeat(128));
  }
}
