package org.batua.gateway.connector.freecharge;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.answer.AnswerChecksum;
import org.batua.gateway.connector.answer.RefusalCodes;

/// A provider account's settings with their FreeCharge meaning.
record FreechargeAccount(ProviderAccount account) {
  private static final String BASE_URL = "base_url";
  private static final String MERCHANT_ID = "merchant_id";
  private static final String KEY = "key";
  private static final String CHANNEL = "channel";
  private static final String PRODUCT = "product_info";
  private static final String TOPUP_PRODUCT = "topup_product_info";
  private static final String ANSWER_CHECKSUM = "answer_checksum";
  private static final String NOT_FOUND = "code_txn_not_found";

  /// The calls, with their published paths.
  enum Path {
    PAY("/api/v1/co/pay/init"),
    STATUS("/api/v1/co/transaction/status"),
    REFUND("/api/v1/co/refund");

    private final String usual;

    Path(String usual) {
      this.usual = usual;
    }

    String setting() {
      return "path_" + name().toLowerCase(Locale.ROOT);
    }
  }

  static List<AccountField> fields() {
    var fields = new ArrayList<AccountField>();
    fields.add(AccountField.requiredSetting(MERCHANT_ID, "merchant id"));
    fields.add(AccountField.requiredSecret(KEY, "merchant key, which checksums end with"));
    fields.add(
        AccountField.setting(BASE_URL, "https://checkout.freecharge.in", "where the API is"));
    fields.add(AccountField.setting(CHANNEL, "WEB", "channel of the page: WEB or WAP"));
    fields.add(AccountField.setting(PRODUCT, "Payment", "productInfo of a payment"));
    fields.add(AccountField.setting(TOPUP_PRODUCT, "WALLET_LOAD", "productInfo of a top-up"));
    fields.add(
        AccountField.setting(
            ANSWER_CHECKSUM, "required", "checksum of answers: required, when_present, ignored"));
    for (var path : Path.values()) {
      fields.add(AccountField.setting(path.setting(), path.usual, "path of this call"));
    }
    fields.add(
        AccountField.setting(
            NOT_FOUND, "TXN_NOT_FOUND", "errorCode of a reference that nobody there knows"));
    fields.add(RefusalCodes.field());
    return List.copyOf(fields);
  }

  List<String> problems() {
    return ProviderAccount.problems(
        () -> url(Path.PAY), this::channel, this::codes, this::answerChecksum);
  }

  URI url(Path path) {
    return account.url(BASE_URL, account.setting(path.setting()));
  }

  String merchantId() {
    return account.setting(MERCHANT_ID);
  }

  Secret key() {
    return account.secret(KEY);
  }

  String channel() {
    var channel = account.setting(CHANNEL);
    if (!List.of("WEB", "WAP").contains(channel)) {
      throw account.unfit(CHANNEL, "WEB or WAP");
    }
    return channel;
  }

  String product() {
    return account.setting(PRODUCT);
  }

  String topupProduct() {
    return account.setting(TOPUP_PRODUCT);
  }

  AnswerChecksum answerChecksum() {
    return account.choice(ANSWER_CHECKSUM, AnswerChecksum.class);
  }

  RefusalCodes codes() {
    return RefusalCodes.of(account, code -> !isNotFound(code) && FreechargeCodes.canRefuse(code));
  }

  boolean isNotFound(String code) {
    return !code.isEmpty() && code.equals(account.setting(NOT_FOUND));
  }
}
