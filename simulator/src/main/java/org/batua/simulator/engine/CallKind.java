package org.batua.simulator.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a received call asked for.
public enum CallKind {
  ACCOUNT_QUERY,
  ACCOUNT_CREATE,
  OTP_SEND,
  LINK,
  RENEW,
  BALANCE,
  DEBIT,
  TOP_UP,
  TOP_UP_DECISION,
  CREDIT,
  INQUIRY,
  REFUND,
  DELINK,
  CONSENT,
  CONSENT_DECISION;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<CallKind> named(String word) {
    return Arrays.stream(values()).filter(k -> k.name().equalsIgnoreCase(word)).findFirst();
  }
}
