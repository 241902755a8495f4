package org.batua.gateway.redirect;

import org.batua.gateway.base.MerchantId;
import org.batua.gateway.base.Secret;
import org.batua.gateway.order.OrderView;
import org.batua.gateway.order.PaymentStatus;
import org.batua.gateway.topup.Topup;

/// Where the pages of a customer's way to a provider and back are.
public final class RedirectPaths {
  static final String PAYMENT_START = "/pay/start/";
  static final String PAYMENT_FINISH = "/pay/finish/";
  static final String TOPUP_START = "/wallets/topup/start/";
  static final String TOPUP_RESULT = "/wallets/topup/result/";
  static final String LINK_START = "/wallets/link/start/";

  /// As `then` of a payment's start: its customer has asked to add what is missing.
  public static final String ADD = "add";

  private RedirectPaths() {}

  /// Where the customer acts on a payment.
  public static String start(MerchantId merchant, String payment) {
    return PAYMENT_START + merchant + "/" + payment;
  }

  /// As [#start(MerchantId, String)], for a customer who has asked to add what is missing.
  public static String startToAdd(MerchantId merchant, String payment) {
    return start(merchant, payment) + "?then=" + ADD;
  }

  /// Where a customer who comes from a form of ours acts on a payment. The form's policy applies to
  /// every redirect that follows and does not list the provider, so a page has to lead there.
  public static String startAfterForm(MerchantId merchant, OrderView.Payment payment) {
    return payment.status() == PaymentStatus.AWAITING_CONFIRMATION
        ? finish(merchant, payment.uuid())
        : start(merchant, payment.uuid());
  }

  /// Where the customer goes once there is nothing left to do on a payment.
  public static String finish(MerchantId merchant, String payment) {
    return PAYMENT_FINISH + merchant + "/" + payment;
  }

  /// The page that leads to the provider of a top-up.
  static String start(Topup topup) {
    return TOPUP_START + topup.id();
  }

  static String result(Topup topup) {
    return TOPUP_RESULT + topup.id();
  }

  /// The page that leads to the provider of a linking.
  public static String start(Secret linkToken) {
    return LINK_START + linkToken.reveal();
  }
}
