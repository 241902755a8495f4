package org.batua.gateway.connector.mobikwik;

import java.util.Map;
import java.util.Optional;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedStatus;

/// Debits by standing token. Our reference is the order id: MobiKwik takes each one once.
record MobikwikDebits() implements DirectDebit {
  /// A repeated order id is [ProviderError#DUPLICATE_REFERENCE], which says that MobiKwik knows the
  /// order, not how it ended: the caller asks.
  @Override
  public Outcome debit(Call call, DirectDebit.Order order) {
    var wire = MobikwikWire.of(call);
    var parameters =
        Map.of(
            "amount",
            order.amount().majorFixed(),
            "cell",
            order.mobile().national(),
            "comment",
            wire.account().debitComment(),
            "orderid",
            order.reference().value(),
            "token",
            order.credentials().value(MobikwikLinking.TOKEN).reveal(),
            "txntype",
            wire.account().debitType());
    return new OutcomeClassifier(
            order.reference().value(), order.amount(), answered -> read(wire, order, answered))
        .outcome(wire.post(Operation.DEBIT, Purpose.MONEY, parameters));
  }

  private static ParsedAnswer read(MobikwikWire wire, DirectDebit.Order order, Answered answered) {
    var read = MobikwikFields.read(answered);
    if (read.isEmpty()) {
      return ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status()));
    }
    var fields = read.get();
    return wire.answer(
        Operation.DEBIT,
        fields,
        status(wire, order, fields),
        fields.find("debitedamount", "amount"));
  }

  private static ParsedStatus status(
      MobikwikWire wire, DirectDebit.Order order, MobikwikFields fields) {
    if (fields.code().equals(MobikwikCodes.SUCCESS)) {
      return fields.saysFailure()
          ? new ParsedStatus.Unclear(Cause.UNKNOWN_CODE)
          : new ParsedStatus.Moved(
              fields.find("refId", "refid", "txnid").orElse(""), Optional.empty());
    }
    if (fields.code().equals(MobikwikCodes.PENDING)) {
      return new ParsedStatus.Processing(fields.find("refId", "refid", "txnid"));
    }
    var code = fields.code();
    var documented =
        MobikwikCodes.refusal(code)
            .map(error -> code.equals(MobikwikCodes.TOKEN_OR_CAP) ? capOr(error, order) : error);
    return wire.account()
        .codes()
        .ofMoney(code, documented)
        .<ParsedStatus>map(error -> new ParsedStatus.Refused(fields.refusal(error)))
        .orElseGet(() -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE));
  }

  private static ProviderError capOr(ProviderError error, DirectDebit.Order order) {
    return order.credentials().cap().filter(cap -> order.amount().compareTo(cap) > 0).isPresent()
        ? ProviderError.LIMIT_EXCEEDED
        : error;
  }

  @Override
  public Inquiry inquire(Call call, DirectDebit.Order order) {
    var wire = MobikwikWire.of(call);
    var reference = order.reference().value();
    return new OutcomeClassifier(
            reference, order.amount(), answered -> MobikwikStatus.read(wire, answered))
        .inquiry(MobikwikStatus.ask(wire, reference));
  }
}
