package org.batua.gateway.connector.midtrans;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.answer.RefusalCodes;

/// What Midtrans' status codes mean. 404, 429 and 5xx are deliberately not in the table: they
/// refuse nothing for certain.
///
/// Source: the page "Code 4xx" of Midtrans.
final class MidtransCodes {
  static final String SUCCESS = "200";
  static final String PENDING = "201";
  static final String DENIED = "202";
  static final String UNBOUND = "204";
  static final String NOT_FOUND = "404";
  private static final String REFUND_REJECTED = "414";

  /// As whole words: "refund" holds one of them.
  private static final Pattern FUNDS = Pattern.compile("\\b(?:funds?|balance)\\b");

  private static final Map<String, ProviderError> REFUSALS =
      Map.of(
          "400", ProviderError.INVALID_REQUEST,
          "401", ProviderError.PROVIDER_CONFIG,
          "402", ProviderError.PROVIDER_CONFIG,
          "406", ProviderError.DUPLICATE_REFERENCE,
          "408", ProviderError.INVALID_REQUEST,
          "410", ProviderError.ACCOUNT_BLOCKED,
          "411", ProviderError.TOKEN_INVALID,
          "412", ProviderError.REFUND_NOT_ALLOWED,
          "413", ProviderError.INVALID_REQUEST);

  /// Codes that may be said to refuse; a denial only with the code of the wallet behind it.
  private static final Pattern REFUSING =
      Pattern.compile("(?!404|406|429)4[0-9]{2}(?:/.+)?|202/.+");

  private MidtransCodes() {}

  static boolean canRefuse(String code) {
    return REFUSING.matcher(code).matches();
  }

  /// Empty for a code that is no definite refusal of a call about a pay account.
  ///
  /// @param codes what the account says of codes
  static Optional<ProviderError> refusal(RefusalCodes codes, MidtransAnswer answer) {
    return codes.of(answer.codeWithChannel(), codes.of(answer.code(), documented(answer)));
  }

  /// The same of a charge or a refund.
  static Optional<ProviderError> ofMoney(RefusalCodes codes, MidtransAnswer answer) {
    return codes.ofMoney(
        answer.codeWithChannel(), codes.ofMoney(answer.code(), documented(answer)));
  }

  private static Optional<ProviderError> documented(MidtransAnswer answer) {
    return switch (answer.code()) {
      case DENIED -> Optional.of(denial(answer));
      case REFUND_REJECTED -> Optional.of(rejectedRefund(answer));
      default -> Optional.ofNullable(REFUSALS.get(answer.code()));
    };
  }

  /// The channel's code 201 is "insufficient balance", while status code 201 is "pending".
  private static ProviderError denial(MidtransAnswer answer) {
    var words = answer.words().toLowerCase(Locale.ROOT);
    return switch (answer.text("channel_response_code").orElse("")) {
      case "201" -> ProviderError.INSUFFICIENT_BALANCE;
      case "105" -> ProviderError.ACCOUNT_NOT_FOUND;
      case "1001" -> ProviderError.PROVIDER_CONFIG;
      default -> {
        if (words.contains("insufficient")) {
          yield ProviderError.INSUFFICIENT_BALANCE;
        }
        yield words.contains("limit") ? ProviderError.LIMIT_EXCEEDED : ProviderError.DECLINED_OTHER;
      }
    };
  }

  /// One code stands for several reasons; only its words tell them apart.
  private static ProviderError rejectedRefund(MidtransAnswer answer) {
    var words = answer.words().toLowerCase(Locale.ROOT);
    if (FUNDS.matcher(words).find()) {
      return ProviderError.MERCHANT_FUNDS;
    }
    return words.contains("amount")
        ? ProviderError.REFUND_EXCEEDS
        : ProviderError.REFUND_NOT_ALLOWED;
  }
}
