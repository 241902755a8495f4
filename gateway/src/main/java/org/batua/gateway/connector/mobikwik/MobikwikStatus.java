package org.batua.gateway.connector.mobikwik;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedStatus;

/// Asking what became of an order, and reading the answer.
///
/// Its codes are a set of their own, and its status word is not looked at: for a pending order it
/// says FAILURE.
final class MobikwikStatus {
  static final String UNKNOWN_ORDER = "3";
  private static final String CUSTOMER_CANCELLED = "16";
  private static final String MERCHANT_CANCELLED = "17";
  private static final String EXPIRED = "20";

  /// Whether money of the order has gone back, as its `ordertype` says.
  enum Refunded {
    NO,
    IN_PART,
    WHOLLY
  }

  private MobikwikStatus() {}

  static Transport.Exchange ask(MobikwikWire wire, String order) {
    return wire.post(Operation.STATUS, Purpose.INQUIRY, Map.of("orderid", order));
  }

  /// Reads the answer about an order that takes or adds money.
  static ParsedAnswer read(MobikwikWire wire, Answered answered) {
    var fields = MobikwikFields.read(answered);
    return fields.isPresent()
        ? read(wire, fields.get())
        : ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status()));
  }

  private static ParsedAnswer read(MobikwikWire wire, MobikwikFields fields) {
    // With a refund marker neither code nor amount need be the order's: they may be the refund's.
    return refunded(fields) == Refunded.NO
        ? wire.answer(Operation.STATUS, fields, status(fields), fields.find("amount"))
        : wire.answer(Operation.STATUS, fields, statusOnceRefunded(fields), Optional.empty());
  }

  /// A refund proves that the money had moved, if the answer says that the refund is done.
  private static ParsedStatus statusOnceRefunded(MobikwikFields fields) {
    return fields.code().equals(MobikwikCodes.SUCCESS)
        ? status(fields)
        : new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
  }

  static ParsedStatus status(MobikwikFields fields) {
    return switch (fields.code()) {
      case MobikwikCodes.SUCCESS ->
          new ParsedStatus.Moved(
              fields.find("refid", "refId", "txnid").orElse(""), Optional.empty());
      case MobikwikCodes.PENDING ->
          new ParsedStatus.Processing(fields.find("refid", "refId", "txnid"));
      case MobikwikCodes.FAILED, MERCHANT_CANCELLED, EXPIRED ->
          refused(fields, ProviderError.DECLINED_OTHER);
      case CUSTOMER_CANCELLED -> refused(fields, ProviderError.USER_DECLINED);
      case UNKNOWN_ORDER -> new ParsedStatus.NotKnown();
      default -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    };
  }

  private static ParsedStatus refused(MobikwikFields fields, ProviderError error) {
    return new ParsedStatus.Refused(Refusal.of(error, fields.response()));
  }

  static Refunded refunded(MobikwikFields fields) {
    var type = fields.find("ordertype").orElse("").toLowerCase(Locale.ROOT);
    if (!type.contains("refund")) {
      return Refunded.NO;
    }
    return type.contains("partial") ? Refunded.IN_PART : Refunded.WHOLLY;
  }
}
