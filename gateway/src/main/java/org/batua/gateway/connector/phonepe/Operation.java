package org.batua.gateway.connector.phonepe;

import java.util.Locale;

/// The calls of PhonePe's wallet API with their usual paths; that of ending a link is on no public
/// page.
enum Operation {
  OTP("/v3/merchant/otp/send"),
  VERIFY("/v3/merchant/otp/verify"),
  BALANCE("/v3/wallet/balance"),
  DEBIT("/v3/wallet/debit"),
  TOPUP("/v3/wallet/topup"),
  UNLINK("/v3/merchant/token/unlink"),
  STATUS("/v3/transaction/{merchantId}/{transactionId}/status"),
  REFUND("/v3/credit/backToSource");

  private final String usualPath;

  Operation(String usualPath) {
    this.usualPath = usualPath;
  }

  String usualPath() {
    return usualPath;
  }

  String pathSetting() {
    return "path_" + name().toLowerCase(Locale.ROOT);
  }
}
