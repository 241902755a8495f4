package org.batua.gateway.connector.midtrans;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.Notices;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Refunds;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.Traits;

/// GoPay through Midtrans: consent at GoPay, balance, charge with a PIN where GoPay wants one,
/// status, refund, unbinding, notifications. It has no call to add money.
///
/// Source: the pages "GoPay Tokenization" of Midtrans.
public final class MidtransConnector implements Connector {
  static final GatewayCode GATEWAY = new GatewayCode("GOPAY");
  private static final Traits TRAITS =
      new Traits(
          Money.IDR,
          Traits.AmountForm.INTEGER_MAJOR,
          Traits.LinkMode.REDIRECT,
          Traits.Renewing.ROTATES_ON_READ,
          Traits.Balance.YES,
          Traits.Topup.NONE,
          Traits.Delink.REMOTE,
          Traits.DebitIdempotency.REPLAYS_RESULT,
          Traits.RefundIdempotency.OWN_REFERENCE,
          Duration.ofMinutes(15),
          Duration.ofDays(3));

  @Override
  public GatewayCode gateway() {
    return GATEWAY;
  }

  @Override
  public String name() {
    return "GoPay";
  }

  @Override
  public Traits traits() {
    return TRAITS;
  }

  @Override
  public List<AccountField> accountFields() {
    return MidtransAccount.fields();
  }

  @Override
  public List<String> problems(ProviderAccount account) {
    return new MidtransAccount(account).problems();
  }

  @Override
  public Optional<RedirectLinking> redirectLinking() {
    return Optional.of(new MidtransLinking());
  }

  @Override
  public Optional<Renewal> renewal() {
    return Optional.of(new MidtransLinking());
  }

  @Override
  public Optional<Balances> balances() {
    return Optional.of(new MidtransLinking());
  }

  @Override
  public Optional<DirectDebit> directDebit() {
    return Optional.of(new MidtransCharges());
  }

  @Override
  public Optional<Refunds> refunds() {
    return Optional.of(new MidtransRefunds());
  }

  @Override
  public Optional<Delinking> delinking() {
    return Optional.of(new MidtransLinking());
  }

  @Override
  public Optional<Notices> notices() {
    return Optional.of(new MidtransNotices());
  }
}
