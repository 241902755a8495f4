package org.batua.gateway.order;

import static java.time.format.DateTimeFormatter.ISO_INSTANT;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.batua.gateway.connector.GatewayCode;
import org.batua.gateway.http.Answer;
import org.batua.gateway.http.ApiVersion;
import org.batua.gateway.resolution.FailureReason;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The order on the wire: what every status answer shows.
public final class OrderJson {
  private static final LocalDate TXN_DETAIL_SINCE = LocalDate.of(2018, 7, 16);
  private static final LocalDate REFERENCE_SINCE = LocalDate.of(2018, 10, 25);

  /// Source: the vendor's samples; GoPay's is ours, since there is none.
  private static final Map<String, Integer> GATEWAY_IDS =
      Map.of(
          "PAYTM", 19,
          "MOBIKWIK", 31,
          "FREECHARGE", 33,
          "AMAZONPAY", 38,
          "PHONEPE", 39,
          "GOPAY", 200);

  private final Supplier<URI> baseUrl;

  public OrderJson(Supplier<URI> baseUrl) {
    this.baseUrl = baseUrl;
  }

  /// The full status body.
  public ObjectNode write(OrderView view, ApiVersion version) {
    var order = view.order();
    var json = Answer.object();
    json.put("id", order.ref().value());
    json.put("order_id", order.orderId());
    json.put("merchant_id", order.merchant().value());
    json.put("amount", order.amount().major());
    json.put("currency", order.amount().currency().toString());
    json.put("effective_amount", order.amount().major());
    json.put("date_created", date(order.createdAt()));
    putContact(json, order);
    putPaymentLinks(json, order);
    putUdf(json, order);
    json.put("status", order.status().word());
    json.put("status_id", order.status().id());
    putPayment(json, view, version);
    var refunded = view.refundedForGood();
    json.put("refunded", !refunded.isZero() && refunded.equals(order.amount()));
    json.put("amount_refunded", view.refundedOrUnderWay().major());
    putRefunds(json.putArray("refunds"), view);
    json.put("bank_error_code", "");
    json.put("bank_error_message", "");
    json.putArray("offers");
    putMetadata(json, order);
    if (version.isAtLeast(TXN_DETAIL_SINCE)) {
      view.payment().ifPresent(txn -> putTxn(json, view, txn));
    }
    return json;
  }

  private static void putContact(ObjectNode json, Order order) {
    json.put("return_url", order.detail("return_url"));
    json.put("product_id", order.detail("product_id"));
    json.put("customer_id", order.customerGiven());
    json.put("customer_email", order.detail("customer_email"));
    json.put("customer_phone", order.detail("customer_phone"));
  }

  void putPaymentLinks(ObjectNode json, Order order) {
    json.putObject("payment_links")
        .put("web", baseUrl.get() + "/merchant/pay/" + order.ref())
        .put("mobile", baseUrl.get() + "/merchant/pay/" + order.ref() + "?mobile=true")
        .put("iframe", baseUrl.get() + "/merchant/ipay/" + order.ref());
  }

  static void putUdf(ObjectNode json, Order order) {
    for (int i = 1; i <= 10; i++) {
      json.put("udf" + i, order.detail("udf" + i));
    }
  }

  private static void putMetadata(ObjectNode json, Order order) {
    var metadata = json.putObject("metadata");
    order.details().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("metadata."))
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> metadata.put(entry.getKey().substring(9), entry.getValue()));
  }

  private static void putPayment(ObjectNode json, OrderView view, ApiVersion version) {
    var txn = view.payment();
    json.put("txn_id", txn.map(view::txnId).orElse(""));
    json.put("txn_uuid", txn.map(OrderView.Payment::uuid).orElse(""));
    json.put("payment_method_type", txn.isPresent() ? "WALLET" : "");
    json.put(
        "payment_method", txn.map(OrderView.Payment::gateway).map(GatewayCode::code).orElse(""));
    json.put("auth_type", "");
    json.put("payer_vpa", "");
    txn.flatMap(OrderJson::gatewayId).ifPresent(id -> json.put("gateway_id", id));
    if (version.isAtLeast(REFERENCE_SINCE)) {
      json.put(
          "gateway_reference_id",
          txn.flatMap(OrderView.Payment::accountReference)
              .orElse(view.order().detail("metadata.JUSPAY:gateway_reference_id")));
    }
  }

  private static void putTxn(ObjectNode json, OrderView view, OrderView.Payment txn) {
    var detail = json.putObject("txn_detail");
    detail.put("txn_id", view.txnId(txn));
    detail.put("txn_uuid", txn.uuid());
    detail.put("order_id", view.order().orderId());
    detail.put("status", txn.status().order().word());
    detail.put("txn_amount", txn.amount().major());
    detail.put("net_amount", txn.amount().major());
    detail.put("surcharge_amount", 0);
    detail.put("tax_amount", 0);
    detail.put("currency", txn.amount().currency().toString());
    detail.put("gateway", txn.gateway().code());
    gatewayId(txn).ifPresent(id -> detail.put("gateway_id", id));
    detail.put("express_checkout", false);
    boolean isCharged = txn.status() == PaymentStatus.CHARGED;
    boolean isHosted = txn.flow() == OrderView.Payment.Flow.HOSTED_PAGE;
    detail.put("redirect", isHosted);
    detail.put("txn_flow_type", isHosted ? "REDIRECT_DEBIT" : "DIRECT_DEBIT");
    detail.put("error_code", errorCode(txn));
    detail.put("error_message", isCharged ? "" : txn.providerMessage());
    detail.put("created", date(txn.createdAt()));
    var response = json.putObject("payment_gateway_response");
    response.put("txn_id", view.txnId(txn));
    response.put("rrn", txn.providerReference());
    response.put("epg_txn_id", txn.providerReference());
    response.put("auth_id_code", "");
    response.put("resp_code", txn.providerCode());
    response.put("resp_message", txn.providerMessage());
    response.put("created", date(txn.createdAt()));
  }

  /// The number that clients know a gateway by; they cannot read a text in its place.
  private static Optional<Integer> gatewayId(OrderView.Payment txn) {
    return Optional.ofNullable(GATEWAY_IDS.get(txn.gateway().code()));
  }

  /// Why a txn is not charged; of an unknown outcome it is said plainly that it is unknown.
  public static String errorCode(OrderView.Payment txn) {
    return switch (txn.status()) {
      case SENDING, UNKNOWN, MANUAL_REVIEW -> FailureReason.GATEWAY_OUTCOME_UNKNOWN.code();
      case CHARGED, PENDING -> "";
      case AWAITING_CONFIRMATION,
          AWAITING_WALLET,
          AWAITING_FUNDS,
          FUNDS_IN_TRANSIT,
          FUNDED,
          AWAITING_REDIRECT,
          PRESUMED_FAILED,
          DECLINED,
          NOT_SENT ->
          txn.reason().map(FailureReason::code).orElse("");
    };
  }

  private static void putRefunds(ArrayNode list, OrderView view) {
    view.refunds().forEach(refund -> list.add(write(refund)));
  }

  /// One refund.
  public static ObjectNode write(OrderView.Refund refund) {
    // no failure is shown of what may still succeed
    var error = refund.reason().filter(_ -> !refund.status().isPresumed()).map(FailureReason::code);
    boolean sent = refund.status() != RefundStatus.QUEUED;
    return Answer.object()
        .put("unique_request_id", refund.uniqueRequestId())
        .put("status", refund.status().word())
        .put("sent_to_gateway", sent)
        .put("refund_type", "STANDARD")
        .put("refund_source", "")
        .put("ref", refund.providerReference())
        .put("initiated_by", refund.isBySystem() ? "SYSTEM" : "API")
        .put("id", refund.id())
        .put("error_message", error.orElse(""))
        .put("error_code", error.orElse(""))
        .put("created", date(refund.createdAt()))
        .put("amount", refund.amount().major());
  }

  private static String date(Instant at) {
    return ISO_INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS));
  }
}
