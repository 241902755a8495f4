package org.batua.gateway.connector.midtrans;

import java.util.Optional;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refunding;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import org.batua.gateway.connector.answer.ParsedStatus;
import tools.jackson.databind.JsonNode;

/// Refunds, each with a key of its own, which is our reference. They are asked about by the status
/// of the debit, which lists them; a refund that Midtrans gave up is not in that list.
record MidtransRefunds() implements Refunding {
  @Override
  public Outcome refund(Call call, Refunding.Order order) {
    var wire = MidtransWire.of(call);
    var reference = order.reference().value();
    var body = MidtransWire.object();
    body.put("refund_key", reference);
    body.put("amount", order.amount().major().longValueExact());
    body.put("reason", "Refund");
    var url = wire.account().refundUrl(order.debit().value());
    return new OutcomeClassifier(reference, order.amount(), answered -> read(wire, answered))
        .outcome(wire.post(url, Purpose.MONEY, body, Optional.of(reference + "-refund")));
  }

  private static ParsedAnswer read(MidtransWire wire, Answered answered) {
    var read = MidtransAnswer.read(answered);
    if (read.isEmpty()) {
      return ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status()));
    }
    var answer = read.get();
    var parsed =
        answer.code().equals(MidtransCodes.SUCCESS)
            ? entry(wire, answer.json())
            : MidtransCodes.ofMoney(wire.account().codes(), answer)
                .<ParsedStatus>map(
                    error -> new ParsedStatus.Refused(Refusal.of(error, answer.response())))
                .orElseGet(() -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE));
    return answer(answer, parsed, answer.json());
  }

  @Override
  public Inquiry inquire(Call call, Refunding.Order order) {
    var wire = MidtransWire.of(call);
    var reference = order.reference().value();
    return new OutcomeClassifier(
            reference, order.amount(), answered -> readStatus(wire, reference, answered))
        .inquiry(wire.get("/v2/" + order.debit() + "/status", Purpose.INQUIRY));
  }

  private static ParsedAnswer readStatus(MidtransWire wire, String reference, Answered answered) {
    var read = MidtransAnswer.read(answered);
    if (read.isEmpty()) {
      return ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status()));
    }
    var answer = read.get();
    if (answer.signature(wire.account().serverKey()) == Signature.WRONG) {
      return answer(answer, new ParsedStatus.Unclear(Cause.INTEGRITY), MidtransWire.object());
    }
    for (var refund : answer.json().path("refunds")) {
      if (MidtransAnswer.text(refund, "refund_key").equals(Optional.of(reference))) {
        return answer(answer, entry(wire, refund), refund);
      }
    }
    var known = answer.text("transaction_status").isPresent();
    var parsed = known ? new ParsedStatus.NotKnown() : new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    return answer(answer, parsed, MidtransWire.object());
  }

  private static ParsedStatus entry(MidtransWire wire, JsonNode refund) {
    var theirs = MidtransAnswer.text(refund, "refund_chargeback_id").orElse("");
    var confirmed = MidtransAnswer.text(refund, "bank_confirmed_at").isPresent();
    return confirmed || wire.account().refundFinal() == MidtransAccount.RefundFinal.ACCEPTED
        ? new ParsedStatus.Moved(theirs, Optional.empty())
        : new ParsedStatus.Processing(Optional.of(theirs));
  }

  private static ParsedAnswer answer(MidtransAnswer answer, ParsedStatus parsed, JsonNode refund) {
    var written = MidtransAnswer.text(refund, "refund_amount");
    var amount = written.flatMap(MidtransAnswer::amount);
    return new ParsedAnswer(
        amount.isPresent() == written.isPresent()
            ? parsed
            : new ParsedStatus.Unclear(Cause.UNREADABLE),
        Signature.NOT_NEEDED,
        MidtransAnswer.text(refund, "refund_key"),
        amount,
        MidtransAnswer.text(refund, "currency"),
        answer.response());
  }
}
