package org.batua.gateway.connector.mobikwik;

import java.util.Locale;

/// The calls of MobiKwik's wallet API with their usual paths and message codes, both of which
/// differ between its publications and are therefore settings.
enum Operation {
  QUERY("/querywallet", "500"),
  OTP("/otpgenerate", "504"),
  TOKEN("/tokengenerate", "507"),
  RENEW("/tokenregenerate", "507"),
  BALANCE("/userbalance", "501"),
  DEBIT("/debitwallet", "503"),
  TOPUP("/addmoneytowallet", ""),
  STATUS("/checkstatus", ""),
  REFUND("/walletrefund", "");

  private final String usualPath;
  private final String usualMessageCode;

  Operation(String usualPath, String usualMessageCode) {
    this.usualPath = usualPath;
    this.usualMessageCode = usualMessageCode;
  }

  String usualPath() {
    return usualPath;
  }

  /// Empty for a call that has none.
  String usualMessageCode() {
    return usualMessageCode;
  }

  boolean hasMessageCode() {
    return !usualMessageCode.isEmpty();
  }

  String pathSetting() {
    return "path_" + name().toLowerCase(Locale.ROOT);
  }

  String messageCodeSetting() {
    return "msgcode_" + name().toLowerCase(Locale.ROOT);
  }
}
