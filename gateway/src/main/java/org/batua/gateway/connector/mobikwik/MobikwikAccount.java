package org.batua.gateway.connector.mobikwik;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Money;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.answer.AnswerChecksum;
import org.batua.gateway.connector.answer.RefusalCodes;

/// A provider account's settings with their MobiKwik meaning.
record MobikwikAccount(ProviderAccount account) {
  private static final String BASE_URL = "base_url";
  private static final String MID = "mid";
  private static final String MERCHANT_NAME = "merchant_name";
  private static final String KEY = "key";
  private static final String RENEWAL_KEY = "renewal_key";
  private static final String TOKEN_CAP = "token_cap";
  private static final String TOKEN_DAYS = "token_days";
  private static final String ASK_FOR_USER = "ask_for_user";
  private static final String ANSWER_CHECKSUM = "answer_checksum";
  private static final String STATUS_CHECKSUM = "status_checksum";
  private static final String DEBIT_TYPE = "debit_txntype";
  private static final String DEBIT_COMMENT = "debit_comment";
  private static final String FIXED = "fixed";
  private static final String BY_NAME = "by_name";

  static List<AccountField> fields() {
    var fields = new ArrayList<AccountField>();
    fields.add(AccountField.requiredSetting(MID, "merchant id, as MBK9006"));
    fields.add(AccountField.requiredSetting(MERCHANT_NAME, "name that customers see"));
    fields.add(AccountField.requiredSecret(KEY, "checksum key"));
    fields.add(
        AccountField.optionalSecret(
            RENEWAL_KEY, "key of token renewal, if MobiKwik gave a second"));
    fields.add(
        AccountField.setting(BASE_URL, "https://walletapi.mobikwik.com", "where the API is"));
    fields.add(AccountField.setting(TOKEN_CAP, "10000.00", "largest single debit, in rupees"));
    fields.add(AccountField.setting(TOKEN_DAYS, "365", "how many days a token lives"));
    fields.add(
        AccountField.setting(
            ASK_FOR_USER, "no", "yes: ask before an OTP if the number has a wallet"));
    fields.add(
        AccountField.setting(
            ANSWER_CHECKSUM,
            "when_present",
            "checksum of answers: required, when_present, ignored"));
    fields.add(
        AccountField.setting(
            STATUS_CHECKSUM,
            FIXED,
            "order of the fields in the checksum of a status answer: fixed, by_name"));
    fields.add(AccountField.setting(DEBIT_TYPE, "debit", "txntype of a debit: debit or DEBIT"));
    fields.add(
        AccountField.setting(DEBIT_COMMENT, "Payment", "what the customer's statement says"));
    fields.add(RefusalCodes.field());
    for (var operation : Operation.values()) {
      fields.add(
          AccountField.setting(
              operation.pathSetting(), operation.usualPath(), "path of this call"));
      if (operation.hasMessageCode()) {
        fields.add(
            AccountField.setting(
                operation.messageCodeSetting(),
                operation.usualMessageCode(),
                "msgcode of this call"));
      }
    }
    return List.copyOf(fields);
  }

  List<String> problems() {
    return ProviderAccount.problems(
        () -> url(Operation.OTP),
        this::tokenCap,
        this::tokenLife,
        this::codes,
        this::signsStatusByName,
        this::asksForUser,
        this::answerChecksum);
  }

  URI url(Operation operation) {
    return account.url(BASE_URL, account.setting(operation.pathSetting()));
  }

  String mid() {
    return account.setting(MID);
  }

  String merchantName() {
    return account.setting(MERCHANT_NAME);
  }

  Optional<String> messageCode(Operation operation) {
    return operation.hasMessageCode()
        ? Optional.of(account.setting(operation.messageCodeSetting()))
        : Optional.empty();
  }

  /// Renewals have a key of their own where MobiKwik gave one.
  Secret key(Operation operation) {
    var renewalKey = account.secret(RENEWAL_KEY);
    return operation == Operation.RENEW && !renewalKey.reveal().isEmpty()
        ? renewalKey
        : account.secret(KEY);
  }

  Money tokenCap() {
    return Money.parse(account.setting(TOKEN_CAP), Money.INR)
        .filter(cap -> !cap.isZero())
        .orElseThrow(() -> account.unfit(TOKEN_CAP, "rupees, as 10000.00"));
  }

  Duration tokenLife() {
    var text = account.setting(TOKEN_DAYS);
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw account.unfit(TOKEN_DAYS, "1 to 9999");
    }
    return Duration.ofDays(Long.parseLong(text));
  }

  boolean asksForUser() {
    return switch (account.setting(ASK_FOR_USER)) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw account.unfit(ASK_FOR_USER, "yes or no");
    };
  }

  RefusalCodes codes() {
    return RefusalCodes.of(account, MobikwikCodes::canRefuse);
  }

  AnswerChecksum answerChecksum() {
    return account.choice(ANSWER_CHECKSUM, AnswerChecksum.class);
  }

  /// Whether the checksum of a status answer follows the general rule, and not an order of its own.
  boolean signsStatusByName() {
    return switch (account.setting(STATUS_CHECKSUM, FIXED)) {
      case BY_NAME -> true;
      case FIXED -> false;
      default -> throw account.unfit(STATUS_CHECKSUM, FIXED + " or " + BY_NAME);
    };
  }

  String debitType() {
    return account.setting(DEBIT_TYPE);
  }

  String debitComment() {
    return account.setting(DEBIT_COMMENT);
  }
}
