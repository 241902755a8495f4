package org.batua.gateway.operator;

import java.time.Instant;
import java.util.Optional;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Money;

/// Refunds in bulk, proposed by one person and approved by another.
public record RefundBatch(
    String id,
    MerchantId merchant,
    String reason,
    State state,
    String proposedBy,
    Optional<String> approvedBy,
    Instant createdAt) {

  /// The state of a batch.
  public enum State {
    PROPOSED,
    /// Approved; its lines become refunds one after the other.
    RUNNING,
    /// Each line has become a refund or was refused.
    DONE
  }

  /// One refund of a batch.
  ///
  /// @param why it was refused; empty when it was not
  public record Line(
      int number, String orderId, String request, Money amount, LineState state, String why) {
    /// A line as it is proposed.
    public static Line of(int number, String orderId, String request, Money amount) {
      return new Line(number, orderId, request, amount, LineState.WAITING, "");
    }
  }

  /// The state of a line.
  public enum LineState {
    WAITING,
    /// It has become a refund, which has a state of its own.
    QUEUED,
    REFUSED
  }
}
