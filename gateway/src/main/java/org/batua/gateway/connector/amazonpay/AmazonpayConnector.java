package org.batua.gateway.connector.amazonpay;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Renewal;

/// Amazon Pay in India: consent with Login with Amazon, balance, charge, top-up, refund, status. It
/// has no call to end a link, and its notifications are signed with certificates that have to be
/// fetched, so that outcomes are found by asking.
///
/// Source: the pages of Amazon Pay for its balance and for tokenised payments.
public final class AmazonpayConnector implements Connector {
  static final GatewayCode GATEWAY = new GatewayCode("AMAZONPAY");
  private static final ProviderProfile PROFILE =
      new ProviderProfile(
          Money.INR,
          ProviderProfile.AmountForm.RUPEES_2DP,
          ProviderProfile.LinkMode.REDIRECT,
          ProviderProfile.Renewing.REFRESH_TOKEN,
          ProviderProfile.Balance.YES,
          ProviderProfile.Topup.HOSTED,
          ProviderProfile.Delink.LOCAL_ONLY,
          ProviderProfile.DebitIdempotency.REJECTS_DUPLICATE,
          ProviderProfile.RefundIdempotency.OWN_REFERENCE,
          Duration.ofMinutes(15),
          Duration.ofDays(3));
  private static final RecordedFields RECORDED =
      RecordedFields.show(
          "amazonChargeId",
          "amazonRefundId",
          "amount",
          "approvedAmount",
          "chargeId",
          "chargeIdType",
          "createTime",
          "currencyCode",
          "error",
          "error_description",
          "expires_in",
          "grant_type",
          "intent",
          "merchantId",
          "message",
          "referenceId",
          "refundId",
          "requestedAmount",
          "status",
          "timeoutInSecs",
          "txnId",
          "txnIdType",
          "updateTime");

  private final InstantSource clock;

  /// @param clock for signatures and the begin of a token's life
  public AmazonpayConnector(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public GatewayCode gateway() {
    return GATEWAY;
  }

  @Override
  public String name() {
    return "Amazon Pay";
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
    return AmazonpayAccount.fields();
  }

  @Override
  public List<String> problems(ProviderAccount account) {
    return new AmazonpayAccount(account).problems();
  }

  @Override
  public Optional<RedirectLinking> redirectLinking() {
    return Optional.of(new AmazonpayLinking(clock));
  }

  @Override
  public Optional<Renewal> renewal() {
    return Optional.of(new AmazonpayLinking(clock));
  }

  @Override
  public Optional<Balances> balances() {
    return Optional.of(new AmazonpayLinking(clock));
  }

  @Override
  public Optional<DirectDebit> directDebit() {
    return Optional.of(new AmazonpayCharges(clock));
  }

  @Override
  public Optional<HostedTopups> topups() {
    return Optional.of(new AmazonpayTopups(clock));
  }

  @Override
  public Optional<Refunding> refunds() {
    return Optional.of(new AmazonpayRefunds(clock));
  }
}
