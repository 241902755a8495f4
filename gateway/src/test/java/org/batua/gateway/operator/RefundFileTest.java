package org.batua.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.batua.gateway.base.Money;
import org.batua.gateway.lookup.RefundableStore.Refundable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundFileTest {
  private static final String HEADER = "order_id,amount,unique_request_id\n";
  private static final Map<String, Refundable> ORDERS =
      Map.of(
          "paid", new Refundable("paid", "CHARGED", Money.inr(10_000), List.of("known")),
          "open", new Refundable("open", "AUTHORIZING", Money.inr(10_000), List.of()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          paid,100,r1        | -
          paid , 99.50 , r1  | -
          paid,100.01,r1     | LINE_TOO_MUCH
          paid,0,r1          | LINE_AMOUNT
          paid,1e2,r1        | LINE_AMOUNT
          paid,1.005,r1      | LINE_AMOUNT
          paid,-1,r1         | LINE_AMOUNT
          paid,1,known       | LINE_DONE
          open,1,r1          | LINE_NOT_PAID
          none,1,r1          | LINE_ORDER
          paid,1             | LINE_FORM
          paid,1,r1,more     | LINE_FORM
          "paid",1,r1        | LINE_FORM
          paid,,r1           | LINE_FORM
          """)
  void each_line_is_checked(String line, String fault) {
    var file = RefundFile.read(HEADER + line).checked(ORDERS);
    assertThat(file.lines())
        .singleElement()
        .returns(fault == null ? "" : fault, RefundFile.Line::fault);
    assertThat(file.isSound()).isEqualTo(fault == null);
  }

  @Test
  void lines_of_one_order_share_what_is_left() {
    var file = RefundFile.read(HEADER + "paid,60,r1\npaid,40,r2\npaid,0.01,r3").checked(ORDERS);
    assertThat(file.lines().stream().map(RefundFile.Line::fault))
        .containsExactly("", "", "LINE_TOO_MUCH");
    assertThat(file.total()).isEqualTo("INR 100.00");
  }

  @Test
  void a_request_stands_in_a_file_once() {
    var file = RefundFile.read(HEADER + "paid,1,r1\npaid,1,r1").checked(ORDERS);
    assertThat(file.lines().getLast().fault()).isEqualTo("LINE_REPEATED");
  }

  @Test
  void a_file_without_its_header_or_with_too_many_lines_is_none() {
    assertThat(RefundFile.read("").fault()).isEqualTo("FILE_HEADER");
    assertThat(RefundFile.read("paid,1,r1").fault()).isEqualTo("FILE_HEADER");
    assertThat(RefundFile.read(HEADER).fault()).isEqualTo("FILE_LINES");
    assertThat(RefundFile.read(HEADER + "a,1,b\n".repeat(1001)).fault()).isEqualTo("FILE_LINES");
    assertThat(RefundFile.read("\uFEFF" + HEADER + "paid,1,r\r\n").fault()).isEmpty();
  }
}
