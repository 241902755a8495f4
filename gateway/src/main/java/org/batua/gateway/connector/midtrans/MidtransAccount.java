package org.batua.gateway.connector.midtrans;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.AccountField;
import org.batua.gateway.connector.ProviderAccount;
import org.batua.gateway.connector.answer.RefusalCodes;

/// A provider account's settings with their Midtrans meaning.
record MidtransAccount(ProviderAccount account) {
  private static final String BASE_URL = "base_url";
  private static final String SERVER_KEY = "server_key";
  private static final String NOTIFICATION_URL = "notification_url";
  private static final String PAYMENT_OPTION = "payment_option";
  private static final String PATH_REFUND = "path_refund";
  private static final String REFUND_FINAL = "refund_final";

  /// From which answer on a refund counts as done.
  enum RefundFinal {
    /// With the time at which the bank confirmed it.
    CONFIRMED,
    ACCEPTED
  }

  static List<AccountField> fields() {
    return List.of(
        AccountField.requiredSecret(SERVER_KEY, "server key, as Mid-server-…"),
        AccountField.setting(BASE_URL, "https://api.midtrans.com", "where the API is"),
        AccountField.setting(
            NOTIFICATION_URL,
            "",
            "our own address for this account's notifications; empty: as set at Midtrans"),
        AccountField.setting(
            PAYMENT_OPTION, "GOPAY_WALLET", "which of the customer's payment options is charged"),
        AccountField.setting(
            PATH_REFUND,
            "/v2/{order_id}/refund/online/direct",
            "path of a refund; {order_id} is replaced by the debit's"),
        AccountField.setting(
            REFUND_FINAL,
            "confirmed",
            "a refund is done when the bank confirmed or Midtrans accepted: confirmed, accepted"),
        RefusalCodes.field());
  }

  List<String> problems() {
    var problems = new ArrayList<>(ProviderAccount.problems(() -> url(""), this::notificationUrl));
    if (!account.setting(PATH_REFUND).matches("/\\S*\\{order_id}\\S*")) {
      problems.add(unfit(PATH_REFUND, "a path with {order_id}"));
    }
    if (!List.of("confirmed", "accepted").contains(account.setting(REFUND_FINAL))) {
      problems.add(unfit(REFUND_FINAL, "confirmed or accepted"));
    }
    problems.addAll(ProviderAccount.problems(this::codes));
    return List.copyOf(problems);
  }

  private String unfit(String name, String expected) {
    return name + ": " + account.setting(name) + " (expected: " + expected + ")";
  }

  URI url(String path) {
    return account.url(BASE_URL, path);
  }

  URI refundUrl(String orderId) {
    return url(account.setting(PATH_REFUND).replace("{order_id}", orderId));
  }

  RefusalCodes codes() {
    return RefusalCodes.of(account, MidtransCodes::canRefuse);
  }

  Secret serverKey() {
    return account.secret(SERVER_KEY);
  }

  Optional<String> notificationUrl() {
    return account.setting(NOTIFICATION_URL).isEmpty()
        ? Optional.empty()
        : Optional.of(account.page(NOTIFICATION_URL).toString());
  }

  String paymentOption() {
    return account.setting(PAYMENT_OPTION);
  }

  RefundFinal refundFinal() {
    return account.setting(REFUND_FINAL).equals("accepted")
        ? RefundFinal.ACCEPTED
        : RefundFinal.CONFIRMED;
  }
}
