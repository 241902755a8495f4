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
/// Amounts are in the smallest unit of their currency, as paise; a reference is unique at its
/// gateway only.
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
      Set.of(
          "QUEUED",
          "SENDING",
          "UNKNOWN",
          "PENDING",
          "AWAITING_CONFIRMATION",
          "AWAITING_WALLET",
          "AWAITING_FUNDS",
          "FUNDS_IN_TRANSIT",
          "FUNDED",
          "AWAITING_REDIRECT",
          "MANUAL_REVIEW",
          "NEW",
          "OPENED");

  private static final String PRESUMED = "PRESUMED_FAILED";

  /// Our name of a movement at one gateway.
  public record Reference(String gateway, String value) {
    @Override
    public String toString() {
      return gateway + " " + value;
    }
  }

  /// What the gateway's database holds.
  public record Gateway(
      List<Order> orders,
      List<Txn> txns,
      List<Refund> refunds,
      List<Topup> topups,
      List<Entry> journal,
      List<Move> moves,
      List<Forgery> forgeries) {}

  /// A notification that the harness has forged, as the gateway stored it.
  public record Forgery(String account, String status) {}

  /// What the simulator holds.
  ///
  /// @param debitCalls how many calls for a debit it got, by reference
  /// @param refundCalls the same for refunds, by what each provider takes for their name
  /// @param ledgerSums of all accounts at each gateway, which have to be nothing
  public record Provider(
      List<Payment> payments,
      List<Addition> additions,
      List<StatementLine> statement,
      Map<Reference, Long> debitCalls,
      Map<Reference, Long> refundCalls,
      List<Account> accounts,
      Map<String, Long> ledgerSums) {}

  /// What a merchant wants to be paid for.
  ///
  /// @param ref our id, `id` the merchant's, after the merchant and a slash when it is the second
  public record Order(
      String ref, String id, long paise, String status, long refundedPaise, Instant createdAt) {
    boolean isOf(String merchant) {
      return id.startsWith(merchant + AnswerLog.SEPARATOR);
    }
  }

  /// One attempt to pay.
  ///
  /// @param hasTokenUse whether a wallet token was used up for it, and for nothing else; or it was
  ///   paid on a provider's page
  /// @param isSecondCharge whether it was charged after another payment of its order
  public record Txn(
      String id,
      String orderRef,
      int attempt,
      Reference reference,
      long paise,
      String status,
      Instant createdAt,
      @Nullable Instant nextCheckAt,
      boolean hasTokenUse,
      boolean isSecondCharge) {

    boolean isOpen() {
      return OPEN.contains(status);
    }

    /// Given up for want of an answer: a late truth still wins.
    boolean isPresumed() {
      return status.equals(PRESUMED);
    }

    boolean isCharged() {
      return status.equals("CHARGED");
    }
  }

  /// Money on its way back.
  ///
  /// @param orderRef ours
  /// @param isNamed whether its reference is known at the provider, so that it can be found there
  public record Refund(
      String id,
      String orderRef,
      String txnId,
      String requestId,
      Reference reference,
      boolean isNamed,
      long paise,
      String status,
      Instant createdAt,
      @Nullable Instant nextCheckAt) {

    boolean isOpen() {
      // its amount stays reserved until the end is certain
      return OPEN.contains(status) || status.equals(PRESUMED);
    }

    boolean hasSucceeded() {
      return status.equals("SUCCEEDED");
    }
  }

  /// Money that a customer adds to a wallet.
  ///
  /// @param name the merchant's id of it, after the merchant and a slash when it is the second
  public record Topup(
      String id,
      String name,
      String walletId,
      Reference reference,
      long paise,
      String status,
      Instant createdAt,
      @Nullable Instant nextCheckAt) {

    boolean isOpen() {
      return OPEN.contains(status);
    }

    boolean isPresumed() {
      return status.equals(PRESUMED);
    }

    boolean hasSucceeded() {
      return status.equals("SUCCEEDED");
    }
  }

  /// A row of the books.
  ///
  /// @param orderRef empty where it belongs to no order
  public record Entry(Reference reference, String kind, String orderRef, long paise) {}

  /// A change of state of a txn, a refund or a top-up, in order.
  ///
  /// @param actor `CALL` is the call that moved the money; others have come back to it
  public record Move(String ofId, @Nullable String from, String to, String actor, Instant at) {}

  /// A debit as the simulator knows it.
  ///
  /// @param account the last four digits of the customer's number
  /// @param addedPaise what the customer has added to the wallet for it, on the provider's page
  public record Payment(
      Reference reference,
      String account,
      long movedPaise,
      long addedPaise,
      String status,
      List<PaidBack> refunds) {

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
  ///
  /// @param name ours; empty at a provider that gives refunds none
  public record PaidBack(String name, long paise, String status) {}

  /// A top-up as the simulator knows it.
  public record Addition(Reference reference, String account, long movedPaise, String status) {
    boolean hasSucceeded() {
      return status.equals("SUCCEEDED");
    }
  }

  /// A line of the simulator's statement.
  public record StatementLine(Reference reference, String type, long paise, String status) {
    boolean hasSucceeded() {
      return status.equals("SUCCEEDED");
    }
  }

  /// A customer's balance before the first debit and now.
  public record Account(String gateway, String digits, long startPaise, long nowPaise) {}

  /// Whether the end of a payment may still change.
  boolean isUndecided(Txn txn) {
    return txn.isOpen() || (txn.isPresumed() && !settled);
  }

  boolean isOverdue(@Nullable Instant nextCheckAt, Duration grace) {
    return nextCheckAt != null && nextCheckAt.plus(grace).isBefore(at);
  }
}
