package org.batua.gateway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.resolution.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementMappingTest {
  /// As far from the standard one as can be.
  static final String OTHER =
      """
      delimiter: ";"
      header: false
      skip_lines: 1
      charset: windows-1252
      reference: 2
      refunds_named_by: own
      kind: {column: 1, debit: [Payment, Sale], refund: [Reversal], ignored: [Fee]}
      amount: {column: 3, form: paise, currency: INR}
      status: {always: success}
      time: {column: 4, format: "dd/MM/yyyy HH:mm", zone: Asia/Kolkata}
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reference: 2 | '' | reference: missing",
        "form: paise | form: cents | amount.form: cents (expected: one of [paise, rupees])",
        "currency: INR | currency: RUP | amount.currency: RUP",
        "refunds_named_by: own | refunds_named_by: none | refunds_named_by: none",
        "always: success | always: pending | status.always: pending",
        "zone: Asia/Kolkata | zone: Mars | time.zone: Mars",
        "dd/MM/yyyy HH:mm | jj/bb | time.format: jj/bb",
        "windows-1252 | latin-99 | charset: latin-99",
        "skip_lines: 1 | skip_lines: -1 | skip_lines: -1",
        "'\";\"' | ab | delimiter: ab",
        "ignored: [Fee] | ignored: [sale] | kind.ignored: sale (expected: a word that has no other",
        "skip_lines: 1 | skiplines: 1 | skiplines",
        "header: false | header: [] | Boolean",
      })
  void a_mapping_that_is_wrong_is_refused_by_name(String from, String to, String message) {
    assertThat(OTHER).contains(from);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> mapping(OTHER.replace(from, to)))
        .withMessageStartingWith("mapping ")
        .withMessageContaining(message);
  }

  @Test
  void what_is_left_out_is_as_usual() throws IOException {
    var mapping =
        mapping(
            """
            reference: ref
            refunds_named_by: debit
            kind: {column: kind, debit: [" Sale "]}
            amount: {column: sum, form: rupees}
            status: {column: state, success: [ok]}
            time: {column: at}
            """);
    assertThat(mapping.delimiter()).isEqualTo(',');
    assertThat(mapping.header()).isTrue();
    assertThat(mapping.skipLines()).isZero();
    assertThat(mapping.charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(mapping.providerReference()).isEmpty();
    assertThat(mapping.amount().currency()).isEqualTo(Money.INR);
    assertThat(mapping.kind().meaning(" sale")).contains(Optional.of(Transaction.Kind.DEBIT));
    assertThat(mapping.kind().meaning("refund")).isEmpty();
  }

  private StatementMapping mapping(String yaml) throws IOException {
    return StatementMapping.read(Files.writeString(directory.resolve("mapping.yaml"), yaml));
  }
}
