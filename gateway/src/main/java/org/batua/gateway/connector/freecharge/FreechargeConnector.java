package org.batua.gateway.connector.freecharge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.Refunds;
import org.batua.gateway.connector.Topups;
import org.batua.gateway.connector.Traits;

/// FreeCharge's checkout: its page, status and refund. How its wallets are linked is not public.
///
/// Source: merchants' plug-ins.
public final class FreechargeConnector implements Connector {
  static final GatewayCode GATEWAY = new GatewayCode("FREECHARGE");
  private static final Traits TRAITS =
      new Traits(
          Money.INR,
          Traits.AmountForm.RUPEES_2DP,
          Traits.LinkMode.NONE,
          Traits.Renewing.NONE,
          Traits.Balance.NO,
          Traits.Topup.HOSTED,
          Traits.Delink.LOCAL_ONLY,
          Traits.DebitIdempotency.REJECTS_DUPLICATE,
          Traits.RefundIdempotency.OWN_REFERENCE,
          Duration.ofMinutes(15),
          Duration.ofDays(3));

  @Override
  public GatewayCode gateway() {
    return GATEWAY;
  }

  @Override
  public String name() {
    return "FreeCharge";
  }

  @Override
  public Traits traits() {
    return TRAITS;
  }

  @Override
  public List<AccountField> accountFields() {
    return FreechargeAccount.fields();
  }

  @Override
  public List<String> problems(ProviderAccount account) {
    return new FreechargeAccount(account).problems();
  }

  @Override
  public Optional<HostedPayments> hostedPayments() {
    return Optional.of(new FreechargePayments());
  }

  @Override
  public Optional<Topups> topups() {
    return Optional.of(new FreechargeTopups());
  }

  @Override
  public Optional<Refunds> refunds() {
    return Optional.of(new FreechargeRefunds());
  }
}
