package org.batua.gateway.connector.development;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.ProviderAccount;

/// What the development protocol needs of a provider account, beside the provider's own fields.
record DevelopmentAccount(ProviderAccount account) {
  static final String URL = "development_url";

  /// The names of what a linked wallet's credentials hold.
  static final String TOKEN = "development_token";

  static final String MOBILE = "development_mobile";

  private static final String MERCHANT = "development_merchant";
  private static final String KEY = "development_key";

  static List<AccountField> fields() {
    return List.of(
        AccountField.setting(
            URL,
            "",
            "development only: where the development wallet protocol is served; empty for none"),
        AccountField.setting(MERCHANT, "", "merchant id of the development protocol"),
        AccountField.optionalSecret(KEY, "key of the development protocol"));
  }

  /// Whether the account is switched to the protocol.
  boolean isSwitchedOn() {
    return !account.setting(URL).isEmpty();
  }

  Optional<String> problem() {
    if (!isSwitchedOn()) {
      return Optional.empty();
    }
    if (merchant().isEmpty() || key().reveal().isEmpty()) {
      return Optional.of(MERCHANT + ", " + KEY + ": missing (expected beside " + URL + ")");
    }
    return ProviderAccount.problems(() -> url("otp/send")).stream().findFirst();
  }

  URI url(String call) {
    return account.url(URL, "/" + call);
  }

  String merchant() {
    return account.setting(MERCHANT);
  }

  Secret key() {
    return account.secret(KEY);
  }
}
