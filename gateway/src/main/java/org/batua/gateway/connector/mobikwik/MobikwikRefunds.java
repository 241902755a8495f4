package org.batua.gateway.connector.mobikwik;

import java.util.HashMap;
import java.util.Optional;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedStatus;

/// Refunds. MobiKwik gives a refund no name: only the debit's order id and the amount go out, and
/// two partial refunds of one amount look like one refund sent twice. The caller keeps at most one
/// under way per debit and never repeats one blindly.
record MobikwikRefunds() implements Refunding {
  @Override
  public Outcome refund(Call call, Refunding.Order order) {
    var wire = MobikwikWire.of(call);
    var parameters = new HashMap<String, String>();
    parameters.put("txid", order.debit().value());
    parameters.put("amount", order.amount().majorFixed());
    if (partial(order)) {
      parameters.put("ispartial", "yes");
    }
    return new OutcomeClassifier(
            order.debit().value(), order.amount(), answered -> read(wire, answered))
        .outcome(wire.post(Operation.REFUND, Purpose.MONEY, parameters));
  }

  private static boolean partial(Refunding.Order order) {
    return order.amount().compareTo(order.debitAmount()) < 0;
  }

  private static ParsedAnswer read(MobikwikWire wire, Answered answered) {
    return MobikwikFields.read(answered)
        .map(
            fields ->
                // Not published whether an amount here is the refund's or the debit's.
                wire.answer(Operation.REFUND, fields, status(wire, fields), Optional.empty()))
        .orElseGet(() -> ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status())));
  }

  private static ParsedStatus status(MobikwikWire wire, MobikwikFields fields) {
    if (fields.code().equals(MobikwikCodes.SUCCESS)) {
      return fields.saysFailure()
          ? new ParsedStatus.Unclear(Cause.UNKNOWN_CODE)
          : new ParsedStatus.Moved(fields.find("refId", "refid").orElse(""), Optional.empty());
    }
    if (fields.code().equals(MobikwikCodes.PENDING)) {
      return new ParsedStatus.Processing(fields.find("refId", "refid"));
    }
    var code = fields.code();
    var documented = MobikwikCodes.refusal(code).map(error -> MobikwikCodes.ofRefund(error, code));
    return wire.account()
        .codes()
        .ofMoney(code, documented)
        .<ParsedStatus>map(error -> new ParsedStatus.Refused(fields.refusal(error)))
        .orElseGet(() -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE));
  }

  /// Concludes from the refund marker of the debit's order, and only what it proves when nobody
  /// else refunds the order and this refund is the only one under way:
  /// - marked as wholly refunded, and this refund completes the debit: as the code says
  /// - marked as refunded in part, this refund is partial and the first: as the code says
  /// - a success without a mark, and this refund is the first: not found
  /// - anything else: cannot tell
  ///
  /// "Not found" here is the absence of a marker and weaker than an unknown reference.
  @Override
  public Inquiry inquire(Call call, Refunding.Order order) {
    var wire = MobikwikWire.of(call);
    return new OutcomeClassifier(
            order.debit().value(), order.amount(), answered -> readMarker(wire, order, answered))
        .inquiry(MobikwikStatus.ask(wire, order.debit().value()));
  }

  private static ParsedAnswer readMarker(
      MobikwikWire wire, Refunding.Order order, Answered answered) {
    return MobikwikFields.read(answered)
        .map(
            fields ->
                wire.answer(Operation.STATUS, fields, concluded(order, fields), Optional.empty()))
        .orElseGet(() -> ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status())));
  }

  private static ParsedStatus concluded(Refunding.Order order, MobikwikFields fields) {
    var first = order.refundedBefore().isZero();
    var completes = order.refundedBefore().plus(order.amount()).equals(order.debitAmount());
    var done = fields.code().equals(MobikwikCodes.SUCCESS);
    var open = new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    return switch (MobikwikStatus.refunded(fields)) {
      case WHOLLY -> completes && (first || done) ? MobikwikStatus.status(fields) : open;
      case IN_PART -> first && partial(order) ? MobikwikStatus.status(fields) : open;
      case NO -> first && done ? new ParsedStatus.NotKnown() : open;
    };
  }
}
