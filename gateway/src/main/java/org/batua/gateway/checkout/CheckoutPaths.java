package org.batua.gateway.checkout;

import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.OrderRef;
import org.batua.gateway.base.Rejected;
import org.batua.gateway.base.Rejection;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Request;
import org.batua.gateway.page.Embedding;
import org.batua.gateway.redirect.RedirectPaths;

/// Where the pages of the hosted checkout are.
final class CheckoutPaths {
  static final String START = "/merchant/start/";
  static final String WINDOW = "/merchant/pay/";
  static final String CONSENT = "/consent/";
  static final String LINKED = "/linked/";
  static final String PAYMENT = "payment";
  private static final String AGAIN = "again=yes";
  private static final String FORGOTTEN = "forgotten";
  private static final String FRAME = "/merchant/ipay/";
  private static final Pattern REF = Pattern.compile("ordeh_[0-9a-f]{32}");

  private CheckoutPaths() {}

  /// Up to the order.
  static String of(Embedding embedding) {
    return switch (embedding) {
      case NONE -> WINDOW;
      case MERCHANT -> FRAME;
    };
  }

  static String start(Secret token) {
    return START + token.reveal();
  }

  /// A page that leads on to the payment that waits for its customer.
  static String toPayment(String path) {
    return path + "?then=" + PAYMENT;
  }

  /// A page that leads on to the provider where money is added, as its customer has asked.
  static String adding(String path) {
    return path + "?then=" + RedirectPaths.ADD;
  }

  /// What a step leads to; empty for no more than itself.
  static String then(Request request) {
    return request.params().text("then", 8).orElse("");
  }

  static String window(OrderRef order) {
    return WINDOW + order;
  }

  /// Where a linking by consent continues.
  static String consent(OrderRef order, Secret token) {
    return window(order) + CONSENT + token.reveal();
  }

  /// Where a browser comes back to from a linking by consent, without the token at the end.
  static String linked(OrderRef order) {
    return window(order) + LINKED;
  }

  /// A page that tells that a wallet of this gateway was forgotten.
  static String afterForgetting(String path, GatewayCode gateway) {
    return path + "?" + FORGOTTEN + "=" + gateway.code();
  }

  /// A page that asks for the choice of a wallet again.
  static String again(String path) {
    return path + "?" + AGAIN;
  }

  static boolean isAgain(Request request) {
    return request.params().text("again", 8).filter("yes"::equals).isPresent();
  }

  /// The gateway whose wallet was forgotten just now; empty for none.
  static Optional<GatewayCode> forgotten(Request request) {
    return request.params().text(FORGOTTEN, 32).flatMap(GatewayCode::parse);
  }

  /// The order that a page's path names; empty for another path.
  static Optional<OrderRef> orderIn(String path) {
    var found = REF.matcher(path);
    return found.find() ? Optional.of(new OrderRef(found.group())) : Optional.empty();
  }

  /// The order that a request names.
  ///
  /// @throws Rejected when it cannot be one
  static OrderRef order(Request request) {
    var text = request.path("order");
    if (!REF.matcher(text).matches()) {
      throw new Rejected(new Rejection.UnknownLink());
    }
    return new OrderRef(text);
  }
}
