package org.batua.gateway.connector;

/// What the provider said, for the audit trail: no secret, no customer data, no markup.
///
/// @param code the provider's own code, empty when there was none
/// @param message the provider's own words, cut to 200 characters
/// @param httpStatus 0 when no answer came
public record Raw(String code, String message, int httpStatus, String providerRequestId) {
  private static final int MESSAGE_LENGTH_MAX = 200;

  public static final Raw NONE = new Raw("", "", 0, "");

  public Raw {
    if (message.length() > MESSAGE_LENGTH_MAX) {
      message = message.substring(0, MESSAGE_LENGTH_MAX);
    }
  }

  public static Raw of(String code, String message, int httpStatus) {
    return new Raw(code, message, httpStatus, "");
  }
}
