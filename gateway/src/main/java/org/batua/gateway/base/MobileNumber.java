package org.batua.gateway.base;

import java.util.Optional;
import java.util.regex.Pattern;

/// A mobile number in national form with its country code, both digits only; prints masked.
public record MobileNumber(String countryCode, String national) {
  private static final Pattern COUNTRY = Pattern.compile("[1-9][0-9]{0,3}");
  private static final Pattern NATIONAL = Pattern.compile("[0-9]{4,16}");
  private static final int INDIAN_DIGITS = 10;
  private static final int INDONESIAN_DIGITS_MIN = 9;

  public MobileNumber {
    if (!COUNTRY.matcher(countryCode).matches() || !NATIONAL.matcher(national).matches()) {
      throw new IllegalArgumentException("mobile number: *** (expected: digits only)");
    }
  }

  /// Reads `9000000001`, `+919000000001`, `919000000001` or `09000000001` for country `91`, the
  /// same forms for country `62`, and the plain digits for any other. Empty when it is not a
  /// number.
  public static Optional<MobileNumber> parse(String countryCode, String text) {
    var code = countryCode.startsWith("+") ? countryCode.substring(1) : countryCode;
    if (!COUNTRY.matcher(code).matches()) {
      return Optional.empty();
    }
    var digits = text.startsWith("+" + code) ? text.substring(code.length() + 1) : text;
    if (code.equals("91")) {
      digits = withoutIndianPrefix(digits);
    } else if (code.equals("62")) {
      digits = withoutIndonesianPrefix(digits);
    }
    return NATIONAL.matcher(digits).matches()
        ? Optional.of(new MobileNumber(code, digits))
        : Optional.empty();
  }

  private static String withoutIndianPrefix(String digits) {
    if (digits.length() == INDIAN_DIGITS + 2 && digits.startsWith("91")) {
      return digits.substring(2);
    }
    if (digits.length() == INDIAN_DIGITS + 1 && digits.startsWith("0")) {
      return digits.substring(1);
    }
    return digits;
  }

  /// National numbers have 9 to 12 digits and start with 8, so neither prefix can be a part of one.
  private static String withoutIndonesianPrefix(String digits) {
    if (digits.startsWith("0")) {
      return digits.substring(1);
    }
    return digits.startsWith("62") && digits.length() >= INDONESIAN_DIGITS_MIN + 2
        ? digits.substring(2)
        : digits;
  }

  /// The number with all but its last two digits hidden, for people and logs.
  public String masked() {
    return "*".repeat(national.length() - 2) + national.substring(national.length() - 2);
  }

  @Override
  public String toString() {
    return masked();
  }
}
