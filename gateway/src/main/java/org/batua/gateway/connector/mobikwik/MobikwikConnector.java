package org.batua.gateway.connector.mobikwik;

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
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Renewal;

/// MobiKwik's wallet API: OTP, standing token, debit, status, refund. It has no call to end a link.
///
/// Source: the Link & Pay pages of PayU India, which publish the API.
public final class MobikwikConnector implements Connector {
  static final GatewayCode GATEWAY = new GatewayCode("MOBIKWIK");
  private static final ProviderProfile PROFILE =
      new ProviderProfile(
          Money.INR,
          ProviderProfile.AmountForm.RUPEES_2DP,
          ProviderProfile.LinkMode.OTP,
          ProviderProfile.Renewing.REGENERATE,
          ProviderProfile.Balance.YES,
          ProviderProfile.Topup.HOSTED,
          ProviderProfile.Delink.LOCAL_ONLY,
          ProviderProfile.DebitIdempotency.REJECTS_DUPLICATE,
          ProviderProfile.RefundIdempotency.NONE,
          Duration.ofMinutes(15),
          Duration.ofDays(3));
  private static final RecordedFields RECORDED =
      RecordedFields.show(
              "action",
              "amount",
              "balanceamount",
              "comment",
              "debitedamount",
              "existingusercheck",
              "ispartial",
              "merchantname",
              "messagecode",
              "mid",
              "msgcode",
              "orderid",
              "ordertype",
              "refId",
              "refid",
              "status",
              "statuscode",
              "statusdescription",
              "statusmessage",
              "tokentype",
              "txid",
              "txnid",
              "txntype")
          .mask("cell", "mobile");

  private final MobikwikLinking linking;

  /// @param clock for the begin of a token's life
  public MobikwikConnector(InstantSource clock) {
    this.linking = new MobikwikLinking(clock);
  }

  @Override
  public GatewayCode gateway() {
    return GATEWAY;
  }

  @Override
  public String name() {
    return "MobiKwik";
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
    return MobikwikAccount.fields();
  }

  @Override
  public List<String> problems(ProviderAccount account) {
    return new MobikwikAccount(account).problems();
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
    return Optional.of(new MobikwikDebits());
  }

  @Override
  public Optional<HostedTopups> topups() {
    return Optional.of(new MobikwikTopups());
  }

  @Override
  public Optional<Refunding> refunds() {
    return Optional.of(new MobikwikRefunds());
  }
}
