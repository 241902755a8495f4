package org.batua.gateway.connector;

import java.util.regex.Pattern;
import org.batua.gateway.base.StorableText;

/// What the provider said, for the audit trail: no secret, no customer data, no markup.
///
/// @param code the provider's own code, empty when there was none
/// @param message the provider's own words: no markup, digits of numbers masked, 200 characters
/// @param httpStatus 0 when no answer came
public record ProviderResponse(
    String code, String message, int httpStatus, String providerRequestId) {
  private static final int MESSAGE_LENGTH_MAX = 200;
  private static final int CODE_LENGTH_MAX = 64;

  /// Long runs of digits are mobile numbers or account numbers.
  private static final Pattern DIGITS = Pattern.compile("[0-9]{7,}");

  public static final ProviderResponse NONE = new ProviderResponse("", "", 0, "");

  public ProviderResponse {
    code = StorableText.of(code, CODE_LENGTH_MAX);
    message =
        message.contains("<")
            ? "(markup)"
            : StorableText.of(DIGITS.matcher(message).replaceAll("***"), MESSAGE_LENGTH_MAX);
    providerRequestId = StorableText.of(providerRequestId, CODE_LENGTH_MAX);
  }

  public static ProviderResponse of(String code, String message, int httpStatus) {
    return new ProviderResponse(code, message, httpStatus, "");
  }
}
