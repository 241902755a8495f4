package org.batua.gateway.connector.freecharge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.Refunding;

/// FreeCharge's checkout: its page, status and refund. How its wallets are linked is not public.
///
/// Source: merchants' plug-ins.
public final class FreechargeConnector implements Connector {
  static final GatewayCode GATEWAY = new GatewayCode("FREECHARGE");
  private static final ProviderProfile PROFILE =
      new ProviderProfile(
          Money.INR,
          ProviderProfile.AmountForm.RUPEES_2DP,
          ProviderProfile.LinkMode.NONE,
          ProviderProfile.Renewing.NONE,
          ProviderProfile.Balance.NO,
          ProviderProfile.Topup.HOSTED,
          ProviderProfile.Delink.LOCAL_ONLY,
          ProviderProfile.DebitIdempotency.REJECTS_DUPLICATE,
          ProviderProfile.RefundIdempotency.OWN_REFERENCE,
          Duration.ofMinutes(15),
          Duration.ofDays(3));
  private static final RecordedFields RECORDED =
      RecordedFields.show(
              "amount",
              "channel",
              "currency",
              "errorCode",
              "errorMessage",
              "merchantId",
              "merchantTxnId",
              "productInfo",
              "refundAmount",
              "refundedAmount",
              "refundMerchantTxnId",
              "status",
              "txnId",
              "txnType")
          .mask("mobile");

  @Override
  public GatewayCode gateway() {
    return GATEWAY;
  }

  @Override
  public String name() {
    return "FreeCharge";
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
  public Optional<HostedTopups> topups() {
    return Optional.of(new FreechargeTopups());
  }

  @Override
  public Optional<Refunding> refunds() {
    return Optional.of(new FreechargeRefunds());
  }
}
