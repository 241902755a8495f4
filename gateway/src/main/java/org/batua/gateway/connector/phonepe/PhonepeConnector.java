package org.batua.gateway.connector.phonepe;

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
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.Refunding;

/// PhonePe's wallet "Direct Debit": OTP, token bound to a device, debit, status, refund, deeplinks
/// to add money, unlink, callbacks.
///
/// Source: the public pages of PhonePe's API of generation v3, which its newer pages no longer
/// name.
public final class PhonepeConnector implements Connector {
  static final GatewayCode GATEWAY = new GatewayCode("PHONEPE");
  private static final ProviderProfile PROFILE =
      new ProviderProfile(
          Money.INR,
          ProviderProfile.AmountForm.PAISE,
          ProviderProfile.LinkMode.OTP,
          ProviderProfile.Renewing.NONE,
          ProviderProfile.Balance.YES,
          ProviderProfile.Topup.DEEPLINK,
          ProviderProfile.Delink.REMOTE,
          ProviderProfile.DebitIdempotency.REJECTS_DUPLICATE,
          // developer.phonepe.com/v2/reference/refund-3-3: the call must not be repeated
          ProviderProfile.RefundIdempotency.OWN_REFERENCE_ONCE,
          Duration.ofMinutes(15),
          Duration.ofDays(3));
  private static final RecordedFields RECORDED =
      RecordedFields.show(
              "adjustAmount",
              "amount",
              "code",
              "debitType",
              "linkType",
              "merchantId",
              "merchantOrderId",
              "message",
              "originalTransactionId",
              "paymentState",
              "payResponseCode",
              "phonePeVersionCode",
              "providerReferenceId",
              "requestType",
              "responseType",
              "status",
              "success",
              "topupWorkflowType",
              "transactionId",
              "txnAmount",
              "usableBalance")
          .mask("mobileNumber")
          .decode("request", "response");

  private final PhonepeLinking linking = new PhonepeLinking();

  @Override
  public GatewayCode gateway() {
    return GATEWAY;
  }

  @Override
  public String name() {
    return "PhonePe";
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
    return PhonepeAccount.fields();
  }

  @Override
  public List<String> problems(ProviderAccount account) {
    return new PhonepeAccount(account).problems();
  }

  @Override
  public Optional<Linking> linking() {
    return Optional.of(linking);
  }

  @Override
  public Optional<Balances> balances() {
    return Optional.of(linking);
  }

  @Override
  public Optional<DirectDebit> directDebit() {
    return Optional.of(new PhonepeDebits());
  }

  @Override
  public Optional<HostedTopups> topups() {
    return Optional.of(new PhonepeTopups());
  }

  @Override
  public Optional<Refunding> refunds() {
    return Optional.of(new PhonepeRefunds());
  }

  @Override
  public Optional<Delinking> delinking() {
    return Optional.of(linking);
  }

  @Override
  public Optional<ProviderNotifications> notifications() {
    return Optional.of(new PhonepeNotifications());
  }
}
