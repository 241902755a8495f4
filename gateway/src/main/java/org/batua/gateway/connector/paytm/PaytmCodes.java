package org.batua.gateway.connector.paytm;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.ProviderError;

/// What Paytm's codes mean: one set for OTPs and tokens, another for payments.
///
/// Of payments the status word decides and the code only says why, as publications disagree about
/// several codes. `501`, "system error", is in neither table: it refuses nothing.
final class PaytmCodes {
  /// The OTP was sent, and using it will open a wallet.
  static final String NEW_USER = "02";

  private static final String SENT = "01";
  private static final String DONE = "BE1400001";

  private static final Map<String, ProviderError> ACCOUNTS =
      Map.ofEntries(
          entry("403", ProviderError.OTP_INVALID),
          entry("513", ProviderError.AUTH_SESSION_INVALID),
          entry("442", ProviderError.OTP_ALREADY_USED),
          entry("1107", ProviderError.OTP_ALREADY_USED),
          entry("531", ProviderError.OTP_RATE_LIMITED),
          entry("708", ProviderError.OTP_RATE_LIMITED),
          entry("BE1425006", ProviderError.OTP_RATE_LIMITED),
          entry("431", ProviderError.INVALID_MOBILE),
          entry("433", ProviderError.ACCOUNT_BLOCKED),
          entry("517", ProviderError.ACCOUNT_BLOCKED),
          entry("BE1424001", ProviderError.ACCOUNT_BLOCKED),
          entry("BE1425004", ProviderError.ACCOUNT_BLOCKED),
          entry("BE1425005", ProviderError.PROVIDER_CONFIG),
          entry("BE1423005", ProviderError.PROVIDER_CONFIG),
          entry("BE1423006", ProviderError.PROVIDER_CONFIG),
          entry("430", ProviderError.PROVIDER_CONFIG),
          entry("BE1423012", ProviderError.PROVIDER_CONFIG),
          entry("BE1423013", ProviderError.AUTH_SESSION_INVALID),
          entry("BE1423011", ProviderError.PROVIDER_CONFIG),
          entry("434", ProviderError.INVALID_REQUEST),
          entry("530", ProviderError.TOKEN_INVALID),
          entry("BE1422001", ProviderError.TOKEN_INVALID));

  private static final Map<String, ProviderError> PAYMENTS =
      Map.ofEntries(
          entry("235", ProviderError.INSUFFICIENT_BALANCE),
          entry("227", ProviderError.SIGNATURE_REJECTED),
          entry("335", ProviderError.PROVIDER_CONFIG),
          entry("530", ProviderError.TOKEN_INVALID),
          entry("141", ProviderError.USER_DECLINED),
          entry("810", ProviderError.DECLINED_OTHER));

  private static final Map<String, ProviderError> REFUNDS =
      Map.of(
          "227", ProviderError.SIGNATURE_REJECTED,
          "335", ProviderError.PROVIDER_CONFIG,
          "600", ProviderError.REFUND_NOT_ALLOWED,
          "619", ProviderError.REFUND_EXCEEDS,
          "334", ProviderError.REFUND_NOT_ALLOWED,
          "DUPLICATE_REF_ID", ProviderError.DUPLICATE_REFERENCE);

  private PaytmCodes() {}

  static boolean isSuccess(String accountsCode) {
    return accountsCode.equals(SENT) || accountsCode.equals(DONE) || accountsCode.equals(NEW_USER);
  }

  /// Empty for a code that is no definite refusal of a call about OTPs or tokens.
  static Optional<ProviderError> ofAccounts(String code) {
    return Optional.ofNullable(ACCOUNTS.get(code));
  }

  /// Why a debit was refused; 334 says that Paytm knows the order already.
  static Optional<ProviderError> ofDebit(String code) {
    return code.equals("334") ? Optional.of(ProviderError.DUPLICATE_REFERENCE) : ofPayment(code);
  }

  /// Why an order failed that is asked about, or a call about a wallet.
  static Optional<ProviderError> ofPayment(String code) {
    return Optional.ofNullable(PAYMENTS.get(code));
  }

  static Optional<ProviderError> ofRefund(String code) {
    return Optional.ofNullable(REFUNDS.get(code));
  }

  /// Whether a code may be said to refuse; not one that may stand beside money that moved.
  static boolean canRefuse(String code) {
    return !isSuccess(code)
        && !isUndecided(code)
        && !isDown(code)
        && !isNotKnown(code)
        && !code.equals("DUPLICATE_REF_ID");
  }

  /// Whether the code refuses the very question: it says nothing about what was asked for.
  static boolean refusesOurKeys(String code) {
    return code.equals("227") || code.equals("335");
  }

  /// Whether an inquiry's code says that Paytm has no such order or refund.
  static boolean isNotKnown(String code) {
    return code.equals("331") || code.equals("334") || code.equals("631");
  }

  /// Whether a call about OTPs or tokens met a system error, which means that nothing was done.
  static boolean isDown(String accountsCode) {
    return accountsCode.equals("501")
        || accountsCode.equals("00000900")
        || accountsCode.equals("BE1426003");
  }

  /// Whether the code says that nothing has been decided, whatever the status word.
  static boolean isUndecided(String code) {
    return code.equals("400") || code.equals("402") || code.equals("501");
  }
}
