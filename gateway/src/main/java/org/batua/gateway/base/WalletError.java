package org.batua.gateway.base;

/// The stable codes of refused wallet calls, with the message for a merchant's backend.
public enum WalletError {
  OTP_INVALID("The OTP is wrong."),
  OTP_EXPIRED("The OTP has expired. Send command=authenticate for a new one."),
  OTP_ALREADY_USED("The OTP was used before. Send command=authenticate for a new one."),
  OTP_ATTEMPTS_EXCEEDED("Too many wrong OTPs. Send command=authenticate for a new one."),
  OTP_RATE_LIMITED("Too many OTPs were asked for. Wait before asking again."),
  AUTHENTICATION_NOT_STARTED("No OTP is waiting for this wallet. Send command=authenticate first."),
  INVALID_MOBILE("The wallet's provider does not accept this mobile number."),
  ACCOUNT_NOT_FOUND("The mobile number has no account at the wallet's provider."),
  ACCOUNT_BLOCKED("The account is blocked at the wallet's provider."),
  WALLET_NOT_LINKED("The wallet is not linked."),
  WALLET_TOKEN_INVALID("The wallet token cannot be used."),
  TOPUP_NOT_SUPPORTED("The wallet's provider offers no top-up."),
  INSUFFICIENT_BALANCE("The wallet's balance is too low."),
  LIMIT_EXCEEDED("A limit of the wallet's account is exceeded."),
  GATEWAY_DECLINED("The wallet's provider refused."),
  GATEWAY_NOT_CONFIGURED("The gateway is not configured for this merchant."),
  GATEWAY_UNAVAILABLE("The wallet's provider cannot be reached. Nothing happened."),
  GATEWAY_OUTCOME_UNKNOWN("The wallet's provider did not answer in time. Ask again.");

  private final String message;

  WalletError(String message) {
    this.message = message;
  }

  public String message() {
    return message;
  }
}
