package org.batua.gateway.connector.midtrans;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.DirectDebit;
import org.batua.gateway.connector.Inquiry;
import org.batua.gateway.connector.Outcome;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.OutcomeClassifier;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedStatus;

/// Charges by the token of a pay account. Our reference is the order id, which Midtrans takes once;
/// for five minutes a repetition is answered with the first answer.
record MidtransCharges() implements DirectDebit {
  @Override
  public Outcome debit(Call call, DirectDebit.Order order) {
    var wire = MidtransWire.of(call);
    var reference = order.reference().value();
    var body = MidtransWire.object();
    body.put("payment_type", "gopay");
    body.putObject("gopay")
        .put("account_id", order.credentials().value(MidtransLinking.ACCOUNT_ID).reveal())
        .put("payment_option_token", order.credentials().value(MidtransLinking.TOKEN).reveal())
        .put("callback_url", order.returnUrl().toString());
    body.putObject("transaction_details")
        .put("order_id", reference)
        .put("gross_amount", order.amount().major().longValueExact());
    var url = wire.account().url("/v2/charge");
    return new OutcomeClassifier(
            reference,
            order.amount(),
            answered -> read(wire, answered, answer -> told(wire, answer)))
        .outcome(wire.post(url, Purpose.MONEY, body, Optional.of(reference + "-charge")));
  }

  @Override
  public Inquiry inquire(Call call, DirectDebit.Order order) {
    var wire = MidtransWire.of(call);
    var reference = order.reference().value();
    return new OutcomeClassifier(
            reference, order.amount(), answered -> read(wire, answered, MidtransCharges::untold))
        .inquiry(wire.get("/v2/" + reference + "/status", Purpose.INQUIRY));
  }

  private static ParsedAnswer read(
      MidtransWire wire, Answered answered, Function<MidtransAnswer, ParsedStatus> error) {
    var read = MidtransAnswer.read(answered);
    if (read.isEmpty()) {
      return ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status()));
    }
    var answer = read.get();
    var written = answer.text("gross_amount");
    var amount = written.flatMap(MidtransAnswer::amount);
    return new ParsedAnswer(
        amount.isPresent() == written.isPresent()
            ? status(wire, answer, error)
            : new ParsedStatus.Unclear(Cause.UNREADABLE),
        answer.signature(wire.account().serverKey()),
        answer.text("order_id"),
        amount,
        answer.text("currency"),
        answer.response());
  }

  /// @param error what a code that is no answer about a payment means
  private static ParsedStatus status(
      MidtransWire wire, MidtransAnswer answer, Function<MidtransAnswer, ParsedStatus> error) {
    // an error may carry the status word of what it failed at
    if (!answer.code().startsWith("20")) {
      return error.apply(answer);
    }
    var ours = answer.text("transaction_id");
    return switch (answer.transactionStatus()) {
      // a refund proves that the money had moved
      case "settlement", "capture", "refund", "partial_refund" ->
          answer.code().equals(MidtransCodes.SUCCESS)
              ? new ParsedStatus.Moved(ours.orElse(""), Optional.empty())
              : new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
      case "pending", "authorize" ->
          page(answer)
              .<ParsedStatus>map(page -> new ParsedStatus.CustomerNeeded(page, Optional.empty()))
              .orElseGet(() -> new ParsedStatus.Processing(ours));
      case "deny" ->
          refused(wire, answer).orElseGet(() -> declined(answer, ProviderError.DECLINED_OTHER));
      case "cancel" -> declined(answer, ProviderError.USER_DECLINED);
      case "expire", "failure" -> declined(answer, ProviderError.DECLINED_OTHER);
      default -> error.apply(answer);
    };
  }

  /// A code of the charge itself: most refuse it.
  private static ParsedStatus told(MidtransWire wire, MidtransAnswer answer) {
    return refused(wire, answer).orElseGet(() -> untold(answer));
  }

  /// A code of a question, as for a wrong key, says nothing of the payment that it was about.
  private static ParsedStatus untold(MidtransAnswer answer) {
    return switch (answer.code()) {
      case MidtransCodes.NOT_FOUND -> new ParsedStatus.NotKnown();
      case "429" -> new ParsedStatus.Unclear(Cause.RATE_LIMITED);
      default -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    };
  }

  private static Optional<ParsedStatus> refused(MidtransWire wire, MidtransAnswer answer) {
    return MidtransCodes.ofMoney(wire.account().codes(), answer)
        .map(error -> declined(answer, error));
  }

  private static ParsedStatus declined(MidtransAnswer answer, ProviderError error) {
    return new ParsedStatus.Refused(Refusal.of(error, answer.response()));
  }

  private static Optional<CustomerPage> page(MidtransAnswer answer) {
    return answer
        .action("verification-link-url")
        .or(() -> answer.action("verification-link-app"))
        .filter(url -> url.matches("https?://[^\\s\"<>]+"))
        .map(url -> new CustomerPage.Link(URI.create(url)));
  }
}
