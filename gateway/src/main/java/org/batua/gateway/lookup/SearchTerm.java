package org.batua.gateway.lookup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;

/// What a person quoted, in the forms in which it may be stored.
///
/// @param text without blanks around it
/// @param order the order that the wire's `txn_id` (merchant, order, attempt) is of
/// @param numbers national forms, when it may be a mobile number
record SearchTerm(String text, String order, List<String> numbers, String email) {
  private static final Pattern WIRE_TXN = Pattern.compile("-[0-9]{1,2}$");
  private static final Pattern BETWEEN_DIGITS = Pattern.compile("[ ().\\[\\]/-]");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{8,16}");

  static SearchTerm of(MerchantId merchant, String text) {
    var prefix = merchant + "-";
    var attempt = WIRE_TXN.matcher(text);
    var order =
        text.startsWith(prefix) && attempt.find() && attempt.start() > prefix.length()
            ? text.substring(prefix.length(), attempt.start())
            : "";
    var digits = BETWEEN_DIGITS.matcher(text).replaceAll("");
    return new SearchTerm(
        text, order, NUMBER.matcher(digits).matches() ? numbers(digits) : List.of(), email(text));
  }

  private static List<String> numbers(String digits) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(digits.startsWith("+") ? digits.substring(1) : digits);
    for (var country : List.of("91", "62")) {
      MobileNumber.parse(country, digits).ifPresent(it -> forms.add(it.national()));
    }
    return List.copyOf(forms);
  }

  private static String email(String text) {
    return text.indexOf('@') > 0 ? text.toLowerCase(Locale.ROOT) : "";
  }
}
