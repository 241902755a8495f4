package org.batua.gateway.connector.phonepe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.ConnectorContract;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is PhonePe's own, against the simulator: the device, the deeplink within a debit, the salt
/// key's index.
class PhonepeWalletTest extends ConnectorContract {
  private static final Money HUNDRED = Money.inr(100_00);

  PhonepeWalletTest() {
    super(PhonepeContractTest.WIRING);
  }

  @Test
  void a_wallet_that_was_linked_on_another_device_has_to_be_linked_again() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), HUNDRED);
    var elsewhere = call(bench().transport(), "device-2");

    assertThat(name(connector().directDebit().orElseThrow().debit(elsewhere, order)))
        .isEqualTo("Declined TOKEN_INVALID");
    assertThat(connector().balances().orElseThrow().balance(elsewhere, mobile, order.credentials()))
        .isInstanceOfSatisfying(
            Balances.Result.Refused.class,
            r -> assertThat(r.refusal().error()).isEqualTo(ProviderError.TOKEN_INVALID));
    assertThat(bench().balance(mobile)).isEqualTo(Money.inr(10_000_00));
  }

  @ParameterizedTest
  @CsvSource({"approve, Succeeded, 0", "decline, Declined DECLINED_OTHER, 50"})
  void a_short_balance_leads_into_the_app_where_that_is_wanted(
      String decision, String result, long leftRupees) {
    var mobile = mobile("9000000011");
    var order = order(mobile, linked(mobile), HUNDRED);
    var call = with("debit_type", "topup_or_debit");
    var debits = connector().directDebit().orElseThrow();

    var outcome = debits.debit(call, order);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.NeedsCustomer.class,
            needs -> {
              assertThat(name(inquire(order))).isEqualTo("Pending");
              bench().visit(needs.page(), decision);
            });
    assertThat(name(inquire(order))).isEqualTo(result);
    assertThat(bench().balance(mobile)).isEqualTo(Money.inr(leftRupees * 100));
  }

  @Test
  void a_debit_that_the_balance_covers_is_made_at_once_all_the_same() {
    var mobile = anyone();
    var call = with("debit_type", "topup_or_debit");

    var outcome =
        connector().directDebit().orElseThrow().debit(call, order(mobile, linked(mobile), HUNDRED));

    assertThat(name(outcome)).isEqualTo("Succeeded");
  }

  @Test
  void a_key_of_another_index_is_refused() {
    var mobile = anyone();
    var order = order(mobile, linked(mobile), HUNDRED);
    var call = with("salt_index", "2");

    assertThat(name(connector().directDebit().orElseThrow().debit(call, order)))
        .isEqualTo("Declined PROVIDER_CONFIG");
  }

  private Call with(String setting, String value) {
    var usual = call();
    var settings = new HashMap<>(usual.account().settings());
    settings.put(setting, value);
    var account =
        new ProviderAccount(
            usual.account().id(), usual.account().gateway(), settings, usual.account().secrets());
    return new Call(account, usual.deviceId(), usual.timeout(), usual.transport());
  }
}
