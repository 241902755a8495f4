package org.batua.gateway.lookup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.MobileNumber;

/// Finds by anything that a person may quote: every name of an order, a payment, a refund, a
/// top-up, a wallet or a customer, as it stands on a receipt, in a log or in an e-mail.
public final class Finder {
  static final int LENGTH_MAX = 128;
  private static final int HITS_MAX = 60;
  private static final Pattern WIRE_TXN = Pattern.compile("-[0-9]{1,2}$");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{8,16}");

  private final LookupStore store;

  public Finder(LookupStore store) {
    this.store = store;
  }

  /// What a person quoted, in the forms in which it may be stored.
  ///
  /// @param text without blanks around it
  /// @param order the order that the wire's `txn_id` (merchant, order, attempt) is of
  /// @param numbers national forms, when it may be a mobile number
  record Quoted(String text, String order, List<String> numbers, String email) {}

  /// All that has this name at the merchant, orders first; each once.
  public List<Hit> find(MerchantId merchant, String quoted) {
    var text = quoted.strip();
    if (text.isEmpty() || text.length() > LENGTH_MAX) {
      return List.of();
    }
    var found = store.find(merchant, quoted(merchant, text), HITS_MAX);
    Set<String> seen = new LinkedHashSet<>();
    return found.stream().filter(hit -> seen.add(hit.kind() + " " + hit.id())).toList();
  }

  static Quoted quoted(MerchantId merchant, String text) {
    var prefix = merchant + "-";
    var attempt = WIRE_TXN.matcher(text);
    var order =
        text.startsWith(prefix) && attempt.find() && attempt.start() > prefix.length()
            ? text.substring(prefix.length(), attempt.start())
            : "";
    var digits = text.replaceAll("[ ()-]", "");
    return new Quoted(
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
