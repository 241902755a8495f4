package org.batua.gateway.connector;

/// Taking money from a linked wallet without the customer's presence.
public interface DirectDebit {
  Outcome debit(Call call, DebitOrder order);

  Inquiry inquire(Call call, DebitOrder order);
}
