package org.batua.gateway.connector.freecharge;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Transport.Request;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import org.batua.gateway.connector.answer.ParsedStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writing signed requests and reading signed answers for one provider account.
record FreechargeWire(Call call, FreechargeAccount account) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,13}(?:\\.[0-9]{1,8})?");

  /// What an answer is about, and how it names that.
  enum Answering {
    REFUND("refundMerchantTxnId", "refundedAmount"),
    STATUS("merchantTxnId", "amount");

    private final String reference;
    private final String amount;

    Answering(String reference, String amount) {
      this.reference = reference;
      this.amount = amount;
    }
  }

  static FreechargeWire of(Call call) {
    return new FreechargeWire(call, new FreechargeAccount(call.account()));
  }

  Transport.Exchange post(
      FreechargeAccount.Path path, Purpose purpose, Map<String, String> members) {
    var request =
        new Request(
            "POST",
            account.url(path),
            Map.of("Content-Type", "application/json", "Accept", "application/json"),
            JSON.writeValueAsString(signed(members)));
    return call.transport().exchange(call.account(), purpose, request, call.timeout());
  }

  /// The members with the merchant and the checksum over all.
  Map<String, String> signed(Map<String, String> members) {
    var all = new TreeMap<>(members);
    all.put("merchantId", account.merchantId());
    all.put(FreechargeChecksum.NAME, checksum(JSON.valueToTree(all)));
    return all;
  }

  private String checksum(JsonNode members) {
    return FreechargeChecksum.of(members, account.key());
  }

  /// Whether these are FreeCharge's own words. They came by way of the customer's browser, so that
  /// no setting spares them the checksum.
  boolean signedBySender(Map<String, String> parameters) {
    var given = parameters.getOrDefault(FreechargeChecksum.NAME, "");
    return FreechargeChecksum.same(checksum(JSON.valueToTree(parameters)), given);
  }

  /// Reads an answer about money.
  ParsedAnswer read(Answered answered, Answering answering) {
    var members = members(answered.body());
    if (members.isEmpty()) {
      return ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status()));
    }
    var json = members.get();
    var response = ProviderResponse.of(code(json), text(json, "errorMessage"), answered.status());
    var given = Optional.of(text(json, answering.amount)).filter(text -> !text.isEmpty());
    var number = given.flatMap(FreechargeWire::amount);
    return new ParsedAnswer(
        number.isPresent() == given.isPresent()
            ? status(json, answering, response)
            : new ParsedStatus.Unclear(Cause.UNREADABLE),
        signature(json),
        Optional.of(text(json, answering.reference)).filter(text -> !text.isEmpty()),
        number,
        Optional.empty(),
        response);
  }

  private static Optional<JsonNode> members(String body) {
    try {
      return Optional.of(JSON.readTree(body))
          .filter(json -> json.isObject() && !text(json, "status").isEmpty());
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> amount(String text) {
    return AMOUNT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  private Signature signature(JsonNode json) {
    var given = text(json, FreechargeChecksum.NAME);
    return switch (account.answerChecksum()) {
      case IGNORED -> Signature.NOT_NEEDED;
      case WHEN_PRESENT -> given.isEmpty() ? Signature.NOT_NEEDED : compared(json, given);
      case REQUIRED -> compared(json, given);
    };
  }

  private Signature compared(JsonNode json, String given) {
    return FreechargeChecksum.same(checksum(json), given) ? Signature.RIGHT : Signature.WRONG;
  }

  /// `INITIATED` says that FreeCharge took the request, not that money moved.
  private ParsedStatus status(JsonNode json, Answering answering, ProviderResponse response) {
    var transaction = text(json, "txnId");
    return switch (text(json, "status")) {
      case "SUCCESS", "COMPLETED" -> new ParsedStatus.Moved(transaction, Optional.empty());
      case "INITIATED", "PENDING" ->
          new ParsedStatus.Processing(Optional.of(transaction).filter(id -> !id.isEmpty()));
      case "FAILED" -> failed(json, answering, response);
      default -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    };
  }

  /// A failure counts by a code that we know, or by a transaction that FreeCharge knows. Another
  /// one may as well say that the reference was used before, or is not known yet.
  private ParsedStatus failed(JsonNode json, Answering answering, ProviderResponse response) {
    var code = code(json);
    if (account.isNotFound(code)) {
      return new ParsedStatus.NotKnown();
    }
    var codes = account.codes();
    var error = codes.ofMoney(code, FreechargeCodes.refusal(code));
    if (error.isEmpty()) {
      return text(json, "txnId").isEmpty() || codes.isUnknown(code)
          ? new ParsedStatus.Unclear(Cause.UNKNOWN_CODE)
          : new ParsedStatus.Refused(Refusal.of(ProviderError.DECLINED_OTHER, response));
    }
    // A question that was refused says nothing of what was asked about.
    return answering == Answering.STATUS && error.get().about() == ProviderError.About.REQUEST
        ? new ParsedStatus.Unclear(Cause.UNKNOWN_CODE)
        : new ParsedStatus.Refused(Refusal.of(error.get(), response));
  }

  private static String code(JsonNode json) {
    return text(json, "errorCode");
  }

  /// Numbers as well as strings: the plug-ins show both.
  private static String text(JsonNode json, String name) {
    return json.path(name).asString("").strip();
  }
}
