package org.batua.gateway.connector.development;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderProfile;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Renewal;

/// A connector whose provider publishes no linking, completed for development: what it cannot do is
/// done by the development protocol, what it can do is its own.
///
/// Composed in development mode only: in production these capabilities do not exist.
public final class DevelopmentWallet implements Connector {
  /// The account setting that switches the protocol on. A server in production refuses to start
  /// with an account that has it.
  public static final String URL_SETTING = DevelopmentAccount.URL;

  private static final DevelopmentLinking LINKING = new DevelopmentLinking();
  private static final DevelopmentMoney MONEY = new DevelopmentMoney();

  private static final RecordedFields RECORDED =
      RecordedFields.show(
              "amount",
              "attempts_left",
              "balance",
              "code",
              "debit_reference",
              "reference",
              "result",
              "retry_after_seconds",
              "status",
              "transaction_id")
          .mask("mobile");

  private final Connector own;

  /// @param own which neither links nor debits: half a protocol of each would fit nowhere
  public DevelopmentWallet(Connector own) {
    if (own.linking().isPresent() || own.directDebit().isPresent()) {
      throw new IllegalArgumentException(
          "connector " + own.gateway() + ": links itself (expected: one that cannot)");
    }
    this.own = own;
  }

  @Override
  public GatewayCode gateway() {
    return own.gateway();
  }

  @Override
  public String name() {
    return own.name();
  }

  @Override
  public ProviderProfile profile() {
    var profile = own.profile();
    return new ProviderProfile(
        profile.currency(),
        profile.amountForm(),
        ProviderProfile.LinkMode.OTP,
        profile.renewing(),
        ProviderProfile.Balance.YES,
        profile.topup(),
        ProviderProfile.Delink.REMOTE,
        ProviderProfile.DebitIdempotency.REJECTS_DUPLICATE,
        own.refunds().isPresent()
            ? profile.refundIdempotency()
            : ProviderProfile.RefundIdempotency.OWN_REFERENCE,
        profile.notFoundGrace(),
        profile.maxPendingAge());
  }

  /// Its own messages and those of the provider that it completes.
  @Override
  public RecordedFields recordedFields() {
    return own.recordedFields().and(RECORDED);
  }

  @Override
  public List<AccountField> accountFields() {
    return Stream.concat(own.accountFields().stream(), DevelopmentAccount.fields().stream())
        .toList();
  }

  @Override
  public List<String> problems(ProviderAccount account) {
    return Stream.concat(
            own.problems(account).stream(), new DevelopmentAccount(account).problem().stream())
        .toList();
  }

  @Override
  public Optional<Linking> linking() {
    return Optional.of(LINKING);
  }

  @Override
  public Optional<Renewal> renewal() {
    return own.renewal();
  }

  @Override
  public Optional<Balances> balances() {
    return Optional.of(LINKING);
  }

  @Override
  public Optional<DirectDebit> directDebit() {
    return Optional.of(MONEY);
  }

  @Override
  public Optional<HostedPayments> hostedPayments() {
    return own.hostedPayments();
  }

  @Override
  public Optional<HostedTopups> topups() {
    return own.topups();
  }

  @Override
  public Optional<Refunding> refunds() {
    return own.refunds().or(() -> Optional.of(MONEY));
  }

  @Override
  public Optional<Delinking> delinking() {
    return Optional.of(LINKING);
  }
}
