package org.batua.bench.crash;

import java.time.Instant;

/// What the gateway said to the client, or that it said nothing.
///
/// @param orderId the merchant's id of the order or the top-up
/// @param requestId the refund's own id; empty for the other kinds
/// @param httpStatus 0 when no answer came
/// @param status the word of the order, the refund or the top-up; empty when there was none
/// @param txnId the payment that is spoken of; empty when there was none
/// @param paise what the answer says that is charged or refunded; 0 when it says nothing
public record Answer(
    Kind kind,
    String orderId,
    String requestId,
    int httpStatus,
    String status,
    String txnId,
    long paise,
    Instant askedAt,
    Instant at) {

  /// What was asked, or what a part of an answer tells of.
  public enum Kind {
    CREATE,
    PAY,
    STATUS,
    REFUND,
    TOPUP
  }

  boolean isGood() {
    return httpStatus == 200;
  }

  /// No answer, or one that says that the server cannot.
  boolean leavesOpen() {
    return httpStatus == 0 || httpStatus >= 500;
  }

  boolean saysCharged() {
    return isAboutThePayment() && status.equals("CHARGED");
  }

  boolean isAboutThePayment() {
    return isGood() && (kind == Kind.PAY || kind == Kind.STATUS);
  }
}
