package org.batua.gateway.connector.answer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderError.About;

/// What an operator says that a provider's codes mean: the setting `codes`, which goes before the
/// documented table of each connector. A code that neither names refuses nothing.
///
/// @param said by code; empty for one that is said to tell nothing
public record RefusalCodes(Map<String, Optional<ProviderError>> said) {
  private static final String SETTING = "codes";
  private static final String UNKNOWN = "UNKNOWN";
  private static final Pattern PAIR = Pattern.compile("([A-Za-z0-9_./-]{1,64})=([A-Z_]+)");
  private static final Map<String, Optional<ProviderError>> WORDS = words();

  public RefusalCodes {
    said = Map.copyOf(said);
  }

  private static Map<String, Optional<ProviderError>> words() {
    var words =
        Arrays.stream(ProviderError.values())
            .filter(error -> error.about() != About.TRANSPORT)
            .collect(Collectors.toMap(Enum::name, Optional::of));
    words.put(UNKNOWN, Optional.empty());
    return Map.copyOf(words);
  }

  public static AccountField field() {
    return AccountField.setting(
        SETTING, "", "what codes of refusal mean, over the table: CODE=WORD,CODE=WORD");
  }

  /// Reads the setting of an account.
  ///
  /// @param canRefuse no for a code that may stand beside money that moved, as one of success, of a
  ///   system error or of a reference that is known already; such a code keeps its meaning
  /// @throws IllegalArgumentException when the setting is not in its form
  public static RefusalCodes of(ProviderAccount account, Predicate<String> canRefuse) {
    var said = new HashMap<String, Optional<ProviderError>>();
    var text = account.setting(SETTING, "").strip();
    for (var pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      var match = PAIR.matcher(pair.strip());
      if (!match.matches() || !WORDS.containsKey(match.group(2))) {
        throw account.unfit(
            SETTING,
            "CODE=WORD,CODE=WORD with a WORD of "
                + WORDS.keySet().stream().sorted().collect(Collectors.joining(", ")));
      }
      var code = match.group(1);
      if (!canRefuse.test(code)) {
        throw account.unfit(SETTING, "only codes that can refuse, and " + code + " cannot");
      }
      if (said.put(code, WORDS.get(match.group(2))) != null) {
        throw account.unfit(SETTING, "each code once, and " + code + " is there twice");
      }
    }
    return new RefusalCodes(said);
  }

  /// Why a call that moves no money is refused.
  public Optional<ProviderError> of(String code, Optional<ProviderError> documented) {
    return said.getOrDefault(code, documented);
  }

  /// Why a debit or a refund is refused. What is said about linking is not said about money.
  public Optional<ProviderError> ofMoney(String code, Optional<ProviderError> documented) {
    return isAbout(code, About.LINKING) ? documented : of(code, documented);
  }

  /// Why the money that is asked about did not move. What refuses the question does not tell.
  public Optional<ProviderError> ofInquiry(String code, Optional<ProviderError> documented) {
    return refusesRequest(code) ? Optional.empty() : ofMoney(code, documented);
  }

  /// Whether the code is said to refuse a request as such, whatever it was about.
  public boolean refusesRequest(String code) {
    return isAbout(code, About.REQUEST);
  }

  /// Whether the code is said to tell nothing.
  public boolean isUnknown(String code) {
    return said.containsKey(code) && of(code, Optional.empty()).isEmpty();
  }

  private boolean isAbout(String code, About about) {
    return of(code, Optional.empty()).filter(error -> error.about() == about).isPresent();
  }
}
