package org.batua.gateway.operator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.db.Tx;

/// Four eyes: a proposal is decided once, within a day, by another person than the one who made it.
public final class Proposals {
  private static final Duration LIFE = Duration.ofHours(24);
  private static final int LISTED_MAX = 200;

  private final ProposalStore store;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  public Proposals(ProposalStore store, Audit audit, Ids ids, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// What is proposed, by whom and why.
  public record Draft(
      MerchantId merchant,
      Proposal.Kind kind,
      String object,
      Map<String, String> content,
      String reason) {}

  /// Adds a proposal; empty when one about the same thing is open.
  public Optional<Proposal> propose(Actor actor, Draft draft) {
    return propose(actor, draft, _ -> {});
  }

  /// As [#propose(Actor, Draft)].
  ///
  /// @param more what is written in the same transaction
  Optional<Proposal> propose(Actor actor, Draft draft, Consumer<Tx> more) {
    var now = clock.instant();
    var proposal =
        new Proposal(
            "prp_" + ids.hex(8),
            draft.merchant().value(),
            draft.kind(),
            draft.object(),
            draft.content(),
            draft.reason(),
            actor.name(),
            now,
            now.plus(LIFE),
            Proposal.State.OPEN,
            Optional.empty(),
            Optional.empty());
    boolean added =
        store.inTransaction(
            tx -> {
              store.expire(tx, draft.object(), now);
              if (!store.insert(tx, proposal)) {
                return false;
              }
              more.accept(tx);
              audit.done(tx, entry(actor, "proposed", proposal));
              return true;
            });
    return added ? Optional.of(proposal) : Optional.empty();
  }

  /// Takes the decision, once: of two who decide at the same time one is too late.
  ///
  /// @return whether this person took it; not their own proposal, and none that is over
  public boolean decide(Actor actor, Proposal proposal, Proposal.State state) {
    return store.inTransaction(
        tx -> {
          if (!store.decide(tx, proposal.id(), state, actor.name(), clock.instant())) {
            return false;
          }
          var action = state == Proposal.State.APPROVED ? "approved" : "turned down";
          audit.done(tx, entry(actor, action, proposal));
          return true;
        });
  }

  /// Ends those whose day is over, and forgets what was sealed in them.
  public void expire() {
    store.expire(clock.instant());
  }

  /// Says that an approved proposal came too late.
  public void overtaken(Proposal proposal) {
    store.overtaken(proposal.id());
  }

  public Optional<Proposal> find(MerchantId merchant, String id) {
    return store.find(id).filter(it -> it.merchant().equals(merchant.value()));
  }

  /// The latest ones of a merchant, newest first.
  public List<Proposal> latest(MerchantId merchant) {
    return store.latest(merchant.value(), LISTED_MAX);
  }

  private static AuditEntry.Draft entry(Actor actor, String action, Proposal proposal) {
    var kind = proposal.kind();
    var permission = action.equals("proposed") ? kind.proposing() : kind.approving();
    return AuditEntry.Draft.of(actor, action, proposal.merchant(), proposal.object())
        .by(permission)
        .because(proposal.reason())
        .detail(kind + " " + proposal.shown());
  }
}
