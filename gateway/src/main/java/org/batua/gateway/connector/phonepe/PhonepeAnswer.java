package org.batua.gateway.connector.phonepe;

import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.batua.gateway.base.Money;
import org.batua.gateway.connector.CustomerPage;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import org.batua.gateway.connector.answer.ParsedStatus;
import org.batua.gateway.connector.answer.RefusalCodes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One answer in PhonePe's envelope, at whatever HTTP status: its code decides.
///
/// Answers are not signed; those about money are recognised by the transaction that they repeat.
///
/// @param isSuccess of the call, which says nothing about a payment: a pending one has it too
record PhonepeAnswer(
    int httpStatus, boolean isSuccess, String code, String message, JsonNode data) {
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final Pattern PAISE = Pattern.compile("[0-9]{1,15}");
  private static final int PAISE_DIGITS = 2;

  /// Empty for what is not in the envelope.
  static Optional<PhonepeAnswer> read(Answered answered) {
    try {
      var envelope = JSON.readTree(answered.body());
      var code = text(envelope, "code");
      return code.map(
          it ->
              new PhonepeAnswer(
                  answered.status(),
                  envelope.path("success").asBoolean(false),
                  it,
                  text(envelope, "message").orElse(""),
                  envelope.path("data")));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  /// A value that may have come as a number or as a text; empty when it is absent or empty.
  private static Optional<String> text(JsonNode object, String name) {
    var node = object.path(name);
    return node.isString() || node.isIntegralNumber()
        ? Optional.of(node.asString()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  Optional<String> text(String name) {
    return text(data, name);
  }

  /// Paise as money; empty when it is absent or no number of paise.
  static Optional<Money> money(JsonNode object, String name) {
    return text(object, name)
        .filter(text -> PAISE.matcher(text).matches())
        .map(text -> Money.inr(Long.parseLong(text)));
  }

  /// The deeplink of an answer; what a browser would run as a script is none.
  Optional<CustomerPage> deeplink() {
    try {
      return text("redirectUrl")
          .map(URI::create)
          .filter(uri -> uri.isAbsolute() && !uri.isOpaque())
          .map(CustomerPage.Link::new);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  ProviderResponse response() {
    var reason = text("payResponseCode").map(it -> " (" + it + ")").orElse("");
    return ProviderResponse.of(code, message + reason, httpStatus);
  }

  /// The answer as one about money. A success must repeat which and how much.
  ///
  /// @param codes what the account says of codes
  ParsedAnswer about(RefusalCodes codes, PhonepeQuestion kind) {
    var reference = text("transactionId");
    var amount = money(data, "amount").map(m -> BigDecimal.valueOf(m.minor(), PAISE_DIGITS));
    var parsed = status(codes, kind);
    var isWhole = reference.isPresent() && amount.isPresent();
    return new ParsedAnswer(
        isWhole || !(parsed instanceof ParsedStatus.Moved)
            ? parsed
            : new ParsedStatus.Unclear(Cause.UNREADABLE),
        Signature.NOT_NEEDED,
        reference,
        amount,
        Optional.empty(),
        response());
  }

  private ParsedStatus status(RefusalCodes codes, PhonepeQuestion kind) {
    if (kind == PhonepeQuestion.INQUIRY && code.equals("TRANSACTION_NOT_FOUND")) {
      return new ParsedStatus.NotKnown();
    }
    return switch (code) {
      case "SUCCESS", "PAYMENT_SUCCESS" -> success();
      case "PAYMENT_PENDING", "PAYMENT_INITIATED" ->
          new ParsedStatus.Processing(text("providerReferenceId"));
      default ->
          PhonepeCodes.of(codes, kind, code, text("payResponseCode").orElse(""))
              .<ParsedStatus>map(error -> new ParsedStatus.Refused(Refusal.of(error, response())))
              .orElseGet(() -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE));
    };
  }

  /// Believed unless another word of the same answer contradicts it.
  private ParsedStatus success() {
    var unclear = new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    if (!isSuccess) {
      return unclear;
    }
    return switch (text("responseType").orElse("PAYMENT")) {
      case "PAYMENT" ->
          switch (text("paymentState").or(() -> text("status")).orElse("")) {
            case "PENDING" -> new ParsedStatus.Processing(text("providerReferenceId"));
            case "FAILED" -> unclear;
            default ->
                text("providerReferenceId")
                    .<ParsedStatus>map(own -> new ParsedStatus.Moved(own, Optional.empty()))
                    .orElse(unclear);
          };
      case "WALLET_TOPUP_DEEPLINK" ->
          deeplink()
              .<ParsedStatus>map(page -> new ParsedStatus.CustomerNeeded(page, Optional.empty()))
              .orElse(unclear);
      default -> unclear;
    };
  }

  /// Without the data: tokens come in it.
  @Override
  public String toString() {
    return "PhonepeAnswer[" + httpStatus + " " + code + "]";
  }
}
