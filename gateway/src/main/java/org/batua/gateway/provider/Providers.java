package org.batua.gateway.provider;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.base.MobileNumber;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.connector.Balances;
import org.batua.gateway.connector.Connector;
import org.batua.gateway.connector.Connectors;
import org.batua.gateway.connector.Credentials;
import org.batua.gateway.connector.Delinking;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.HostedTopups;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Linking;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderNotifications;
import org.batua.gateway.connector.RecordedFields;
import org.batua.gateway.connector.RedirectLinking;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Renewal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.provider.CallRunner.Kind;

/// The one door to the providers: each method is one call to a connector, bounded in time, guarded
/// against a bug in the connector, and recorded ([CallRunner]).
///
/// A method throws when the gateway has no such capability, which callers check first; an inquiry
/// is empty instead, because a connector may be gone while its movements are still open.
public final class Providers {
  private static final Optional<Reference> NONE = Optional.empty();

  private final Connectors connectors;
  private final Function<String, ProviderAccount> accounts;
  private final CallRunner calls;
  private final Timeouts timeouts;

  /// How long one call may take, all its exchanges together.
  ///
  /// @param otp linking and delinking
  /// @param balance reading a balance, renewing credentials
  /// @param debit a debit, and preparing a provider's page
  public record Timeouts(
      Duration otp, Duration balance, Duration debit, Duration refund, Duration inquiry) {}

  /// @param accounts finds a provider account by our id
  /// @param logs each gets every call
  public Providers(
      Connectors connectors,
      Function<String, ProviderAccount> accounts,
      Transport transport,
      Timeouts timeouts,
      InstantSource clock,
      List<ProviderCallLog> logs) {
    this.connectors = connectors;
    this.accounts = accounts;
    this.calls = new CallRunner(transport, clock, this::recordedFields, logs);
    this.timeouts = timeouts;
  }

  private RecordedFields recordedFields(GatewayCode gateway) {
    return find(gateway).map(Connector::recordedFields).orElse(RecordedFields.NONE);
  }

  public Timeouts timeouts() {
    return timeouts;
  }

  public Optional<Connector> find(GatewayCode gateway) {
    return connectors.find(gateway);
  }

  /// The connector of a gateway, to see what it can do.
  ///
  /// @throws Rejected when this server has none
  public Connector connector(GatewayCode gateway) {
    return connectors
        .find(gateway)
        .orElseThrow(
            () ->
                new Rejected(
                    Rejection.wallet(
                        WalletError.GATEWAY_NOT_CONFIGURED,
                        "Gateway " + gateway + " is not known to this server.")));
  }

  /// Where the calls for a wallet or one of its movements go.
  ///
  /// @param account our id of the provider account
  public CallTarget target(String account, String deviceId, Optional<WalletId> wallet) {
    return new CallTarget(accounts.apply(account), deviceId, wallet);
  }

  /// Sends or resends an OTP.
  ///
  /// @param previous of the OTP that this one replaces
  public Linking.Start sendOtp(
      CallTarget target, MobileNumber mobile, Optional<Linking.State> previous) {
    var linking = capability(target, Connector::linking);
    return calls.run(
        new Kind<>(
            Operation.SEND_OTP, timeouts.otp(), Linking.Start.Unavailable::new, CallResult::of),
        target,
        NONE,
        call -> linking.start(call, mobile, previous));
  }

  /// Exchanges an OTP for credentials.
  public Linking.Result completeOtpLink(CallTarget target, Linking.State state, Secret otp) {
    var linking = capability(target, Connector::linking);
    return calls.run(
        new Kind<>(
            Operation.COMPLETE_OTP_LINK,
            timeouts.otp(),
            Linking.Result.Unknown::new,
            CallResult::of),
        target,
        NONE,
        call -> linking.complete(call, state, otp));
  }

  /// Begins a linking by consent on the provider's page.
  public RedirectLinking.Start startRedirectLink(
      CallTarget target, MobileNumber mobile, RedirectLinking.Callback callback) {
    var linking = capability(target, Connector::redirectLinking);
    return calls.run(
        new Kind<>(
            Operation.START_REDIRECT_LINK,
            timeouts.otp(),
            RedirectLinking.Start.Unavailable::new,
            CallResult::of),
        target,
        NONE,
        call -> linking.start(call, mobile, callback));
  }

  /// Asks how far the customer is with a linking by consent.
  public RedirectLinking.Result completeRedirectLink(
      CallTarget target, Linking.State state, RedirectLinking.Proof proof) {
    var linking = capability(target, Connector::redirectLinking);
    return calls.run(
        new Kind<>(
            Operation.COMPLETE_REDIRECT_LINK,
            timeouts.otp(),
            RedirectLinking.Result.Unknown::new,
            CallResult::of),
        target,
        NONE,
        call -> linking.complete(call, state, proof));
  }

  /// Whether linking a wallet of this gateway proves that its customer has the mobile number.
  public boolean provesNumber(GatewayCode gateway) {
    return connector(gateway).redirectLinking().map(RedirectLinking::provesNumber).orElse(true);
  }

  /// Reads a balance; [Balances.Result.Undisclosed] where the provider discloses none at all.
  public Balances.Result balance(CallTarget target, MobileNumber mobile, Credentials credentials) {
    var balances = connector(target.gateway()).balances();
    if (balances.isEmpty()) {
      return new Balances.Result.Undisclosed();
    }
    return calls.run(
        new Kind<>(
            Operation.READ_BALANCE,
            timeouts.balance(),
            Balances.Result.Unavailable::new,
            CallResult::of),
        target,
        NONE,
        call -> balances.get().balance(call, mobile, credentials));
  }

  /// Renews credentials.
  public Renewal.Result renew(CallTarget target, MobileNumber mobile, Credentials credentials) {
    var renewal = capability(target, Connector::renewal);
    return calls.run(
        new Kind<>(
            Operation.RENEW_CREDENTIALS,
            timeouts.balance(),
            Renewal.Result.Unavailable::new,
            CallResult::of),
        target,
        NONE,
        call -> renewal.renew(call, mobile, credentials));
  }

  /// Ends a link at the provider; nothing to do where it can only be ended here.
  public Delinking.Result delink(CallTarget target, Credentials credentials) {
    var delinking = connector(target.gateway()).delinking();
    if (delinking.isEmpty()) {
      return new Delinking.Result.Done();
    }
    return calls.run(
        new Kind<>(
            Operation.DELINK, timeouts.otp(), Delinking.Result.Unavailable::new, CallResult::of),
        target,
        NONE,
        call -> delinking.get().delink(call, credentials));
  }

  /// Debits a linked wallet.
  public Outcome debit(CallTarget target, DirectDebit.Order order) {
    var debits = capability(target, Connector::directDebit);
    return calls.run(
        money(Operation.DEBIT, timeouts.debit()),
        target,
        Optional.of(order.reference()),
        call -> debits.debit(call, order));
  }

  /// Asks how a debit ended.
  public Optional<Inquiry> inquireDebit(CallTarget target, DirectDebit.Order order) {
    return find(target.gateway())
        .flatMap(Connector::directDebit)
        .map(
            debits ->
                calls.run(
                    inquiry(Operation.INQUIRE_DEBIT),
                    target,
                    Optional.of(order.reference()),
                    call -> debits.inquire(call, order)));
  }

  /// Has the provider prepare the page of a payment.
  public Outcome startHostedPayment(CallTarget target, HostedPayments.Order order) {
    var payments = capability(target, Connector::hostedPayments);
    return calls.run(
        money(Operation.START_HOSTED_PAYMENT, timeouts.debit()),
        target,
        Optional.of(order.reference()),
        call -> payments.start(call, order));
  }

  /// Whether the provider made what a browser brought back from the page of a payment.
  public boolean isGenuineReturn(
      CallTarget target, HostedPayments.Order order, Map<String, String> parameters) {
    return find(target.gateway())
        .flatMap(Connector::hostedPayments)
        .filter(
            payments ->
                calls.run(
                    verification(Operation.VERIFY_PAYMENT_RETURN),
                    target,
                    Optional.of(order.reference()),
                    call -> payments.isGenuine(call, order, parameters)))
        .isPresent();
  }

  /// Asks how a payment on the provider's page ended.
  public Optional<Inquiry> inquireHostedPayment(CallTarget target, HostedPayments.Order order) {
    return find(target.gateway())
        .flatMap(Connector::hostedPayments)
        .map(
            payments ->
                calls.run(
                    inquiry(Operation.INQUIRE_HOSTED_PAYMENT),
                    target,
                    Optional.of(order.reference()),
                    call -> payments.inquire(call, order)));
  }

  /// The smallest amount that can be added to a wallet of this gateway; empty where none can.
  public Optional<Money> minimumTopup(GatewayCode gateway) {
    return find(gateway).flatMap(Connector::topups).map(HostedTopups::minimum);
  }

  /// Has the provider prepare the page of a top-up.
  public HostedTopups.Start startTopup(CallTarget target, HostedTopups.Order order) {
    var topups = capability(target, Connector::topups);
    return calls.run(
        new Kind<>(
            Operation.START_TOPUP,
            timeouts.debit(),
            HostedTopups.Start.Unavailable::new,
            CallResult::of),
        target,
        Optional.of(order.reference()),
        call -> topups.start(call, order));
  }

  /// Whether the provider made what a browser brought back from the page of a top-up.
  public boolean isGenuineReturn(
      CallTarget target, HostedTopups.Order order, Map<String, String> parameters) {
    return find(target.gateway())
        .flatMap(Connector::topups)
        .filter(
            topups ->
                calls.run(
                    verification(Operation.VERIFY_TOPUP_RETURN),
                    target,
                    Optional.of(order.reference()),
                    call -> topups.isGenuine(call, order, parameters)))
        .isPresent();
  }

  /// Asks how a top-up ended.
  public Optional<Inquiry> inquireTopup(CallTarget target, HostedTopups.Order order) {
    return find(target.gateway())
        .flatMap(Connector::topups)
        .map(
            topups ->
                calls.run(
                    inquiry(Operation.INQUIRE_TOPUP),
                    target,
                    Optional.of(order.reference()),
                    call -> topups.inquire(call, order)));
  }

  /// Refunds a debit.
  public Outcome refund(CallTarget target, Refunding.Order order) {
    var refunds = capability(target, Connector::refunds);
    return calls.run(
        money(Operation.REFUND, timeouts.refund()),
        target,
        Optional.of(order.reference()),
        call -> refunds.refund(call, order));
  }

  /// Asks how a refund ended.
  public Optional<Inquiry> inquireRefund(CallTarget target, Refunding.Order order) {
    return find(target.gateway())
        .flatMap(Connector::refunds)
        .map(
            refunds ->
                calls.run(
                    inquiry(Operation.INQUIRE_REFUND),
                    target,
                    Optional.of(order.reference()),
                    call -> refunds.inquire(call, order)));
  }

  /// Verifies and reads a notification; empty where the provider sends none.
  public Optional<ReadNotification> parseNotification(
      ProviderAccount account, ProviderNotifications.Message message) {
    var target = new CallTarget(account, "", Optional.empty());
    return find(account.gateway())
        .flatMap(Connector::notifications)
        .map(
            notifications ->
                calls.run(
                    new Kind<ReadNotification>(
                        Operation.PARSE_NOTIFICATION,
                        timeouts.inquiry(),
                        _ -> ReadNotification.unreadable(message),
                        it -> CallResult.of(it.parsed())),
                    target,
                    NONE,
                    _ -> ReadNotification.by(it -> notifications.parse(account, it), message)));
  }

  /// What is wrong with the configuration of an account, one sentence each; sends nothing.
  public List<String> problems(ProviderAccount account) {
    try {
      return find(account.gateway())
          .map(connector -> connector.problems(account))
          .orElseGet(() -> List.of("this version has no such gateway"));
    } catch (RuntimeException e) {
      return List.of("bug in the connector: " + e);
    }
  }

  private static Kind<Outcome> money(Operation operation, Duration timeout) {
    return new Kind<>(operation, timeout, Outcome.Unknown::new, CallResult::of);
  }

  private Kind<Inquiry> inquiry(Operation operation) {
    return new Kind<>(operation, timeouts.inquiry(), Inquiry.CannotTell::new, CallResult::of);
  }

  private Kind<Boolean> verification(Operation operation) {
    return new Kind<>(operation, timeouts.debit(), _ -> false, CallResult::ofReturn);
  }

  private <C> C capability(CallTarget target, Function<Connector, Optional<C>> capability) {
    return capability
        .apply(connector(target.gateway()))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "gateway " + target.gateway() + ": not capable of this call"));
  }
}
