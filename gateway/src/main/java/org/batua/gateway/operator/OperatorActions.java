package org.batua.gateway.operator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.WalletId;
import org.batua.gateway.http.Caller;
import org.batua.gateway.merchant.DailyLimits;
import org.batua.gateway.merchant.MerchantLimits;
import org.batua.gateway.order.Orders;
import org.batua.gateway.refund.Refunds;
import org.batua.gateway.resolution.ManualReview;
import org.batua.gateway.resolution.ReviewDecision;
import org.batua.gateway.wallet.Wallets;

/// What operators do to money and wallets, by person or by key: each action is intended in the
/// audit before it begins, and its end is written after. Much money needs a second person.
public final class OperatorActions {
  private final Features features;
  private final Proposals proposals;
  private final Audit audit;
  private final RefundBatches batches;
  private final GuardedChanges changes;
  private final Rules rules;

  /// The use cases behind the actions.
  public record Features(
      Orders orders,
      Refunds refunds,
      Wallets wallets,
      ManualReview manualReview,
      DailyLimits limits) {}

  /// When another person is needed.
  ///
  /// @param secondPerson whether another person approves
  /// @param refundLimit in whole units of the currency
  public record Rules(boolean secondPerson, int refundLimit) {}

  /// What became of an action.
  public sealed interface Result {
    record Done() implements Result {}

    record Proposed(Proposal proposal) implements Result {}

    /// It is not possible in the present state.
    ///
    /// @param why a sentence, or a key of the texts
    record Refused(String why) implements Result {}
  }

  public OperatorActions(
      Features features,
      Proposals proposals,
      RefundBatches batches,
      GuardedChanges changes,
      Audit audit,
      Rules rules) {
    this.changes = changes;
    this.features = features;
    this.proposals = proposals;
    this.audit = audit;
    this.batches = batches;
    this.rules = rules;
  }

  /// Asks the provider for the outcome of an order's payment and refunds.
  public Result ask(Actor actor, MerchantId merchant, String ref, String orderId) {
    var draft = draft(actor, "asked the provider", merchant, ref, Permission.PAYMENTS_ASK);
    return attempt(
        () ->
            audit.around(
                draft, () -> features.orders().status(new Caller.Merchant(merchant), orderId)));
  }

  /// The refund that is asked for.
  ///
  /// @param ref our ref of the order, for the audit
  /// @param request makes the refund repeatable: the same one is done once
  public record RefundWish(
      String ref, String orderId, String request, Money amount, String reason) {}

  /// Gives money back, or proposes to when it is much.
  public Result refund(Actor actor, MerchantId merchant, RefundWish wish) {
    if (rules.secondPerson()
        && !features.limits().admitsRefund(merchant, wish.amount(), usualRefund())) {
      return propose(
          actor,
          new Proposals.Draft(
              merchant,
              Proposal.Kind.LARGE_REFUND,
              wish.ref(),
              Map.of(
                  "order_id", wish.orderId(),
                  "request", wish.request(),
                  "minor", Long.toString(wish.amount().minor()),
                  "currency", wish.amount().currency().getCurrencyCode()),
              wish.reason()));
    }
    return refundNow(actor, merchant, wish);
  }

  private Result refundNow(Actor actor, MerchantId merchant, RefundWish wish) {
    var draft =
        draft(actor, "refund", merchant, wish.ref(), Permission.REFUNDS_CREATE)
            .because(wish.reason())
            .detail(wish.amount() + " as " + wish.request());
    return attempt(
        () ->
            audit.around(
                draft,
                () ->
                    features
                        .refunds()
                        .refund(
                            merchant,
                            new Refunds.Target(wish.orderId(), Optional.empty()),
                            wish.request(),
                            _ -> Optional.of(wish.amount()))));
  }

  /// A person's word for how money ended.
  ///
  /// @param id of the payment, the refund or the top-up
  public record Settlement(
      String id, ManualReview.Ending ending, String providerReference, String reason) {}

  /// Proposes how money ended; where one person is enough it is settled at once.
  public Result settle(Actor actor, MerchantId merchant, Settlement wish) {
    if (!rules.secondPerson()) {
      return settleNow(actor, merchant, wish);
    }
    return propose(
        actor,
        new Proposals.Draft(
            merchant,
            Proposal.Kind.SETTLEMENT,
            wish.id(),
            Map.of(
                "ending", wish.ending().name(),
                "provider_reference", wish.providerReference()),
            wish.reason()));
  }

  private Result settleNow(Actor actor, MerchantId merchant, Settlement wish) {
    var draft =
        draft(actor, "settled", merchant, wish.id(), Permission.SETTLE_APPROVE)
            .because(wish.reason())
            .detail(wish.ending().name());
    var decision = new ReviewDecision(actor.name(), wish.reason(), wish.providerReference());
    var effect =
        audit.around(
            draft,
            () -> features.manualReview().settle(wish.id(), wish.ending(), decision),
            ReviewDecision.Effect.Settled.class::isInstance);
    return switch (effect) {
      case ReviewDecision.Effect.Settled _ -> new Result.Done();
      case ReviewDecision.Effect.NoSuchMovement _ -> new Result.Refused("NO_SUCH_MOVEMENT");
      case ReviewDecision.Effect.NotWaiting _ -> new Result.Refused("NOT_WAITING");
    };
  }

  private Result propose(Actor actor, Proposals.Draft draft) {
    return proposals
        .propose(actor, draft)
        .<Result>map(Result.Proposed::new)
        .orElseGet(() -> new Result.Refused("PROPOSED_ALREADY"));
  }

  /// Approves what another person proposed, and does it.
  public Result approve(Actor actor, Proposal proposal) {
    if (!proposals.decide(actor, proposal, Proposal.State.APPROVED)) {
      return new Result.Refused(
          proposal.proposedBy().equals(actor.name()) ? "OWN_PROPOSAL" : "DECIDED_ALREADY");
    }
    var merchant = new MerchantId(proposal.merchant());
    var result =
        switch (proposal.kind()) {
          case SETTLEMENT ->
              settleNow(
                  actor,
                  merchant,
                  new Settlement(
                      proposal.object(),
                      ManualReview.Ending.valueOf(proposal.content("ending")),
                      proposal.content("provider_reference"),
                      proposal.reason() + " (proposed by " + proposal.proposedBy() + ")"));
          case LARGE_REFUND -> refundNow(actor, merchant, wish(proposal));
          case BATCH_REFUND -> begin(proposal.object(), actor);
          case CREDENTIALS, ADMINISTRATOR, LIMITS ->
              changes
                  .carryOut(actor, proposal)
                  .<Result>map(Result.Refused::new)
                  .orElseGet(Result.Done::new);
        };
    if (result instanceof Result.Refused) {
      proposals.overtaken(proposal);
    }
    return result;
  }

  /// Proposes the credentials of a provider account; where one person is enough they count at once.
  ///
  /// @throws IllegalArgumentException naming the field that is unknown or missing
  public Result configure(
      Actor actor, MerchantId merchant, GuardedChanges.AccountWish wish, String reason) {
    if (rules.secondPerson()) {
      return propose(actor, changes.draft(merchant, wish, reason));
    }
    changes.put(actor, merchant, wish, reason);
    return new Result.Done();
  }

  /// Sets a merchant's limits; where another person is needed, lower ones count at once and higher
  /// ones are proposed.
  public Result limit(Actor actor, MerchantId merchant, MerchantLimits wish, String reason) {
    if (rules.secondPerson() && changes.raises(merchant, wish, usualRefund())) {
      return propose(actor, GuardedChanges.draft(merchant, wish, reason));
    }
    changes.set(actor, merchant, wish, reason);
    return new Result.Done();
  }

  private long usualRefund() {
    return Math.multiplyExact((long) rules.refundLimit(), 100L);
  }

  /// Whether a person's becoming an administrator needs another one.
  public boolean guardsAdministrators() {
    return rules.secondPerson();
  }

  /// Proposes that a person becomes an administrator of the merchant.
  public Result administrator(Actor actor, MerchantId merchant, Operator operator) {
    return propose(actor, GuardedChanges.draft(merchant, operator));
  }

  private Result begin(String batch, Actor actor) {
    return batches.begin(batch, actor.name())
        ? new Result.Done()
        : new Result.Refused("DECIDED_ALREADY");
  }

  /// Proposes a batch of refunds; where one person is enough it begins at once.
  ///
  /// @param total of its lines, in words
  public RefundBatch refundBatch(
      Actor actor, MerchantId merchant, List<RefundBatch.Line> lines, String total, String reason) {
    var batch = batches.propose(actor, merchant, lines, total, reason);
    if (!rules.secondPerson()) {
      begin(batch.id(), actor);
    }
    return batch;
  }

  private static RefundWish wish(Proposal proposal) {
    return new RefundWish(
        proposal.object(),
        proposal.content("order_id"),
        proposal.content("request"),
        new Money(
            Long.parseLong(proposal.content("minor")),
            java.util.Currency.getInstance(proposal.content("currency"))),
        proposal.reason());
  }

  /// Turns a proposal down; the one who made it may take it back only by letting it end.
  public Result turnDown(Actor actor, Proposal proposal) {
    return proposals.decide(actor, proposal, Proposal.State.REFUSED)
        ? new Result.Done()
        : new Result.Refused("DECIDED_ALREADY");
  }

  /// Ends a wallet's link.
  public Result delink(Actor actor, MerchantId merchant, WalletId wallet, String reason) {
    var draft =
        draft(actor, "wallet delinked", merchant, wallet.value(), Permission.WALLETS_DELINK)
            .because(reason);
    return attempt(
        () ->
            audit.around(
                draft, () -> features.wallets().delink(new Caller.Merchant(merchant), wallet)));
  }

  /// Asks the provider for a wallet's balance.
  public Result refresh(Actor actor, MerchantId merchant, WalletId wallet) {
    var draft =
        draft(actor, "balance refreshed", merchant, wallet.value(), Permission.PAYMENTS_ASK);
    return attempt(
        () ->
            audit.around(
                draft, () -> features.wallets().refresh(new Caller.Merchant(merchant), wallet)));
  }

  private static AuditEntry.Draft draft(
      Actor actor, String action, MerchantId merchant, String object, Permission permission) {
    return AuditEntry.Draft.of(actor, action, merchant.value(), object).by(permission);
  }

  private static Result attempt(Runnable action) {
    try {
      action.run();
      return new Result.Done();
    } catch (Rejected e) {
      return new Result.Refused(Refusals.sentence(e.rejection()));
    }
  }
}
