package org.batua.gateway.operator;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.base.Ids;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.refund.Refunds;

/// Refunds in bulk. A line's `unique_request_id` makes it one refund, however often a crash lets it
/// be done again.
public final class RefundBatches {
  private static final int AT_ONCE = 50;
  private static final int LISTED_MAX = 50;

  private final RefundBatchStore store;
  private final Refunds refunds;
  private final Proposals proposals;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  public RefundBatches(
      RefundBatchStore store,
      Refunds refunds,
      Proposals proposals,
      Audit audit,
      Ids ids,
      InstantSource clock) {
    this.store = store;
    this.refunds = refunds;
    this.proposals = proposals;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// Stores a batch and proposes it, both or neither.
  ///
  /// @param lines each of them checked
  /// @param total of them, in words
  public RefundBatch propose(
      Actor actor, MerchantId merchant, List<RefundBatch.Line> lines, String total, String reason) {
    var batch =
        new RefundBatch(
            "rfb_" + ids.hex(8),
            merchant,
            reason,
            RefundBatch.State.PROPOSED,
            actor.name(),
            Optional.empty(),
            clock.instant());
    var draft =
        new Proposals.Draft(
            merchant,
            Proposal.Kind.BATCH_REFUND,
            batch.id(),
            Map.of("lines", Integer.toString(lines.size()), "total", total),
            reason);
    if (proposals.propose(actor, draft, tx -> store.insert(tx, batch, lines)).isEmpty()) {
      throw new IllegalStateException("batch " + batch.id() + ": proposed already");
    }
    return batch;
  }

  /// Lets an approved batch begin; where one person is enough, its own proposer does.
  ///
  /// @return whether it was still waiting for that
  public boolean begin(String id, String by) {
    return store.approve(id, by, clock.instant());
  }

  public Optional<RefundBatch> find(MerchantId merchant, String id) {
    return store.find(merchant, id);
  }

  /// The latest ones of a merchant, newest first.
  public List<RefundBatch> latest(MerchantId merchant) {
    return store.latest(merchant, LISTED_MAX);
  }

  public List<RefundBatch.Line> lines(RefundBatch batch) {
    return store.lines(batch.id());
  }

  /// Makes refunds of the lines of approved batches, some of each.
  public void sweep() {
    for (var batch : store.running()) {
      for (var line : store.waiting(batch.id(), AT_ONCE)) {
        refund(batch, line);
      }
      store.endIfThrough(batch.id(), clock.instant());
    }
  }

  private void refund(RefundBatch batch, RefundBatch.Line line) {
    var by = new Actor(Actor.Kind.PERSON, batch.approvedBy().orElse(""), "", "");
    try {
      var order =
          refunds.refund(
              batch.merchant(),
              new Refunds.Target(line.orderId(), Optional.empty()),
              line.request(),
              _ -> Optional.of(line.amount()));
      store.endLine(batch.id(), line.number(), RefundBatch.LineState.QUEUED, "");
      audit.write(draft(by, batch, line, order.order().ref().value()), AuditEntry.Outcome.DONE);
    } catch (Rejected e) {
      var why = Refusals.sentence(e.rejection());
      store.endLine(batch.id(), line.number(), RefundBatch.LineState.REFUSED, why);
      audit.write(draft(by, batch, line, line.orderId()), AuditEntry.Outcome.REFUSED);
    }
  }

  private static AuditEntry.Draft draft(
      Actor by, RefundBatch batch, RefundBatch.Line line, String object) {
    return AuditEntry.Draft.of(by, "refund", batch.merchant().value(), object)
        .by(Permission.REFUNDS_LARGE)
        .because(batch.reason())
        .detail(
            line.amount()
                + " as "
                + line.request()
                + ", batch "
                + batch.id()
                + " proposed by "
                + batch.proposedBy());
  }
}
