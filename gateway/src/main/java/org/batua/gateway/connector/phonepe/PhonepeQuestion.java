package org.batua.gateway.connector.phonepe;

/// What an answer about money answers.
enum PhonepeQuestion {
  DEBIT,
  REFUND,
  INQUIRY
}
