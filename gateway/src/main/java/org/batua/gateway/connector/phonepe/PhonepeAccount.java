package org.batua.gateway.connector.phonepe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.answer.RefusalCodes;

/// A provider account's settings with their PhonePe meaning.
record PhonepeAccount(ProviderAccount account) {
  private static final String BASE_URL = "base_url";
  private static final String MERCHANT_ID = "merchant_id";
  private static final String SALT_KEY = "salt_key";
  private static final String SALT_INDEX = "salt_index";
  private static final String DEBIT_TYPE = "debit_type";
  private static final String APP_VERSION = "app_version";
  private static final String CALLBACK_URL = "callback_url";
  private static final Pattern APP_VERSION_FORM = Pattern.compile("[0-9]{0,15}");

  /// What PhonePe does when a balance is too small for a debit.
  enum DebitType {
    DEBIT,
    TOPUP_OR_DEBIT
  }

  static List<AccountField> fields() {
    var fields = new ArrayList<AccountField>();
    fields.add(AccountField.requiredSetting(MERCHANT_ID, "merchant id"));
    fields.add(AccountField.requiredSecret(SALT_KEY, "salt key of X-VERIFY"));
    fields.add(AccountField.setting(SALT_INDEX, "1", "index of the salt key"));
    fields.add(
        AccountField.setting(BASE_URL, "https://mercury-t2.phonepe.com", "where the API is"));
    fields.add(
        AccountField.setting(
            DEBIT_TYPE, "debit", "debit, or topup_or_debit to be given a deeplink when short"));
    fields.add(
        AccountField.setting(
            APP_VERSION, "", "phonePeVersionCode of deeplinks; empty: none is sent"));
    fields.add(
        AccountField.setting(
            CALLBACK_URL, "", "our own address for callbacks; empty: as registered at PhonePe"));
    fields.add(RefusalCodes.field());
    for (var operation : Operation.values()) {
      fields.add(
          AccountField.setting(
              operation.pathSetting(), operation.usualPath(), "path of this call"));
    }
    return List.copyOf(fields);
  }

  List<String> problems() {
    return ProviderAccount.problems(
        () -> url(path(Operation.DEBIT)),
        () -> statusPath("0"),
        this::debitType,
        this::codes,
        this::appVersion,
        this::callbackUrl);
  }

  /// @param path as it is signed
  URI url(String path) {
    return account.url(BASE_URL, path);
  }

  String path(Operation operation) {
    return account.setting(operation.pathSetting());
  }

  String statusPath(String transactionId) {
    var path = path(Operation.STATUS);
    if (!path.contains("{transactionId}")) {
      throw account.unfit(Operation.STATUS.pathSetting(), "a path with {transactionId} in it");
    }
    return path.replace("{merchantId}", merchantId()).replace("{transactionId}", transactionId);
  }

  String merchantId() {
    return account.setting(MERCHANT_ID);
  }

  Secret saltKey() {
    return account.secret(SALT_KEY);
  }

  String saltIndex() {
    return account.setting(SALT_INDEX);
  }

  RefusalCodes codes() {
    return RefusalCodes.of(account, PhonepeCodes::canRefuse);
  }

  DebitType debitType() {
    return account.choice(DEBIT_TYPE, DebitType.class);
  }

  /// Empty where none is to be sent.
  Optional<String> callbackUrl() {
    return account.setting(CALLBACK_URL, "").isEmpty()
        ? Optional.empty()
        : Optional.of(account.page(CALLBACK_URL).toString());
  }

  /// Empty where none is to be sent.
  Optional<Long> appVersion() {
    var version = account.setting(APP_VERSION);
    if (!APP_VERSION_FORM.matcher(version).matches()) {
      throw account.unfit(APP_VERSION, "digits");
    }
    return version.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(version));
  }
}
