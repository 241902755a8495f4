package org.batua.gateway.debit;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.base.WalletError;
import org.batua.gateway.connector.DebitOrder;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.connector.HostedPage;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.Reference;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Trouble;
import org.batua.gateway.http.Caller;
import org.batua.gateway.job.CheckSchedule;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.Orders;
import org.batua.gateway.order.TxnStatus;
import org.batua.gateway.wallet.Payer;
import org.batua.gateway.wallet.Payers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Taking an order's money from a linked wallet: intent, one call, outcome.
public final class Debits {
  private static final Logger LOG = LoggerFactory.getLogger(Debits.class);
  private static final String CALL = "CALL";
  private static final Duration DEADLINE_MARGIN = Duration.ofSeconds(5);

  private final TxnStore store;
  private final Payers payers;
  private final Orders orders;
  private final TxnResolver resolver;
  private final Ids ids;
  private final InstantSource clock;
  private final Limits limits;

  /// How long things may take.
  ///
  /// @param call the exchange with the provider
  /// @param addMoney how long a customer whose balance is short may take to add money
  /// @param sender this process, which others take over from when it dies
  /// @param returnUrl our own address: below it a customer comes back from a provider
  public record Limits(Duration call, Duration addMoney, String sender, Supplier<URI> returnUrl) {}

  public Debits(
      TxnStore store,
      Payers payers,
      Orders orders,
      TxnResolver resolver,
      Ids ids,
      InstantSource clock,
      Limits limits) {
    this.store = store;
    this.payers = payers;
    this.orders = orders;
    this.resolver = resolver;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
  }

  /// Pays an order with a wallet token, which is used up whatever comes of it.
  ///
  /// @param gateway what the merchant says that the token is of
  /// @return the order as it stands afterwards; its outcome may be open
  /// @throws Rejected when nothing was sent
  public OrderView pay(Caller caller, String orderId, Secret token, Optional<GatewayCode> gateway) {
    var payer = payers.find(caller, token, limits.call());
    if (gateway.isPresent() && !gateway.get().equals(payer.wallet().gateway())) {
      throw new Rejected(
          new Rejection.InvalidField("payment_method", "is not the gateway of the token"));
    }
    if (payer.connector().directDebit().isEmpty()) {
      throw new Rejected(new Rejection.NoSuitableGateway());
    }
    var now = clock.instant();
    var intent =
        new TxnStore.Intent(
            caller, orderId, payer, newReference(now), limits.sender(), now, deadline(now));
    var txn =
        switch (store.begin(intent)) {
          case TxnStore.Begun.Stored(var stored) -> stored;
          case TxnStore.Begun.TokenUsed _ -> throw tokenUsed();
          case TxnStore.Begun.NotOpen _ -> throw whyNotOpen(caller, orderId, payer);
        };
    try {
      send(caller, txn, payer);
    } catch (Rejected e) {
      throw e.rejection() instanceof Rejection.Unavailable
          ? new Rejected(new Rejection.OutcomeNotStored())
          : e;
    }
    return orders.find(caller.merchant(), orderId);
  }

  private void send(Caller caller, Txn txn, Payer payer) {
    var outcome = payers.alone(caller, payer, ready -> call(caller.merchant(), txn, ready));
    if (outcome instanceof Outcome.Declined(var refusal)
        && refusal.error() == ProviderError.TOKEN_INVALID) {
      var renewed = payers.renew(caller, payer);
      var now = clock.instant();
      var reference = newReference(now);
      if (renewed.isPresent()
          && store.sendAgainIfSending(txn.id(), reference, now, deadline(now))) {
        var again = withReference(txn, reference);
        outcome =
            payers.alone(caller, renewed.get(), ready -> call(caller.merchant(), again, ready));
      }
    }
    settle(txn, outcome);
  }

  /// A connector that throws has a bug, and nobody knows how far it came.
  private Outcome call(MerchantId merchant, Txn txn, Payer payer) {
    var order =
        new DebitOrder(
            txn.reference(),
            txn.amount(),
            payer.mobile(),
            payer.credentials(),
            txn.customer(),
            URI.create(limits.returnUrl().get() + "/pay/finish/" + merchant + "/" + txn.id()));
    try {
      return payer.connector().directDebit().orElseThrow().debit(payer.call(), order);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("txn", txn.id())
          .addKeyValue("gateway", txn.gateway().code())
          .setCause(e)
          .log("a bug: the connector failed");
      return new Outcome.Unknown(new Trouble(Trouble.Cause.UNREADABLE, Raw.NONE));
    }
  }

  private void settle(Txn txn, Outcome outcome) {
    var now = clock.instant();
    var soon = now.plus(CheckSchedule.delayAfter(0));
    var raw = outcome.raw();
    switch (outcome) {
      case Outcome.Succeeded(var reference, _, _, _) ->
          move(txn, TxnMove.charged(reference, raw, CALL, "the provider charged"));
      case Outcome.Pending _ ->
          move(txn, TxnMove.open(TxnStatus.PENDING, raw, soon, CALL, "the provider will decide"));
      case Outcome.NeedsCustomer(var page, _, _) -> move(txn, needsCustomer(page, raw, soon));
      case Outcome.Declined(var refusal) -> declined(txn, refusal, now);
      case Outcome.NotSent(var trouble) ->
          move(
              txn,
              TxnMove.ended(TxnStatus.NOT_SENT, "GATEWAY_UNAVAILABLE", raw, CALL, cause(trouble)));
      case Outcome.Unknown(var trouble) -> {
        LOG.atWarn()
            .addKeyValue("txn", txn.id())
            .addKeyValue("gateway", txn.gateway().code())
            .addKeyValue("cause", trouble.cause())
            .log("debit: outcome unknown, will be asked");
        move(txn, TxnMove.open(TxnStatus.UNKNOWN, raw, soon, CALL, cause(trouble)));
      }
    }
  }

  private void declined(Txn txn, Refusal refusal, Instant now) {
    var error = refusal.error();
    var raw = refusal.raw();
    if (error == ProviderError.DUPLICATE_REFERENCE) {
      var known = "the provider knows our reference already";
      move(txn, TxnMove.open(TxnStatus.UNKNOWN, raw, now, CALL, known));
      resolver.check(txn.order());
    } else if (error == ProviderError.INSUFFICIENT_BALANCE) {
      move(
          txn,
          new TxnMove(
              TxnStatus.NEEDS_CUSTOMER,
              "",
              error.name(),
              raw,
              "",
              Optional.of(now.plus(limits.addMoney())),
              CALL,
              "the balance is too low"));
    } else {
      move(txn, TxnMove.ended(TxnStatus.DECLINED, error.name(), raw, CALL, "the provider refused"));
    }
  }

  private static TxnMove needsCustomer(HostedPage page, Raw raw, Instant next) {
    return new TxnMove(
        TxnStatus.NEEDS_CUSTOMER,
        "",
        "",
        raw,
        page.url().toString(),
        Optional.of(next),
        CALL,
        "the customer must act at the provider");
  }

  /// Somebody else may have resolved it meanwhile; what they found stands.
  private void move(Txn txn, TxnMove move) {
    if (!store.moveIfAllowed(txn.id(), move, clock.instant())) {
      LOG.atInfo()
          .addKeyValue("txn", txn.id())
          .addKeyValue("to", move.to())
          .log("debit: the outcome was known before the call's answer came");
    }
  }

  private Reference newReference(Instant now) {
    return new Reference(ids.ulid(now));
  }

  private Instant deadline(Instant now) {
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
        txn.deviceId());
  }

  private static String cause(Trouble trouble) {
    return "no clear answer: " + trouble.cause();
  }

  private static Rejected tokenUsed() {
    return new Rejected(
        new Rejection.TokenRefused(
            Rejection.TokenFault.EXPIRED,
            "The wallet token was used before. Ask the order's status, or list the wallets for a"
                + " new token."));
  }

  private Rejected whyNotOpen(Caller caller, String orderId, Payer payer) {
    if (store.isUsed(payer.tokenUse())) {
      return tokenUsed();
    }
    var order = orders.reach(caller, orderId).order();
    var stranger =
        order.customer().map(one -> !one.equals(payer.wallet().customer())).orElse(false);
    if (stranger) {
      return new Rejected(
          new Rejection.TokenRefused(
              Rejection.TokenFault.INVALID, "The wallet token is not of the order's customer."));
    }
    if (!order.amount().currency().equals(payer.currency())) {
      return new Rejected(
          new Rejection.OrderRefused(
              "currency.mismatch", "The wallet holds " + payer.currency() + ", not the order's."));
    }
    return new Rejected(
        switch (order.status()) {
          case CHARGED ->
              new Rejection.OrderRefused("order.already.paid", "The order is paid already.");
          case AUTHORIZING, PENDING_CUSTOMER ->
              new Rejection.OrderRefused(
                  "payment.in.progress",
                  "A payment of this order is under way. Ask the order's status.");
          case NEW, FAILED, NOT_SENT -> limitOrWallet(payer);
        });
  }

  private static Rejection limitOrWallet(Payer payer) {
    return payer.wallet().isLinked()
        ? new Rejection.OrderRefused(
            "request.exceeded", "The order has had as many payments as it may have.")
        : Rejection.wallet(WalletError.WALLET_NOT_LINKED);
  }
}
