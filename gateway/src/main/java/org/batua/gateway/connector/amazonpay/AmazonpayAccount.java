package org.batua.gateway.connector.amazonpay;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.answer.RefusalCodes;

/// A provider account's settings with their Amazon Pay meaning.
record AmazonpayAccount(ProviderAccount account) {
  private static final String MERCHANT_ID = "merchant_id";
  private static final String ACCESS_KEY_ID = "access_key_id";
  private static final String SECRET_KEY = "secret_key";
  private static final String CLIENT_ID = "client_id";
  private static final String CLIENT_SECRET = "client_secret";
  private static final String BASE_URL = "base_url";
  private static final String TOKEN_URL = "token_url";
  private static final String CONSENT_URL = "consent_url";
  private static final String CONSENT_SCOPE = "consent_scope";
  private static final String SIGNING_REGION = "signing_region";
  private static final String SIGNING_SERVICE = "signing_service";
  private static final String ANSWER_SIGNATURE = "answer_signature";
  private static final String PROGRAM = "program";
  private static final String CALLBACK_URL = "callback_url";
  private static final String TIMEOUT_SECONDS = "timeout_seconds";
  private static final String SOURCE = "source";
  private static final String USER_IP = "user_ip";
  private static final String USER_AGENT = "user_agent";
  static final String TOPUP = "/v1/payments/topup";
  private static final String PATH_TOPUP = "path_topup";
  private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)+");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern PRINTABLE = Pattern.compile("[!-~](?:[ -~]*[!-~])?");
  private static final Pattern SECONDS = Pattern.compile("[3-8][0-9]{2}|900");

  static List<AccountField> fields() {
    return List.of(
        AccountField.requiredSetting(MERCHANT_ID, "merchant id, as A2XMNOQAN8MC64"),
        AccountField.requiredSetting(ACCESS_KEY_ID, "id of the signing key"),
        AccountField.requiredSecret(SECRET_KEY, "the signing key"),
        AccountField.requiredSetting(CLIENT_ID, "client id at Login with Amazon"),
        AccountField.requiredSecret(CLIENT_SECRET, "client secret at Login with Amazon"),
        AccountField.setting(BASE_URL, "https://amazonpay.amazon.in", "where the API is"),
        AccountField.setting(
            TOKEN_URL, "https://api.amazon.co.uk/auth/o2/token", "where tokens are given"),
        AccountField.setting(
            CONSENT_URL, "https://www.amazon.in/ap/oa", "the page where customers consent"),
        AccountField.setting(CONSENT_SCOPE, "payments::conduct_silentpay", "what they consent to"),
        AccountField.setting(SIGNING_REGION, "eu-west-1", "region in the signature's scope"),
        AccountField.setting(SIGNING_SERVICE, "AmazonPay", "service in the signature's scope"),
        AccountField.setting(
            ANSWER_SIGNATURE,
            "required",
            "signature of successful answers: required, when_present"),
        AccountField.setting(PROGRAM, "S2SPay", "attributableProgram of charges"),
        AccountField.setting(
            CALLBACK_URL,
            "",
            "where customers come back after paying, as Amazon lists it; empty: our own address"),
        AccountField.setting(
            TIMEOUT_SECONDS, "900", "how long a customer may take to add money: 300 to 900"),
        AccountField.setting(SOURCE, "Server", "x-amz-source"),
        AccountField.setting(USER_IP, "127.0.0.1", "x-amz-user-ip"),
        AccountField.setting(USER_AGENT, "Batua", "x-amz-user-agent"),
        AccountField.setting(PATH_TOPUP, TOPUP, "path of the call that begins a top-up"),
        RefusalCodes.field());
  }

  List<String> problems() {
    var problems =
        new ArrayList<>(
            ProviderAccount.problems(
                () -> url(""), this::tokenUrl, this::consentUrl, () -> callbackUrl(tokenUrl())));
    for (var name : List.of(MERCHANT_ID, ACCESS_KEY_ID, SIGNING_REGION, SIGNING_SERVICE)) {
      check(problems, name, matches(WORD), "letters, digits, - and _");
    }
    for (var name : List.of(SOURCE, USER_IP, USER_AGENT)) {
      check(problems, name, matches(PRINTABLE), "what a header can hold");
    }
    check(problems, PATH_TOPUP, matches(PATH), "a path, as /v1/payments/topup");
    check(problems, TIMEOUT_SECONDS, matches(SECONDS), "300 to 900");
    check(
        problems,
        ANSWER_SIGNATURE,
        List.of("required", "when_present")::contains,
        "required or when_present");
    problems.addAll(ProviderAccount.problems(this::codes));
    return List.copyOf(problems);
  }

  private static Predicate<String> matches(Pattern pattern) {
    return pattern.asMatchPredicate();
  }

  private void check(List<String> problems, String name, Predicate<String> isFit, String expected) {
    var value = account.setting(name);
    if (!isFit.test(value)) {
      problems.add(name + ": " + value + " (expected: " + expected + ")");
    }
  }

  URI url(String path) {
    return account.url(BASE_URL, path);
  }

  URI tokenUrl() {
    return account.url(TOKEN_URL, "");
  }

  String consentUrl() {
    return account.url(CONSENT_URL, "").toString();
  }

  String consentScope() {
    return account.setting(CONSENT_SCOPE);
  }

  String merchantId() {
    return account.setting(MERCHANT_ID);
  }

  String accessKeyId() {
    return account.setting(ACCESS_KEY_ID);
  }

  Secret secretKey() {
    return account.secret(SECRET_KEY);
  }

  String clientId() {
    return account.setting(CLIENT_ID);
  }

  Secret clientSecret() {
    return account.secret(CLIENT_SECRET);
  }

  RefusalCodes codes() {
    return RefusalCodes.of(account, AmazonpayCodes::canRefuse);
  }

  String topupPath() {
    return account.setting(PATH_TOPUP, TOPUP);
  }

  AmazonpaySignature signature() {
    return new AmazonpaySignature(
        account.setting(SIGNING_REGION), account.setting(SIGNING_SERVICE));
  }

  boolean wantsSignedAnswers() {
    return account.setting(ANSWER_SIGNATURE).equals("required");
  }

  String program() {
    return account.setting(PROGRAM);
  }

  /// Amazon sends customers only to addresses that it was told in advance.
  String callbackUrl(URI own) {
    return account.setting(CALLBACK_URL).isEmpty()
        ? own.toString()
        : account.url(CALLBACK_URL, "").toString();
  }

  String timeoutSeconds() {
    return account.setting(TIMEOUT_SECONDS);
  }

  String source() {
    return account.setting(SOURCE);
  }

  String userIp() {
    return account.setting(USER_IP);
  }

  String userAgent() {
    return account.setting(USER_AGENT);
  }
}
