package org.batua.gateway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.resolution.Transaction;
import org.batua.gateway.testkit.GatewayFixture;
import org.batua.gateway.testkit.Till;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The whole of it is tried through its command, in `ReconcileCommandTest`.
class ReconciliationTest {
  private static final String HEAD =
      "provider_reference,merchant_reference,type,amount,status,time\n";
  private static final LocalDate DAY = LocalDate.parse("2026-02-11");

  @RegisterExtension static final GatewayFixture GATEWAY = GatewayFixture.usual();

  @TempDir private Path directory;

  private final Till till = Till.open(GATEWAY);

  private Reconciliation.Request request(
      MerchantId merchant, String gateway, Optional<String> reference) {
    try {
      var statement = Files.writeString(directory.resolve("statement.csv"), HEAD);
      return new Reconciliation.Request(
          merchant,
          new GatewayCode(gateway),
          reference,
          DAY,
          DAY.plusDays(1),
          statement,
          Optional.empty());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Report compare(Optional<String> reference) {
    return GATEWAY
        .gateway()
        .reconciliation()
        .compare(request(till.shop().id(), "MOBIKWIK", reference));
  }

  private void refused(MerchantId merchant, String gateway, String message) {
    var request = request(merchant, gateway, Optional.of("mid_2"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GATEWAY.gateway().reconciliation().compare(request))
        .withMessageContaining(message);
  }

  @Test
  void what_an_empty_statement_lacks_is_listed_and_summed() {
    till.paid("100");
    till.paid("2.50");
    var report = compare(Optional.empty());
    assertThat(report.differences())
        .extracting(Difference::kind)
        .containsExactly(Difference.Kind.MISSING_THERE, Difference.Kind.MISSING_THERE);
    var booked = report.booked().get(Transaction.Kind.DEBIT);
    assertThat(booked).isEqualTo(Report.Total.NONE.plus(Money.inr(100_00)).plus(Money.inr(2_50)));
    assertThat(report.moved()).isEmpty();
  }

  @Test
  void one_account_is_compared_where_it_is_named() {
    till.paid("100");
    GATEWAY.configureMobikwik(till.shop().id(), Optional.of("mid_1"), Map.of());
    assertThat(compare(Optional.of("mid_1")).differences()).isEmpty();
    assertThat(compare(Optional.empty()).differences()).hasSize(1);
  }

  @Test
  void what_does_not_exist_is_refused_by_name() {
    refused(new MerchantId("nobody"), "MOBIKWIK", "merchant nobody: unknown");
    refused(till.shop().id(), "PAYPAL", "gateway PAYPAL, reference mid_2: no such account");
    refused(till.shop().id(), "MOBIKWIK", "gateway MOBIKWIK, reference mid_2: no such account");
  }

  @Test
  void a_period_has_at_least_a_day() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Reconciliation.Request(
                    till.shop().id(),
                    new GatewayCode("MOBIKWIK"),
                    Optional.empty(),
                    DAY,
                    DAY,
                    directory,
                    Optional.empty()))
        .withMessageContaining("from: 2026-02-11 (expected: before 2026-02-11)");
  }
}
