package org.batua.gateway.connector.amazonpay;

import java.time.InstantSource;
import java.util.Map;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Exchange.Answered;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.MoneyAnswer;
import org.batua.gateway.connector.MoneyAnswers;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.Raw;
import org.batua.gateway.connector.RefundOrder;
import org.batua.gateway.connector.Refunds;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Trouble.Cause;
import org.batua.gateway.connector.Verdict;

/// Refunds, each with an id of its own, which is our reference.
record AmazonpayRefunds(InstantSource clock) implements Refunds {
  @Override
  public Outcome refund(Call call, RefundOrder order) {
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
    return new MoneyAnswers(reference, order.amount(), answered -> read(wire, answered))
        .outcome(wire.post(AmazonpayWire.REFUND, Purpose.MONEY, body));
  }

  @Override
  public Inquiry inquire(Call call, RefundOrder order) {
    var wire = AmazonpayWire.of(call, clock);
    var reference = order.reference().value();
    return new MoneyAnswers(reference, order.amount(), answered -> readStatus(wire, answered))
        .inquiry(wire.inquire(AmazonpayWire.REFUND, reference));
  }

  private static MoneyAnswer read(AmazonpayWire wire, Answered answered) {
    return AmazonpayAnswer.read(wire, "POST", AmazonpayWire.REFUND, answered)
        .map(
            answer ->
                money(answer, answer.code().isEmpty() ? verdict(answer) : refused(wire, answer)))
        .orElseGet(() -> MoneyAnswer.unreadable(Raw.of("", "", answered.status())));
  }

  private static Verdict refused(AmazonpayWire wire, AmazonpayAnswer answer) {
    return wire.account()
        .codes()
        .ofMoney(answer.code(), AmazonpayCodes.refundRefusal(answer.code()))
        .<Verdict>map(error -> new Verdict.Refused(Refusal.of(error, answer.raw())))
        .orElseGet(() -> new Verdict.Unclear(Cause.UNKNOWN_CODE));
  }

  private static MoneyAnswer readStatus(AmazonpayWire wire, Answered answered) {
    return AmazonpayAnswer.read(wire, "GET", AmazonpayWire.REFUND, answered)
        .map(
            answer ->
                money(
                    answer,
                    switch (answer.code()) {
                      case "" -> verdict(answer);
                      case AmazonpayCodes.REFUND_NOT_KNOWN -> new Verdict.NotKnown();
                      default -> new Verdict.Unclear(Cause.UNKNOWN_CODE);
                    }))
        .orElseGet(() -> MoneyAnswer.unreadable(Raw.of("", "", answered.status())));
  }

  private static Verdict verdict(AmazonpayAnswer answer) {
    var theirs = answer.text("amazonRefundId");
    return switch (answer.status()) {
      case "Approved" -> new Verdict.Moved(theirs.orElse(""), answer.updatedAt());
      case "Pending" -> new Verdict.Processing(theirs);
      case "Declined", "Failed" ->
          new Verdict.Refused(Refusal.of(ProviderError.DECLINED_OTHER, answer.raw()));
      default -> new Verdict.Unclear(Cause.UNKNOWN_CODE);
    };
  }

  private static MoneyAnswer money(AmazonpayAnswer answer, Verdict verdict) {
    var moved = verdict instanceof Verdict.Moved;
    var amount = answer.amount("amount");
    return new MoneyAnswer(
        moved && amount.isEmpty() ? new Verdict.Unclear(Cause.UNREADABLE) : verdict,
        answer.signature(),
        answer.text("refundId"),
        amount,
        answer.text("currencyCode"),
        answer.raw());
  }
}
