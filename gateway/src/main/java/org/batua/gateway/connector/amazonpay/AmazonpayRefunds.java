package org.batua.gateway.connector.amazonpay;

import java.time.InstantSource;
import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedStatus;

/// Refunds, each with an id of its own, which is our reference.
record AmazonpayRefunds(InstantSource clock) implements Refunding {
  @Override
  public Outcome refund(Call call, Refunding.Order order) {
    var wire = AmazonpayWire.of(call, clock);
    var reference = order.reference().value();
    var body =
        Map.of(
            "merchantId",
            wire.account().merchantId(),
            "refundId",
            reference,
            "chargeIdType",
            "MerchantTxnId",
            "chargeId",
            order.debit().value(),
            "amount",
            order.amount().majorFixed(),
            "currencyCode",
            AmazonpayWire.CURRENCY);
    return new OutcomeClassifier(reference, order.amount(), answered -> read(wire, answered))
        .outcome(wire.post(AmazonpayWire.REFUND, Purpose.MONEY, body));
  }

  @Override
  public Inquiry inquire(Call call, Refunding.Order order) {
    var wire = AmazonpayWire.of(call, clock);
    var reference = order.reference().value();
    return new OutcomeClassifier(reference, order.amount(), answered -> readStatus(wire, answered))
        .inquiry(wire.inquire(AmazonpayWire.REFUND, reference));
  }

  private static ParsedAnswer read(AmazonpayWire wire, Answered answered) {
    return AmazonpayAnswer.read(wire, "POST", AmazonpayWire.REFUND, answered)
        .map(
            answer ->
                money(answer, answer.code().isEmpty() ? status(answer) : refused(wire, answer)))
        .orElseGet(() -> ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status())));
  }

  private static ParsedStatus refused(AmazonpayWire wire, AmazonpayAnswer answer) {
    return wire.account()
        .codes()
        .ofMoney(answer.code(), AmazonpayCodes.refundRefusal(answer.code()))
        .<ParsedStatus>map(error -> new ParsedStatus.Refused(Refusal.of(error, answer.response())))
        .orElseGet(() -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE));
  }

  private static ParsedAnswer readStatus(AmazonpayWire wire, Answered answered) {
    return AmazonpayAnswer.read(wire, "GET", AmazonpayWire.REFUND, answered)
        .map(
            answer ->
                money(
                    answer,
                    switch (answer.code()) {
                      case "" -> status(answer);
                      case AmazonpayCodes.REFUND_NOT_KNOWN -> new ParsedStatus.NotKnown();
                      default -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
                    }))
        .orElseGet(() -> ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status())));
  }

  private static ParsedStatus status(AmazonpayAnswer answer) {
    var theirs = answer.text("amazonRefundId");
    return switch (answer.status()) {
      case "Approved" -> new ParsedStatus.Moved(theirs.orElse(""), answer.updatedAt());
      case "Pending" -> new ParsedStatus.Processing(theirs);
      case "Declined", "Failed" ->
          new ParsedStatus.Refused(Refusal.of(ProviderError.DECLINED_OTHER, answer.response()));
      default -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    };
  }

  private static ParsedAnswer money(AmazonpayAnswer answer, ParsedStatus parsed) {
    var moved = parsed instanceof ParsedStatus.Moved;
    var amount = answer.amount("amount");
    return new ParsedAnswer(
        moved && amount.isEmpty() ? new ParsedStatus.Unclear(Cause.UNREADABLE) : parsed,
        answer.signature(),
        answer.text("refundId"),
        amount,
        answer.text("currencyCode"),
        answer.response());
  }
}
