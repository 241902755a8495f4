package org.batua.gateway.connector.paytm;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.answer.AnswerChecksum;
import org.batua.gateway.connector.answer.RefusalCodes;

/// A provider account's settings with their Paytm meaning.
record PaytmAccount(ProviderAccount account) {
  private static final String ACCOUNTS_URL = "accounts_url";
  private static final String PG_URL = "pg_url";
  private static final String MID = "mid";
  private static final String MERCHANT_KEY = "merchant_key";
  private static final String CLIENT_ID = "client_id";
  private static final String CLIENT_SECRET = "client_secret";
  private static final String ANSWER_CHECKSUM = "answer_checksum";
  private static final String KEY_NAME = "key_name";
  private static final String WALLET_PAY_METHOD = "wallet_pay_method";
  private static final String TOPUP_TXN_TYPE = "topup_txntype";

  static List<AccountField> fields() {
    var fields = new ArrayList<AccountField>();
    fields.add(AccountField.requiredSetting(MID, "merchant id"));
    fields.add(AccountField.requiredSecret(MERCHANT_KEY, "checksum key: 16, 24 or 32 characters"));
    fields.add(AccountField.requiredSetting(CLIENT_ID, "client id, for OTPs and tokens"));
    fields.add(AccountField.requiredSecret(CLIENT_SECRET, "client secret, for OTPs and tokens"));
    fields.add(
        AccountField.setting(
            ACCOUNTS_URL, "https://accounts.paytm.com", "where OTPs and tokens are"));
    fields.add(AccountField.setting(PG_URL, "https://securegw.paytm.in", "where payments are"));
    fields.add(
        AccountField.setting(
            ANSWER_CHECKSUM,
            "when_present",
            "checksum of answers: required, when_present, ignored"));
    fields.add(
        AccountField.setting(
            KEY_NAME, "", "clientId in the head, as C11, if the merchant has several keys"));
    fields.add(
        AccountField.setting(WALLET_PAY_METHOD, "PPI", "payMethod of the wallet in a balance"));
    fields.add(AccountField.setting("industry_type", "Retail", "IndustryType, INDUSTRY_TYPE_ID"));
    fields.add(AccountField.setting("channel", "WEB", "Channel, CHANNEL_ID: WEB or WAP"));
    fields.add(AccountField.setting("website", "DEFAULT", "WEBSITE of a top-up"));
    fields.add(AccountField.setting("app_ip", "127.0.0.1", "AppIP of a debit"));
    fields.add(
        AccountField.setting(
            TOPUP_TXN_TYPE, "", "txnType of a top-up's status question; empty: none is sent"));
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
        () -> url(Operation.OTP),
        () -> url(Operation.DEBIT),
        this::merchantKey,
        this::codes,
        this::answerChecksum);
  }

  URI url(Operation operation) {
    var base =
        switch (operation.host()) {
          case ACCOUNTS -> ACCOUNTS_URL;
          case PG -> PG_URL;
        };
    return account.url(base, account.setting(operation.pathSetting()));
  }

  String mid() {
    return account.setting(MID);
  }

  /// @throws IllegalArgumentException when AES has no use for it
  Secret merchantKey() {
    var key = account.secret(MERCHANT_KEY);
    var length = key.reveal().getBytes(StandardCharsets.UTF_8).length;
    if (length != 16 && length != 24 && length != 32) {
      throw new IllegalArgumentException(
          MERCHANT_KEY + ": " + length + " bytes (expected: 16, 24 or 32)");
    }
    return key;
  }

  /// The value of the header that authorises calls about OTPs and tokens.
  Secret basicAuthorization() {
    var pair = account.setting(CLIENT_ID) + ":" + account.secret(CLIENT_SECRET).reveal();
    var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return Secret.of("Basic " + encoded);
  }

  RefusalCodes codes() {
    return RefusalCodes.of(account, PaytmCodes::canRefuse);
  }

  AnswerChecksum answerChecksum() {
    return account.choice(ANSWER_CHECKSUM, AnswerChecksum.class);
  }

  /// Empty for a merchant with one key.
  String keyName() {
    return account.setting(KEY_NAME);
  }

  String walletPayMethod() {
    return account.setting(WALLET_PAY_METHOD);
  }

  String industryType() {
    return account.setting("industry_type");
  }

  String channel() {
    return account.setting("channel");
  }

  String website() {
    return account.setting("website");
  }

  String appIp() {
    return account.setting("app_ip");
  }

  /// Empty where none is to be sent.
  String topupTxnType() {
    return account.setting(TOPUP_TXN_TYPE);
  }
}
