package org.batua.gateway.payment;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.HostedPayments;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.provider.Providers;
import org.batua.gateway.resolution.Actor;
import org.batua.gateway.resolution.Transition;
import org.batua.gateway.wallet.LinkedWallet;
import org.batua.gateway.wallet.WalletAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The exchange with the provider that takes the money, and the storing of its outcome.
public final class PaymentSender {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentSender.class);
  private static final Duration DEADLINE_MARGIN = Duration.ofSeconds(5);

  private final PaymentStore store;
  private final WalletAccess wallets;
  private final Providers providers;
  private final PaymentResolver resolver;
  private final Ids ids;
  private final InstantSource clock;
  private final Limits limits;

  /// How long things may take.
  ///
  /// @param call the exchange with the provider
  /// @param addMoney how long a customer whose balance is short may take to add money
  /// @param sender this process, which others take over from when it dies
  /// @param baseUrl our own address: below it a customer comes back from a provider
  public record Limits(Duration call, Duration addMoney, String sender, Supplier<URI> baseUrl) {}

  public PaymentSender(
      PaymentStore store,
      WalletAccess wallets,
      Providers providers,
      PaymentResolver resolver,
      Ids ids,
      InstantSource clock,
      Limits limits) {
    this.store = store;
    this.wallets = wallets;
    this.providers = providers;
    this.resolver = resolver;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /// How long the exchange may take.
  Duration timeout() {
    return limits.call();
  }

  /// This process.
  String sender() {
    return limits.sender();
  }

  /// Sends a txn whose intent is stored, and stores what comes of it.
  ///
  /// @return the order as it stands afterwards, unless there is more to read for it
  Optional<OrderView> send(MerchantId merchant, Payment payment, LinkedWallet wallet) {
    var outcome = wallets.alone(merchant, wallet, ready -> debit(merchant, payment, ready));
    if (outcome instanceof Outcome.Declined(var refusal)
        && refusal.error() == ProviderError.TOKEN_INVALID) {
      var renewed = wallets.renew(merchant, wallet);
      var now = clock.instant();
      var reference = newReference(now);
      if (renewed.isPresent()
          && store.sendAgainIfSending(payment.id(), reference, now, deadline(now))) {
        var again = withReference(payment, reference);
        outcome = wallets.alone(merchant, renewed.get(), ready -> debit(merchant, again, ready));
      }
    }
    return settle(payment, outcome);
  }

  private Outcome debit(MerchantId merchant, Payment payment, LinkedWallet wallet) {
    var order =
        new DirectDebit.Order(
            payment.reference(),
            payment.amount(),
            wallet.mobile(),
            wallet.credentials(),
            payment.customer(),
            URI.create(limits.baseUrl().get() + "/pay/finish/" + merchant + "/" + payment.id()));
    return providers.debit(wallet.target(), order);
  }

  /// Stores what came of sending a txn.
  ///
  /// @return as [#send]
  Optional<OrderView> settle(Payment payment, Outcome outcome) {
    var now = clock.instant();
    var soon = now.plus(CheckSchedule.delayAfter(0));
    var response = outcome.response();
    return switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) ->
          move(
              payment,
              Transition.moved(
                  PaymentStatus.CHARGED, reference, response, Actor.CALL, "the provider charged"));
      case Outcome.Pending _ ->
          move(
              payment,
              Transition.open(
                  PaymentStatus.PENDING, response, soon, Actor.CALL, "the provider will decide"));
      case Outcome.NeedsCustomer(var page, _, _) -> needsCustomer(payment, page, response, soon);
      case Outcome.Declined(var refusal) -> declined(payment, refusal, now);
      case Outcome.NotSent(var failure) ->
          move(
              payment,
              Transition.ended(
                  PaymentStatus.NOT_SENT,
                  "GATEWAY_UNAVAILABLE",
                  response,
                  Actor.CALL,
                  cause(failure)));
      case Outcome.Unknown(var failure) -> {
        LOG.atWarn()
            .addKeyValue("txn", payment.id())
            .addKeyValue("gateway", payment.gateway().code())
            .addKeyValue("cause", failure.cause())
            .log("debit: outcome unknown, will be asked");
        yield move(
            payment,
            Transition.open(PaymentStatus.UNKNOWN, response, soon, Actor.CALL, cause(failure)));
      }
    };
  }

  private Optional<OrderView> declined(Payment payment, Refusal refusal, Instant now) {
    var error = refusal.error();
    var response = refusal.response();
    if (error == ProviderError.DUPLICATE_REFERENCE) {
      var known = "the provider knows our reference already";
      move(payment, Transition.open(PaymentStatus.UNKNOWN, response, now, Actor.CALL, known));
      resolver.check(payment.order(), Actor.MERCHANT);
      return Optional.empty();
    }
    if (error == ProviderError.INSUFFICIENT_BALANCE && payment.page().isEmpty()) {
      return move(
          payment,
          new Transition<>(
              PaymentStatus.AWAITING_FUNDS,
              "",
              error.name(),
              response,
              Optional.of(now.plus(limits.addMoney())),
              Actor.CALL.name(),
              "the balance is too low"));
    }
    return move(
        payment,
        Transition.ended(
            PaymentStatus.DECLINED, error.name(), response, Actor.CALL, "the provider refused"));
  }

  private Optional<OrderView> needsCustomer(
      Payment payment, HostedPayments.Page page, ProviderResponse response, Instant next) {
    var to =
        payment.page().isPresent()
            ? PaymentStatus.AWAITING_REDIRECT
            : PaymentStatus.AWAITING_CONFIRMATION;
    var cause = "the customer must act at the provider";
    var move = Transition.open(to, response, next, Actor.CALL, cause);
    return move(payment, move, page.url().toString());
  }

  private Optional<OrderView> move(Payment payment, Transition<PaymentStatus> move) {
    return move(payment, move, "");
  }

  /// Somebody else may have resolved it meanwhile; what they found stands.
  private Optional<OrderView> move(
      Payment payment, Transition<PaymentStatus> move, String customerUrl) {
    var moved = store.move(payment, move, customerUrl, clock.instant());
    if (moved.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("txn", payment.id())
          .addKeyValue("to", move.to())
          .log("debit: the outcome was known before the call's answer came");
    }
    return moved.flatMap(PaymentStore.Moved::view);
  }

  Reference newReference(Instant now) {
    return new Reference(ids.ulid(now));
  }

  /// Until then the call has ended, or its process has died.
  Instant deadline(Instant now) {
    return now.plus(limits.call()).plus(DEADLINE_MARGIN);
  }

  private static Payment withReference(Payment payment, Reference reference) {
    return new Payment(
        payment.id(),
        payment.order(),
        reference,
        payment.gateway(),
        payment.providerAccount(),
        payment.amount(),
        payment.status(),
        payment.error(),
        payment.customerUrl(),
        payment.sentAt(),
        payment.checks(),
        payment.notFoundCount(),
        payment.customer(),
        payment.mobile(),
        payment.deviceId(),
        payment.page());
  }

  private static String cause(TransportFailure failure) {
    return "no clear answer: " + failure.cause();
  }
}
