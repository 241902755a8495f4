package org.batua.gateway.debit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.connector.DebitOrder;
import org.batua.gateway.connector.HostedPage;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Trouble;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.TxnStatus;
import org.batua.gateway.resolve.Actor;
import org.batua.gateway.resolve.Move;
import org.batua.gateway.wallet.LinkedWallet;
import org.batua.gateway.wallet.LinkedWallets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The exchange with the provider that takes the money, and the storing of its outcome.
public final class DebitCalls {
  private static final Logger LOG = LoggerFactory.getLogger(DebitCalls.class);
  private static final Duration DEADLINE_MARGIN = Duration.ofSeconds(5);

  private final TxnStore store;
  private final LinkedWallets wallets;
  private final TxnResolver resolver;
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

  public DebitCalls(
      TxnStore store,
      LinkedWallets wallets,
      TxnResolver resolver,
      Ids ids,
      InstantSource clock,
      Limits limits) {
    this.store = store;
    this.wallets = wallets;
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
  Optional<OrderView> send(MerchantId merchant, Txn txn, LinkedWallet wallet) {
    var outcome = wallets.alone(merchant, wallet, ready -> call(merchant, txn, ready));
    if (outcome instanceof Outcome.Declined(var refusal)
        && refusal.error() == ProviderError.TOKEN_INVALID) {
      var renewed = wallets.renew(merchant, wallet);
      var now = clock.instant();
      var reference = newReference(now);
      if (renewed.isPresent()
          && store.sendAgainIfSending(txn.id(), reference, now, deadline(now))) {
        var again = withReference(txn, reference);
        outcome = wallets.alone(merchant, renewed.get(), ready -> call(merchant, again, ready));
      }
    }
    return settle(txn, outcome);
  }

  /// A connector that throws has a bug, and nobody knows how far it came.
  private Outcome call(MerchantId merchant, Txn txn, LinkedWallet wallet) {
    var order =
        new DebitOrder(
            txn.reference(),
            txn.amount(),
            wallet.mobile(),
            wallet.credentials(),
            txn.customer(),
            URI.create(limits.baseUrl().get() + "/pay/finish/" + merchant + "/" + txn.id()));
    try {
      return wallet.connector().directDebit().orElseThrow().debit(wallet.call(), order);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("txn", txn.id())
          .addKeyValue("gateway", txn.gateway().code())
          .setCause(e)
          .log("a bug: the connector failed");
      return new Outcome.Unknown(new Trouble(Trouble.Cause.UNREADABLE, Raw.NONE));
    }
  }

  /// Stores what came of sending a txn.
  ///
  /// @return as [#send]
  Optional<OrderView> settle(Txn txn, Outcome outcome) {
    var now = clock.instant();
    var soon = now.plus(CheckSchedule.delayAfter(0));
    var raw = outcome.raw();
    return switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) ->
          move(
              txn,
              Move.moved(TxnStatus.CHARGED, reference, raw, Actor.CALL, "the provider charged"));
      case Outcome.Pending _ ->
          move(
              txn, Move.open(TxnStatus.PENDING, raw, soon, Actor.CALL, "the provider will decide"));
      case Outcome.NeedsCustomer(var page, _, _) -> needsCustomer(txn, page, raw, soon);
      case Outcome.Declined(var refusal) -> declined(txn, refusal, now);
      case Outcome.NotSent(var trouble) ->
          move(
              txn,
              Move.ended(
                  TxnStatus.NOT_SENT, "GATEWAY_UNAVAILABLE", raw, Actor.CALL, cause(trouble)));
      case Outcome.Unknown(var trouble) -> {
        LOG.atWarn()
            .addKeyValue("txn", txn.id())
            .addKeyValue("gateway", txn.gateway().code())
            .addKeyValue("cause", trouble.cause())
            .log("debit: outcome unknown, will be asked");
        yield move(txn, Move.open(TxnStatus.UNKNOWN, raw, soon, Actor.CALL, cause(trouble)));
      }
    };
  }

  private Optional<OrderView> declined(Txn txn, Refusal refusal, Instant now) {
    var error = refusal.error();
    var raw = refusal.raw();
    if (error == ProviderError.DUPLICATE_REFERENCE) {
      var known = "the provider knows our reference already";
      move(txn, Move.open(TxnStatus.UNKNOWN, raw, now, Actor.CALL, known));
      resolver.check(txn.order(), Actor.MERCHANT);
      return Optional.empty();
    }
    if (error == ProviderError.INSUFFICIENT_BALANCE && txn.page().isEmpty()) {
      return move(
          txn,
          new Move<>(
              TxnStatus.NEEDS_CUSTOMER,
              "",
              error.name(),
              raw,
              Optional.of(now.plus(limits.addMoney())),
              Actor.CALL.name(),
              "the balance is too low"));
    }
    return move(
        txn, Move.ended(TxnStatus.DECLINED, error.name(), raw, Actor.CALL, "the provider refused"));
  }

  private Optional<OrderView> needsCustomer(Txn txn, HostedPage page, Raw raw, Instant next) {
    var cause = "the customer must act at the provider";
    var move = Move.open(TxnStatus.NEEDS_CUSTOMER, raw, next, Actor.CALL, cause);
    return move(txn, move, page.url().toString());
  }

  private Optional<OrderView> move(Txn txn, Move<TxnStatus> move) {
    return move(txn, move, "");
  }

  /// Somebody else may have resolved it meanwhile; what they found stands.
  private Optional<OrderView> move(Txn txn, Move<TxnStatus> move, String customerUrl) {
    var moved = store.move(txn, move, customerUrl, clock.instant());
    if (moved.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("txn", txn.id())
          .addKeyValue("to", move.to())
          .log("debit: the outcome was known before the call's answer came");
    }
    return moved.flatMap(TxnStore.Moved::view);
  }

  Reference newReference(Instant now) {
    return new Reference(ids.ulid(now));
  }

  /// Until then the call has ended, or its process has died.
  Instant deadline(Instant now) {
    return now.plus(limits.call()).plus(DEADLINE_MARGIN);
  }

  private static Txn withReference(Txn txn, Reference reference) {
    return new Txn(
        txn.id(),
        txn.order(),
        reference,
        txn.gateway(),
        txn.providerAccount(),
        txn.amount(),
        txn.status(),
        txn.error(),
        txn.customerUrl(),
        txn.sentAt(),
        txn.checks(),
        txn.notFoundCount(),
        txn.customer(),
        txn.mobile(),
        txn.deviceId(),
        txn.page());
  }

  private static String cause(Trouble trouble) {
    return "no clear answer: " + trouble.cause();
  }
}
