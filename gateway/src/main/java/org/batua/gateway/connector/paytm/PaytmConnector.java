package org.batua.gateway.connector.paytm;

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
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Renewal;

/// Paytm's "Auto Debit": OTP, access and refresh token, debit, status, refund, add money, revoke.
///
/// Source: the public pages of Paytm's Auto Debit API, 2021 and later.
public final class PaytmConnector implements Connector {
  static final GatewayCode GATEWAY = new GatewayCode("PAYTM");
  private static final ProviderProfile PROFILE =
      new ProviderProfile(
          Money.INR,
          ProviderProfile.AmountForm.RUPEES_2DP,
          ProviderProfile.LinkMode.OTP,
          ProviderProfile.Renewing.REFRESH_TOKEN,
          ProviderProfile.Balance.YES,
          ProviderProfile.Topup.HOSTED,
          ProviderProfile.Delink.REMOTE,
          ProviderProfile.DebitIdempotency.REJECTS_DUPLICATE,
          ProviderProfile.RefundIdempotency.OWN_REFERENCE,
          Duration.ofMinutes(15),
          Duration.ofDays(3));
  private static final RecordedFields RECORDED =
      RecordedFields.show(
              "amount",
              "BANKNAME",
              "BANKTXNID",
              "Channel",
              "channel",
              "CHANNEL_ID",
              "channelId",
              "CURRENCY",
              "Currency",
              "Error",
              "errorCode",
              "ErrorMsg",
              "expiry",
              "GATEWAYNAME",
              "grantType",
              "INDUSTRY_TYPE_ID",
              "IndustryType",
              "message",
              "MID",
              "mid",
              "ORDER_ID",
              "ORDERID",
              "OrderId",
              "orderId",
              "PAYMENTMODE",
              "PaymentMode",
              "payMethod",
              "refId",
              "refundAmount",
              "REFUNDID",
              "refundId",
              "ReqType",
              "REQUEST_TYPE",
              "RESPCODE",
              "RESPMSG",
              "ResponseCode",
              "responseCode",
              "ResponseMessage",
              "responseMessage",
              "resultCode",
              "resultMsg",
              "resultStatus",
              "STATUS",
              "Status",
              "status",
              "TXN_AMOUNT",
              "TXNAMOUNT",
              "TxnAmount",
              "txnAmount",
              "TXNDATE",
              "TXNID",
              "TxnId",
              "txnId",
              "txnType",
              "version",
              "WEBSITE")
          .mask("phone");

  private final PaytmLinking linking = new PaytmLinking();

  @Override
  public GatewayCode gateway() {
    return GATEWAY;
  }

  @Override
  public String name() {
    return "Paytm";
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
    return PaytmAccount.fields();
  }

  @Override
  public List<String> problems(ProviderAccount account) {
    return new PaytmAccount(account).problems();
  }

  @Override
  public Optional<Linking> linking() {
    return Optional.of(linking);
  }

  @Override
  public Optional<Renewal> renewal() {
    return Optional.of(linking);
  }

  @Override
  public Optional<Balances> balances() {
    return Optional.of(linking);
  }

  @Override
  public Optional<DirectDebit> directDebit() {
    return Optional.of(new PaytmDebits());
  }

  @Override
  public Optional<HostedTopups> topups() {
    return Optional.of(new PaytmTopups());
  }

  @Override
  public Optional<Refunding> refunds() {
    return Optional.of(new PaytmRefunds());
  }

  @Override
  public Optional<Delinking> delinking() {
    return Optional.of(linking);
  }
}
