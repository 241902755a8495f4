package org.batua.gateway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.batua.gateway.base.Money;
import org.batua.gateway.resolution.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementReaderTest {
  private static final String HEAD =
      "provider_reference,merchant_reference,type,amount,status,time\n";

  @TempDir private Path directory;

  @Test
  void the_standard_mapping_reads_the_simulators_statement() throws Exception {
    var lines =
        read(
            HEAD
                + "MBK1,REF1,debit,10.50,SUCCEEDED,2026-02-11T04:30:09Z\r\n"
                + "MBK2,REF1,refund,3.00,PENDING,2026-02-11T04:31:09.123Z\r\n"
                + "MBK3,T1,top_up,5.00,SUCCEEDED,2026-02-11T04:32:00Z\r\n"
                + "MBK4,\"REF \"\"2\"\", odd\",debit,1,CANCELLED,2026-02-11T10:00:00+05:30\r\n",
            StatementMapping.standard());
    assertThat(lines)
        .containsExactly(
            line(2, Transaction.Kind.DEBIT, "REF1", "MBK1", 1050, MoneyState.MOVED, "04:30:09Z"),
            line(3, Transaction.Kind.REFUND, "REF1", "MBK2", 300, MoneyState.OPEN, "04:31:09.123Z"),
            line(
                5,
                Transaction.Kind.DEBIT,
                "REF \"2\", odd",
                "MBK4",
                100,
                MoneyState.NOT_MOVED,
                "04:30:00Z"));
  }

  @Test
  void a_mapping_of_ones_own_reads_another_form() throws Exception {
    var mapping = mapping(StatementMappingTest.OTHER);
    var file = directory.resolve("other.csv");
    var text =
        """
        Statement of M\u00fcller
        Sale;REF1;1050;11/02/2026 10:00

        FEE;;12;11/02/2026 10:00
        reversal;REF2;-300;11/02/2026 10:01
        """;
    Files.write(file, text.getBytes(Charset.forName("windows-1252")));
    assertThat(lines(file, mapping))
        .containsExactly(
            line(2, Transaction.Kind.DEBIT, "REF1", "", 1050, MoneyState.MOVED, "04:30:00Z"),
            line(4, Transaction.Kind.REFUND, "REF2", "", 300, MoneyState.MOVED, "04:31:00Z"));
    assertThat(mapping.refundsNamedBy()).isEqualTo(MatchGroup.Naming.OWN);
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_name() throws Exception {
    var mapping = StatementMapping.standard();
    var head = "\ufeffmerchant_reference,provider_reference,type,amount,status,time\n";
    assertThat(read(head + "REF1,M,debit,1,PENDING,2026-02-11T04:30:09Z\n", mapping)).hasSize(1);
  }

  @Test
  void a_line_without_our_reference_stays_a_line_of_its_own() throws Exception {
    var two = "M,,debit,1,SUCCEEDED,2026-02-11T04:30:09Z\n".repeat(2);
    assertThat(read(HEAD + two, StatementMapping.standard()))
        .extracting(StatementLine::name)
        .containsExactly("(none, line 2)", "(none, line 3)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "M,R,debit,1.005,SUCCEEDED,2026-02-11T04:30:09Z | record 2, amount: 1.005",
        "M,R,debit,1e3,SUCCEEDED,2026-02-11T04:30:09Z   | record 2, amount: 1e3",
        "M,R,debit,-1,SUCCEEDED,2026-02-11T04:30:09Z    | record 2, amount: -1",
        "M,R,debit,,SUCCEEDED,2026-02-11T04:30:09Z      | record 2, amount:",
        "M,R,payout,1,SUCCEEDED,2026-02-11T04:30:09Z    | record 2, type: payout (expected: a word",
        "M,R,debit,1,DONE,2026-02-11T04:30:09Z          | record 2, status: DONE (expected: a word",
        "M,R,debit,1,SUCCEEDED,11.02.2026               | record 2, time: 11.02.2026",
        "M,R,debit,1,SUCCEEDED                          | record 2, time: missing",
        "'M,\"R,debit,1'                                | line 2",
      })
  void what_cannot_be_read_stops_it_and_is_named(String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(HEAD + line + "\n", StatementMapping.standard()))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                       | empty",
        "a,b                                                      | no such column",
        "merchant_reference,merchant_reference                    | several columns",
      })
  void a_header_that_lacks_a_column_is_refused(String header, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(header.isEmpty() ? "" : header + "\n", StatementMapping.standard()))
        .withMessageContaining(message);
  }

  private StatementMapping mapping(String yaml) throws IOException {
    return StatementMapping.read(Files.writeString(directory.resolve("mapping.yaml"), yaml));
  }

  private List<StatementLine> read(String csv, StatementMapping mapping) throws IOException {
    return lines(Files.writeString(directory.resolve("statement.csv"), csv), mapping);
  }

  private static List<StatementLine> lines(Path file, StatementMapping mapping) {
    List<StatementLine> lines = new ArrayList<>();
    try (var reader = StatementReader.open(file, mapping)) {
      reader.forEachRemaining(lines::add);
    }
    return lines;
  }

  private static StatementLine line(
      long number,
      Transaction.Kind kind,
      String name,
      String theirs,
      long paise,
      MoneyState state,
      String time) {
    var at = Instant.parse("2026-02-11T" + time);
    return new StatementLine(number, kind, name, theirs, Money.inr(paise), state, at);
  }
}
