package org.batua.gateway.connector.amazonpay;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

/// Charges by a customer's access token. Our reference is the charge id, which Amazon Pay takes
/// once. Where the balance is short, the answer has a page on which the customer adds money, and
/// the charge then completes by itself.
record AmazonpayCharges(InstantSource clock) implements DirectDebit {
  @Override
  public Outcome debit(Call call, DirectDebit.Order order) {
    var wire = AmazonpayWire.of(call, clock);
    var reference = order.reference().value();
    var body =
        begin(
            wire,
            reference,
            order.amount().majorFixed(),
            order.credentials().value(AmazonpayLinking.ACCESS_TOKEN).reveal(),
            wire.account().callbackUrl(order.returnUrl()));
    body.put("intent", "Capture");
    body.put("selectedPaymentInstrumentType", "AmazonPayBalance");
    return new OutcomeClassifier(reference, order.amount(), answered -> read(wire, answered))
        .outcome(wire.post(AmazonpayWire.CHARGE, Purpose.MONEY, body));
  }

  /// The fields that begin a charge and a top-up.
  static Map<String, String> begin(
      AmazonpayWire wire, String reference, String amount, String accessToken, String callbackUrl) {
    var body = new HashMap<String, String>();
    body.put("merchantId", wire.account().merchantId());
    body.put("chargeId", reference);
    body.put("referenceId", reference);
    body.put("accessToken", accessToken);
    body.put("amount", amount);
    body.put("currencyCode", AmazonpayWire.CURRENCY);
    body.put("attributableProgram", wire.account().program());
    body.put("callbackUrl", callbackUrl);
    body.put("timeoutInSecs", wire.account().timeoutSeconds());
    return body;
  }

  @Override
  public Inquiry inquire(Call call, DirectDebit.Order order) {
    var wire = AmazonpayWire.of(call, clock);
    var reference = order.reference().value();
    return new OutcomeClassifier(
            reference, order.amount(), answered -> readStatus(wire, AmazonpayWire.CHARGE, answered))
        .inquiry(wire.inquire(AmazonpayWire.CHARGE, reference));
  }

  private static ParsedAnswer read(AmazonpayWire wire, Answered answered) {
    return AmazonpayAnswer.read(wire, "POST", AmazonpayWire.CHARGE, answered)
        .map(
            answer ->
                money(answer, answer.code().isEmpty() ? status(answer) : refused(wire, answer)))
        .orElseGet(() -> ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status())));
  }

  private static ParsedStatus refused(AmazonpayWire wire, AmazonpayAnswer answer) {
    return wire.account()
        .codes()
        .ofMoney(answer.code(), AmazonpayCodes.refusal(answer.code()))
        .<ParsedStatus>map(error -> new ParsedStatus.Refused(Refusal.of(error, answer.response())))
        .orElseGet(() -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE));
  }

  /// The status of a charge or a top-up. An error tells nothing about it, but that Amazon Pay does
  /// not know it.
  static ParsedAnswer readStatus(AmazonpayWire wire, String path, Answered answered) {
    return AmazonpayAnswer.read(wire, "GET", path, answered)
        .map(
            answer ->
                money(
                    answer,
                    switch (answer.code()) {
                      case "" -> status(answer);
                      case AmazonpayCodes.CHARGE_NOT_KNOWN -> new ParsedStatus.NotKnown();
                      default -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
                    }))
        .orElseGet(() -> ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status())));
  }

  private static ParsedAnswer money(AmazonpayAnswer answer, ParsedStatus parsed) {
    var moved = parsed instanceof ParsedStatus.Moved;
    var amount = answer.amount("approvedAmount");
    return new ParsedAnswer(
        moved && amount.isEmpty() ? new ParsedStatus.Unclear(Cause.UNREADABLE) : parsed,
        answer.signature(),
        answer.text("chargeId"),
        amount,
        answer.text("currencyCode"),
        answer.response());
  }

  private static ParsedStatus status(AmazonpayAnswer answer) {
    var theirs = answer.text("amazonChargeId");
    return switch (answer.status()) {
      case "CaptureApproved" -> new ParsedStatus.Moved(theirs.orElse(""), answer.updatedAt());
      case "CapturePending" ->
          page(answer)
              .<ParsedStatus>map(page -> new ParsedStatus.CustomerNeeded(page, Optional.empty()))
              .orElseGet(() -> new ParsedStatus.Processing(theirs));
      case "Failed", "Declined" ->
          new ParsedStatus.Refused(Refusal.of(ProviderError.DECLINED_OTHER, answer.response()));
      default -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    };
  }

  static Optional<CustomerPage> page(AmazonpayAnswer answer) {
    return answer
        .text("amazonPayUrl")
        .filter(url -> url.matches("https?://[^\\s\"<>{}|\\\\^`\\[\\]]+"))
        .map(url -> new CustomerPage.Link(URI.create(url)));
  }
}
