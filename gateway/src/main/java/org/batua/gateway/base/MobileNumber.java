package org.batua.gateway.base;

import java.util.Optional;
import java.util.regex.Pattern;

/// A mobile number in national form with its country code, both digits only; prints masked.
public record MobileNumber(String countryCode, String national) {
  /// The message for a number that [#parse] refuses.
  public static final String EXPECTED = "must be a mobile number, as 9000000001 or +919000000001";

  /// How many characters a number may be written with.
  public static final int TEXT_LENGTH_MAX = 32;

  private static final Pattern COUNTRY = Pattern.compile("[1-9][0-9]{0,3}");
  private static final Pattern NATIONAL = Pattern.compile("[0-9]{4,16}");
  private static final int DIGITS_MAX = 16;

  /// What people write between digits: spaces of any kind, brackets, dots, slashes, dashes.
  private static final Pattern BETWEEN = Pattern.compile("[\\h\\s().\\[\\]/\\p{Pd}]");

  /// The calling codes that ITU-T E.164 assigns: none is the beginning of another one.
  private static final Pattern CALLING_CODE =
      Pattern.compile(
          "(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9][0-9]{2})([0-9]*)");

  private static final String INDIA = "91";
  private static final String INDONESIA = "62";
  private static final int INDIAN_DIGITS = 10;
  private static final int INDONESIAN_DIGITS_MIN = 9;

  public MobileNumber {
    if (!COUNTRY.matcher(countryCode).matches() || !NATIONAL.matcher(national).matches()) {
      throw new IllegalArgumentException("mobile number: *** (expected: digits only)");
    }
  }

  /// Reads a number as people write it: `9000000001`, `+91 90000-00001`, `(0)9000000001`, `0091
  /// 9000000001`, `919000000001`. A number that names its country by `+` or `00` is of that
  /// country, any other one is of `countryCode`. Empty when it is no number.
  public static Optional<MobileNumber> parse(String countryCode, String text) {
    var code = countryCode.startsWith("+") ? countryCode.substring(1) : countryCode;
    if (text.length() > TEXT_LENGTH_MAX || !COUNTRY.matcher(code).matches()) {
      return Optional.empty();
    }
    var digits = BETWEEN.matcher(text).replaceAll("");
    if (digits.startsWith("+")) {
      return international(code, digits.substring(1));
    }
    return digits.startsWith("00")
        ? international(code, digits.substring(2))
        : of(code, withoutPrefix(code, digits));
  }

  /// The default country comes first, since what a merchant calls one need not be assigned.
  private static Optional<MobileNumber> international(String code, String digits) {
    if (digits.startsWith(code)) {
      return of(code, withoutTrunk(code, digits.substring(code.length())));
    }
    var split = CALLING_CODE.matcher(digits);
    return split.matches()
        ? of(split.group(1), withoutTrunk(split.group(1), split.group(2)))
        : Optional.empty();
  }

  private static Optional<MobileNumber> of(String code, String national) {
    return NATIONAL.matcher(national).matches() && code.length() + national.length() <= DIGITS_MAX
        ? Optional.of(new MobileNumber(code, national))
        : Optional.empty();
  }

  private static String withoutPrefix(String code, String digits) {
    return switch (code) {
      case INDIA ->
          digits.length() == INDIAN_DIGITS + 2 && digits.startsWith(INDIA)
              ? digits.substring(2)
              : withoutTrunk(code, digits);
      // national numbers have 9 to 12 digits and start with 8, so the code is no part of one
      case INDONESIA ->
          digits.startsWith(INDONESIA) && digits.length() >= INDONESIAN_DIGITS_MIN + 2
              ? digits.substring(2)
              : withoutTrunk(code, digits);
      default -> digits;
    };
  }

  /// The zero that is dialled before a number within its country.
  private static String withoutTrunk(String code, String digits) {
    boolean hasTrunk =
        switch (code) {
          case INDIA -> digits.length() == INDIAN_DIGITS + 1 && digits.startsWith("0");
          case INDONESIA -> digits.startsWith("0");
          default -> false;
        };
    return hasTrunk ? digits.substring(1) : digits;
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
