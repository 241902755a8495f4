package org.batua.gateway.connector.paytm;

import java.util.Locale;

/// The calls of Paytm's wallet API with their usual paths.
///
/// Those of the OTP, of renewal and of the balance are not printed on public pages; the defaults
/// for the OTP are the ones of the older API.
enum Operation {
  OTP(Host.ACCOUNTS, "/signin/otp?locale=en-IN"),
  VALIDATE(Host.ACCOUNTS, "/signin/validate/otp?locale=en-IN"),
  RENEW(Host.ACCOUNTS, "/oauth2/token"),
  REVOKE(Host.ACCOUNTS, "/oauth2/token/sv1"),
  BALANCE(Host.PG, "/fetchInstrument"),
  DEBIT(Host.PG, "/paymentservices/HANDLER_FF/withdrawScw"),
  STATUS(Host.PG, "/v3/order/status"),
  REFUND(Host.PG, "/refund/apply"),
  REFUND_STATUS(Host.PG, "/v2/refund/status"),
  TOPUP(Host.PG, "/oltp-web/processTransaction");

  /// Paytm has one host for customers and their tokens, and one for payments.
  enum Host {
    ACCOUNTS,
    PG
  }

  private final Host host;
  private final String usualPath;

  Operation(Host host, String usualPath) {
    this.host = host;
    this.usualPath = usualPath;
  }

  Host host() {
    return host;
  }

  String usualPath() {
    return usualPath;
  }

  String pathSetting() {
    return "path_" + name().toLowerCase(Locale.ROOT);
  }
}
