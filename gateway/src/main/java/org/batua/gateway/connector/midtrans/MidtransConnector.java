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
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Renewal;

/// GoPay through Midtrans: consent at GoPay, balance, charge with a PIN where GoPay wants one,
/// status, refund, unbinding, notifications. It has no call to add money.
///
/// Source: the pages "GoPay Tokenization" of Midtrans.
public final class MidtransConnector implements Connector {
  static final GatewayCode GATEWAY = new GatewayCode("GOPAY");
  private static final ProviderProfile PROFILE =
      new ProviderProfile(
          Money.IDR,
          ProviderProfile.AmountForm.INTEGER_MAJOR,
          ProviderProfile.LinkMode.REDIRECT,
          ProviderProfile.Renewing.ROTATES_ON_READ,
          ProviderProfile.Balance.YES,
          ProviderProfile.Topup.NONE,
          ProviderProfile.Delink.REMOTE,
          ProviderProfile.DebitIdempotency.REPLAYS_RESULT,
          ProviderProfile.RefundIdempotency.OWN_REFERENCE,
          Duration.ofMinutes(15),
          Duration.ofDays(3));
  private static final RecordedFields RECORDED =
      RecordedFields.show(
              "account_status",
              "amount",
              "channel_response_code",
              "channel_response_message",
              "country_code",
              "currency",
              "gross_amount",
              "order_id",
              "partial_refund",
              "payment_type",
              "reason",
              "refund_amount",
              "refund_chargeback_id",
              "refund_key",
              "status_code",
              "status_message",
              "transaction_id",
              "transaction_status",
              "validation_messages",
              "value")
          .mask("phone_number");

  @Override
  public GatewayCode gateway() {
    return GATEWAY;
  }

  @Override
  public String name() {
    return "GoPay";
  }

  @Override
  public ProviderProfile profile() {
    return PROFILE;
  }

  @Override
  public RecordedFields recordedFields() {
    return RECORDED;
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
  public Optional<Refunding> refunds() {
    return Optional.of(new MidtransRefunds());
  }

  @Override
  public Optional<Delinking> delinking() {
    return Optional.of(new MidtransLinking());
  }

  @Override
  public Optional<ProviderNotifications> notifications() {
    return Optional.of(new MidtransNotifications());
  }
}
