package org.batua.bench.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that the three parties know at one moment: the client, the gateway's database, the
/// simulator.
///
/// Amounts are paise.
///
/// @param at the moment, by the database's clock
/// @param settled whether everything had the time to be found out
/// @param asked what the client wanted to charge, by its order id
public record Facts(
    Instant at,
    boolean settled,
    Map<String, Long> asked,
    List<Answer> answers,
    Gateway gateway,
    Provider provider) {
  private static final Set<String> OPEN =
      Set.of("QUEUED", "SENDING", "UNKNOWN", "PENDING", "NEEDS_CUSTOMER", "NEEDS_PERSON");

  /// What the gateway's database holds.
  public record Gateway(
      List<Order> orders,
      List<Txn> txns,
      List<Refund> refunds,
      List<Entry> journal,
      List<Move> moves) {}

  /// What the simulator holds.
  ///
  /// @param debitCalls how many calls for a debit it got, by reference
  /// @param ledgerSum of all its accounts, which has to be nothing
  public record Provider(
      List<Payment> payments,
      List<StatementLine> statement,
      Map<String, Long> debitCalls,
      List<Account> accounts,
      long ledgerSum) {}

  /// What a merchant wants to be paid for.
  ///
  /// @param ref our id, `id` the merchant's
  public record Order(
      String ref, String id, long paise, String status, long refundedPaise, Instant createdAt) {}

  /// One attempt to pay.
  ///
  /// @param hasTokenUse whether a wallet token was used up for it, and for nothing else
  public record Txn(
      String id,
      String orderRef,
      int attempt,
      String reference,
      long paise,
      String status,
      Instant createdAt,
      @Nullable Instant nextCheckAt,
      boolean hasTokenUse) {

    boolean isOpen() {
      return OPEN.contains(status);
    }

    boolean isCharged() {
      return status.equals("CHARGED");
    }
  }

  /// Money on its way back.
  ///
  /// @param orderRef ours
  public record Refund(
      String id,
      String orderRef,
      String txnId,
      String requestId,
      String reference,
      long paise,
      String status,
      Instant createdAt,
      @Nullable Instant nextCheckAt) {

    boolean isOpen() {
      return OPEN.contains(status);
    }

    boolean hasSucceeded() {
      return status.equals("SUCCEEDED");
    }
  }

  /// A row of the books.
  public record Entry(String reference, String kind, String orderRef, long paise) {}

  /// A change of state of a txn or a refund, in order.
  ///
  /// @param actor `CALL` is the call that moved the money; others have come back to it
  public record Move(String ofId, @Nullable String from, String to, String actor, Instant at) {}

  /// A debit as the simulator knows it.
  ///
  /// @param account the last four digits of the customer's number
  public record Payment(
      String reference, String account, long movedPaise, String status, List<PaidBack> refunds) {

    boolean hasSucceeded() {
      return status.equals("SUCCEEDED");
    }

    long refundedPaise() {
      return refunds.stream()
          .filter(it -> it.status().equals("SUCCEEDED"))
          .mapToLong(PaidBack::paise)
          .sum();
    }
  }

  /// A refund as the simulator knows it.
  public record PaidBack(long paise, String status) {}

  /// A line of the simulator's statement.
  public record StatementLine(String reference, String type, long paise, String status) {
    boolean hasSucceeded() {
      return status.equals("SUCCEEDED");
    }
  }

  /// A customer's balance before the first debit and now.
  public record Account(String digits, long startPaise, long nowPaise) {}

  boolean isOverdue(@Nullable Instant nextCheckAt, Duration grace) {
    return nextCheckAt != null && nextCheckAt.plus(grace).isBefore(at);
  }
}
