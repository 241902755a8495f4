package org.batua.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.batua.gateway.testkit.GatewayFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class ReconcileCommandTest {
  private static final String HEAD =
      "provider_reference,merchant_reference,type,amount,status,time\r\n";

  @RegisterExtension private static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory;
  private Operator operator;
  private String sale = "";

  @BeforeEach
  void some_debits_and_refunds() {
    operator = new Operator(GATEWAY, directory);
    sale = operator.pay("250.50");
    operator.refund(sale, "r1", "50.00");
    operator.refund(sale, "r2", "60.25");
    operator.pay("10.00");
    operator.pay("7020.00");
  }

  @Test
  void books_and_statement_of_the_same_movements_agree() {
    assertThat(reconcile(statement()).exits(0).output())
        .contains("debits:        here 2 (260.50 INR); there 2 (260.50 INR)")
        .contains("refunds:       here 2 (110.25 INR); there 2 (110.25 INR)")
        .contains("both sides agree");
  }

  @Test
  void what_we_never_heard_of_is_missing_here() {
    var more = "MBK9,01KJY45838WBWYGM18KGERV6R6,debit,9.00,SUCCEEDED,2026-02-11T05:00:00Z\r\n";
    assertThat(reconcile(statement() + more).exits(1).output())
        .containsPattern("missing here +debit +01KJY45838WBWYGM18KGERV6R6 +here: - +there: moved")
        .contains("missing here:  1 (9.00 INR)", "1 differences");
    var failed = more.replace("SUCCEEDED", "FAILED");
    reconcile(statement() + failed).exits(0);
  }

  @Test
  void a_refund_that_only_they_made_is_missing_here() {
    var more = "MBK9,%s,refund,5.00,SUCCEEDED,2026-02-11T05:00:00Z\r\n".formatted(reference());
    assertThat(reconcile(statement() + more).exits(1).output())
        .contains("missing here:  1 (5.00 INR)");
  }

  @Test
  void what_the_statement_lacks_is_missing_there() {
    var output = reconcile(without(",debit,250.50,")).exits(1).output();
    assertThat(output)
        .containsPattern("missing there +debit +" + reference() + " +here: CHARGED 250.50 INR")
        .contains("order " + sale, operator.txn(sale), "missing there: 1 (250.50 INR)");
    assertThat(reconcile(without(",refund,60.25,")).exits(1).output())
        .containsPattern("missing there +refund +" + reference() + " +here: SUCCEEDED 60.25 INR");
  }

  @Test
  void another_amount_is_said_with_both() {
    var changed = with(",debit,250.50,", "250.50", "250.51");
    assertThat(reconcile(changed).exits(1).output())
        .containsPattern("other amount +debit .*here: CHARGED 250.50 INR.*there: moved 250.51 INR")
        .contains("other amount:  1 (0.01 INR)");
    assertThat(reconcile(with(",60.25,", "60.25", "6.25")).exits(1).output())
        .contains("other amount:  1 (54.00 INR)");
  }

  @Test
  void another_status_is_said_either_way() {
    assertThat(reconcile(with(",debit,250.50,", "SUCCEEDED", "FAILED")).exits(1).output())
        .containsPattern("other status +debit .*here: CHARGED.*there: not moved 250.50 INR");
    assertThat(reconcile(with(",debit,7020.00,", "FAILED", "SUCCEEDED")).exits(1).output())
        .containsPattern("other status +debit .*here: DECLINED.*there: moved 7020.00 INR");
  }

  @Test
  void what_is_final_here_and_open_there_is_said() {
    assertThat(reconcile(with(",debit,250.50,", "SUCCEEDED", "PENDING")).exits(1).output())
        .containsPattern("open there +debit .*here: CHARGED.*there: open 250.50 INR");
  }

  @Test
  void what_is_open_here_and_final_there_is_said_and_what_is_open_on_both_sides_is_counted() {
    var open = operator.pay("7010.00");
    assertThat(reconcile(statement()).exits(0).output()).contains("1 open here, and not final");
    GATEWAY.provider().resolve(operator.reference(open), "success");
    assertThat(reconcile(statement()).exits(1).output())
        .containsPattern("open here +debit +.*here: UNKNOWN 7010.00 INR.*there: moved 7010.00 INR")
        .contains("open here:     1 (7010.00 INR)");
    GATEWAY.clock().advance(Duration.ofSeconds(3));
    assertThat(operator.status(open)).isEqualTo("CHARGED");
    reconcile(statement()).exits(0);
  }

  @Test
  void what_waits_for_the_customer_to_add_money_is_not_open() {
    var waiting = operator.pay("7001.00");
    assertThat(operator.status(waiting)).isEqualTo("PENDING_VBV");
    assertThat(statement()).contains(operator.reference(waiting) + ",debit,7001.00,");
    assertThat(reconcile(statement()).exits(0).output()).doesNotContain("open here");
    var moved = with(",debit,7001.00,", "FAILED", "SUCCEEDED");
    assertThat(reconcile(moved).exits(1).output())
        .containsPattern("other status +debit .*here: NEEDS_CUSTOMER.*there: moved 7001.00 INR");
  }

  @Test
  void a_debit_that_the_statement_moves_twice_is_said() {
    var line =
        statement().lines().filter(it -> it.contains(reference() + ",debit,250.50,")).findFirst();
    assertThat(reconcile(statement() + line.orElseThrow() + "\r\n").exits(1).output())
        .containsPattern("twice there +debit +" + reference())
        .contains("twice there:   1 (250.50 INR)");
  }

  @Test
  void a_movement_belongs_to_the_day_on_which_it_was_sent() {
    var open = operator.pay("7010.00");
    var sent = today();
    GATEWAY.provider().resolve(operator.reference(open), "success");
    GATEWAY.clock().advance(Duration.ofDays(1));
    assertThat(operator.status(open)).isEqualTo("CHARGED");
    var before = reconcile(statement(), sent, sent.plusDays(1)).exits(0);
    assertThat(before.output()).contains("debits:        here 3 (7270.50 INR)");
    var after = reconcile(HEAD, sent.plusDays(1), sent.plusDays(2)).exits(0);
    assertThat(after.output()).contains("debits:        here 0; there 0");
  }

  @Test
  void lines_of_another_merchant_on_the_same_account_are_no_difference() {
    var other = new Operator(GATEWAY, directory);
    other.pay("33.00");
    assertThat(reconcile(statement()).exits(0).output())
        .containsPattern("[0-9]+ lines are of other merchants or accounts");
  }

  @Test
  void refunds_with_a_name_of_their_own_are_found_by_it() {
    var own = operator.one("select reference from refund where id = ?", operator.refundId(sale));
    var amount =
        operator.one("select amount_minor from refund where id = ?", operator.refundId(sale));
    var mapping =
        operator.file(
            "own.yaml",
            """
            reference: ref
            refunds_named_by: own
            kind: {always: refund}
            amount: {column: paise, form: paise}
            status: {always: success}
            time: {column: day, format: yyyy-MM-dd}
            """);
    var day = today().toString();
    var output =
        reconcile(
                "ref,paise,day\n" + own + "," + amount + "," + day + "\n",
                today(),
                today().plusDays(1),
                "--mapping",
                mapping.toString())
            .exits(1)
            .output();
    assertThat(output).contains("refunds:       here 2 (110.25 INR); there 1");
    assertThat(output.lines().filter(line -> line.startsWith("missing there  refund"))).hasSize(1);
  }

  @Test
  void many_lines_are_compared_without_being_kept() {
    var many = new StringBuilder(HEAD);
    for (int i = 0; i < 25_000; i++) {
      many.append("M,REF").append(i).append(",debit,1.00,SUCCEEDED,2026-02-11T05:00:00Z\r\n");
    }
    var output =
        reconcile(many.toString(), LocalDate.parse("2026-02-11"), today().plusDays(1))
            .exits(1)
            .output();
    assertThat(output)
        .contains("missing here:  25000 (25000.00 INR)", "the first 10000 are listed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--merchant nobody    | merchant nobody: unknown",
        "--gateway PAYPAL     | gateway PAYPAL: no such account",
        "--gateway -          | gateway: -",
        "--reference mid_2    | gateway MOBIKWIK, reference mid_2: no such account",
        "--to 2026-02-01      | from: 2026-02-01 (expected: before 2026-02-01)",
        "--from 11.02.2026    | Invalid value for option '--from'",
        "--statement no-file  | statement no-file",
        "--mapping no-file    | mapping no-file",
      })
  void what_is_misused_exits_with_2(String option, String message) {
    var words = option.split(" ", -1);
    List<String> command = new ArrayList<>(usual(operator.file("s.csv", HEAD)));
    int at = command.indexOf(words[0]);
    if (at < 0) {
      command.addAll(List.of(words));
    } else {
      command.set(at + 1, words[1]);
    }
    assertThat(operator.run(command.toArray(String[]::new)).exits(2).output())
        .contains(message)
        .doesNotContain("\tat ");
  }

  private List<String> usual(Path statement) {
    return List.of(
        "reconcile",
        "--merchant",
        operator.shop().id().value(),
        "--gateway",
        "MOBIKWIK",
        "--from",
        "2026-02-01",
        "--to",
        "2027-02-01",
        "--statement",
        statement.toString());
  }

  private Operator.Outcome reconcile(String csv) {
    return operator.run(usual(operator.file("statement.csv", csv)).toArray(String[]::new));
  }

  private Operator.Outcome reconcile(String csv, LocalDate from, LocalDate to, String... more) {
    List<String> command = new ArrayList<>(usual(operator.file("statement.csv", csv)));
    command.set(command.indexOf("--from") + 1, from.toString());
    command.set(command.indexOf("--to") + 1, to.toString());
    command.addAll(List.of(more));
    return operator.run(command.toArray(String[]::new));
  }

  private static LocalDate today() {
    return LocalDate.ofInstant(GATEWAY.clock().instant(), ZoneOffset.UTC);
  }

  private static String statement() {
    return GATEWAY.provider().statement();
  }

  /// The statement without our line of this kind and amount.
  private String without(String part) {
    return edited(part, Optional.empty());
  }

  private String with(String part, String from, String to) {
    return edited(part, Optional.of(new String[] {from, to}));
  }

  private String edited(String part, Optional<String[]> change) {
    var references =
        operator.all(
            "select t.reference from txn t join merchant_order o"
                + " on o.id = t.order_ref where o.merchant_id = ?",
            operator.shop().id().value());
    return statement()
        .lines()
        .map(
            line ->
                line.contains(part) && references.stream().anyMatch(line::contains)
                    ? change.map(words -> line.replace(words[0], words[1])).orElse("")
                    : line)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private String reference() {
    return operator.reference(sale);
  }
}
