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
import org.batua.gateway.resolution.FailureReason;
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
      Ids ids,
      InstantSource clock,
      Limits limits) {
    this.store = store;
    this.wallets = wallets;
    this.providers = providers;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /// A sending by this process that begins now.
  PaymentStore.Sending sending() {
    return sending(new Reference(ids.ulid(clock.instant())));
  }

  /// The same under a reference that there is. Until the deadline the call has ended, or this
  /// process has died.
  PaymentStore.Sending sending(Reference reference) {
    var now = clock.instant();
    return new PaymentStore.Sending(
        reference, limits.sender(), now, now.plus(limits.call()).plus(DEADLINE_MARGIN));
  }

  /// What came of sending a payment.
  ///
  /// @param payment with the reference that the outcome is of
  record Sent(Payment payment, Outcome outcome) {
    /// Whether the provider knows the reference already, so that an inquiry finds its outcome.
    boolean isDuplicate() {
      return outcome instanceof Outcome.Declined(var refusal)
          && refusal.error() == ProviderError.DUPLICATE_REFERENCE;
    }
  }

  /// Sends a payment whose intent is stored. Credentials that the provider no longer accepts are
  /// renewed once, under another reference: the first one is burnt.
  Sent send(MerchantId merchant, Payment payment, LinkedWallet wallet) {
    var outcome = sendOnce(merchant, payment, wallet);
    if (outcome instanceof Outcome.Declined(var refusal)
        && refusal.error() == ProviderError.TOKEN_INVALID) {
      var renewed = wallets.renew(merchant, wallet);
      var next = sending();
      if (renewed.isPresent() && store.renewReference(payment, next)) {
        var again = payment.withReference(next.reference());
        return new Sent(again, sendOnce(merchant, again, renewed.get()));
      }
    }
    return new Sent(payment, outcome);
  }

  /// Sends a payment with the credentials that there are.
  Outcome sendOnce(MerchantId merchant, Payment payment, LinkedWallet wallet) {
    return wallets.alone(merchant, wallet, ready -> debit(merchant, payment, ready));
  }

  private Outcome debit(MerchantId merchant, Payment payment, LinkedWallet wallet) {
    var order =
        new DirectDebit.Order(
            payment.reference(),
            payment.amount(),
            wallet.mobile(),
            wallet.credentials(),
            payment.payer().customer(),
            URI.create(limits.baseUrl().get() + "/pay/finish/" + merchant + "/" + payment.id()));
    return providers.debit(wallet.target(), order);
  }

  /// Stores what came of sending a payment.
  ///
  /// @return the order afterwards, unless there is more to read for it
  Optional<OrderView> store(Sent sent) {
    var payment = sent.payment();
    var now = clock.instant();
    var soon = now.plus(CheckSchedule.delayAfter(0));
    var response = sent.outcome().response();
    return switch (sent.outcome()) {
      case Outcome.Succeeded(var reference, _, _, _) ->
          move(
              payment,
              Transition.moved(
                  PaymentStatus.CHARGED, reference, response, Actor.CALL, "the provider charged"));
      case Outcome.Pending _ ->
          open(payment, PaymentStatus.PENDING, response, soon, "the provider will decide");
      case Outcome.NeedsCustomer(var page, _, _) -> {
        var to =
            payment.page().isPresent()
                ? PaymentStatus.AWAITING_REDIRECT
                : PaymentStatus.AWAITING_CONFIRMATION;
        var cause = "the customer must act at the provider";
        var move = Transition.open(to, response, soon, Actor.CALL, cause);
        yield move(payment, move, page.url().toString());
      }
      case Outcome.Declined(var refusal) -> declined(payment, refusal, now);
      case Outcome.NotSent(var failure) ->
          move(
              payment,
              Transition.ended(
                  PaymentStatus.NOT_SENT,
                  FailureReason.GATEWAY_UNAVAILABLE,
                  response,
                  Actor.CALL,
                  cause(failure)));
      case Outcome.Unknown(var failure) ->
          open(payment, PaymentStatus.UNKNOWN, response, soon, cause(failure));
    };
  }

  /// Stores what came of sending a payment a second time under the same reference. Only money that
  /// moved is certain: a refusal, or what did not leave us, says nothing of the first time.
  void storeSentAgain(Payment payment, Outcome outcome) {
    switch (outcome) {
      case Outcome.Succeeded _, Outcome.Pending _, Outcome.NeedsCustomer _ ->
          store(new Sent(payment, outcome));
      case Outcome.Declined _, Outcome.NotSent _, Outcome.Unknown _ -> {
        var cause = "sent again, no clear answer";
        open(payment, PaymentStatus.UNKNOWN, outcome.response(), clock.instant(), cause);
      }
    }
  }

  private Optional<OrderView> declined(Payment payment, Refusal refusal, Instant now) {
    var error = refusal.error();
    var response = refusal.response();
    if (error == ProviderError.DUPLICATE_REFERENCE) {
      var known = "the provider knows our reference already";
      return open(payment, PaymentStatus.UNKNOWN, response, now, known);
    }
    if (error == ProviderError.INSUFFICIENT_BALANCE && payment.page().isEmpty()) {
      return move(
          payment,
          new Transition<>(
              PaymentStatus.AWAITING_FUNDS,
              "",
              Optional.of(FailureReason.INSUFFICIENT_BALANCE),
              response,
              Optional.of(now.plus(limits.addMoney())),
              Actor.CALL.name(),
              "the balance is too low"));
    }
    return move(
        payment,
        Transition.ended(
            PaymentStatus.DECLINED,
            FailureReason.of(error),
            response,
            Actor.CALL,
            "the provider refused"));
  }

  private Optional<OrderView> open(
      Payment payment, PaymentStatus to, ProviderResponse response, Instant next, String cause) {
    return move(payment, Transition.open(to, response, next, Actor.CALL, cause));
  }

  private Optional<OrderView> move(Payment payment, Transition<PaymentStatus> move) {
    return move(payment, move, "");
  }

  /// Another process may have resolved it meanwhile; its result wins. Or it took over and sent the
  /// same reference again: then only a success of this call says anything.
  private Optional<OrderView> move(
      Payment payment, Transition<PaymentStatus> move, String customerUrl) {
    var take = Optional.of(payment.take()).filter(_ -> move.to() != PaymentStatus.CHARGED);
    var moved = store.move(payment, move, customerUrl, take, clock.instant());
    if (moved.isPresent()) {
      LOG.atInfo()
          .addKeyValue("payment", payment.id())
          .addKeyValue("reference", payment.reference().value())
          .addKeyValue("to", move.to())
          .addKeyValue("cause", move.cause())
          .log("payment sent");
    }
    if (moved.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("txn", payment.id())
          .addKeyValue("to", move.to())
          .log("transition not stored: the outcome was known before the call was answered");
    }
    return moved.flatMap(PaymentStore.Moved::view);
  }

  private static String cause(TransportFailure failure) {
    return "no clear answer: " + failure.cause();
  }
}
