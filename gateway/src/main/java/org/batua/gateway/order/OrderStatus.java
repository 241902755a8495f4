package org.batua.gateway.order;

/// The status of an order, with its words on the wire.
public enum OrderStatus {
  NEW("NEW", 10),
  AUTHORIZING("AUTHORIZING", 28),
  PENDING_CUSTOMER("PENDING_VBV", 23),
  CHARGED("CHARGED", 21),
  FAILED("AUTHORIZATION_FAILED", 27),
  NOT_SENT("JUSPAY_DECLINED", 22);

  private final String word;
  private final int id;

  OrderStatus(String word, int id) {
    this.word = word;
    this.id = id;
  }

  public String word() {
    return word;
  }

  public int id() {
    return id;
  }

  /// Whether a payment may start.
  public boolean isOpen() {
    return this == NEW || this == FAILED || this == NOT_SENT;
  }
}
