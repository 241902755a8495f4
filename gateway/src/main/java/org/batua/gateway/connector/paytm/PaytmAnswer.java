package org.batua.gateway.connector.paytm;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import org.batua.gateway.connector.answer.ParsedStatus;
import org.batua.gateway.connector.answer.RefusalCodes;

/// One answer of the payment host: a word that decides, a code that explains, and what it repeats.
///
/// @param json the flat answer, or the body of one with a head
record PaytmAnswer(
    int httpStatus,
    PaytmJson json,
    String status,
    String code,
    String message,
    Signature signature) {

  /// What the status word says.
  enum Word {
    SUCCESS,
    PENDING,
    FAILURE,
    /// None of the words that mean something, as `U`.
    OTHER
  }

  /// What kind of question an answer belongs to.
  enum Kind {
    DEBIT,
    REFUND,
    ORDER_INQUIRY,
    REFUND_INQUIRY;

    boolean isInquiry() {
      return this == ORDER_INQUIRY || this == REFUND_INQUIRY;
    }

    /// Why a code refuses, if it does.
    Optional<ProviderError> refusal(RefusalCodes codes, String code) {
      return switch (this) {
        case DEBIT -> codes.ofMoney(code, PaytmCodes.ofDebit(code));
        case REFUND -> codes.ofMoney(code, PaytmCodes.ofRefund(code));
        case REFUND_INQUIRY -> codes.ofInquiry(code, PaytmCodes.ofRefund(code));
        case ORDER_INQUIRY -> codes.ofInquiry(code, PaytmCodes.ofPayment(code));
      };
    }
  }

  /// Checks the signature of an answer.
  @FunctionalInterface
  interface Verifier {
    Signature signature(Optional<String> checksum, String signed);
  }

  /// Reads an answer with head and body.
  static Optional<PaytmAnswer> headed(Verifier verifier, Answered answered) {
    return PaytmJson.read(answered.body())
        .filter(whole -> whole.find("body").isPresent())
        .map(
            whole -> {
              var body = whole.object("body");
              var result = body.object("resultInfo");
              return new PaytmAnswer(
                  answered.status(),
                  body,
                  result.text("resultStatus"),
                  result.text("resultCode"),
                  result.text("resultMsg"),
                  verifier.signature(whole.object("head").find("signature"), whole.text("body")));
            })
        .filter(answer -> !answer.status().isEmpty());
  }

  /// Reads a flat answer, or the second shape of a refusal: `{"Error":"227=Checksum mismatch"}`.
  static Optional<PaytmAnswer> flat(Verifier verifier, Answered answered) {
    var read = PaytmJson.read(answered.body());
    if (read.isEmpty()) {
      return Optional.empty();
    }
    var json = read.get();
    var error = json.find("Error", "ErrorMsg");
    if (error.isPresent()) {
      var parts = error.get().split("=", 2);
      var message = parts.length > 1 ? parts[1] : "";
      return Optional.of(
          new PaytmAnswer(
              answered.status(), json, "", parts[0].strip(), message, Signature.NOT_NEEDED));
    }
    var signed = new LinkedHashMap<>(json.members());
    var checksum = Optional.ofNullable(signed.remove("CheckSum")).filter(c -> !c.isEmpty());
    return Optional.of(
            new PaytmAnswer(
                answered.status(),
                json,
                json.text("Status"),
                json.text("ResponseCode"),
                json.text("ResponseMessage"),
                verifier.signature(checksum, PaytmChecksum.text(signed))))
        .filter(answer -> !answer.status().isEmpty());
  }

  Word word() {
    return switch (status) {
      case "TXN_SUCCESS", "SUCCESS", "S" -> Word.SUCCESS;
      case "PENDING" -> Word.PENDING;
      case "TXN_FAILURE", "FAILURE", "F" -> Word.FAILURE;
      default -> Word.OTHER;
    };
  }

  ProviderResponse response() {
    return ProviderResponse.of(code, message, httpStatus);
  }

  /// The answer as one about money.
  ///
  /// @param codes what the account says of codes
  /// @param names where it repeats our name of the movement, the amount, and Paytm's own name
  ParsedAnswer about(RefusalCodes codes, Kind kind, Names names) {
    var amount = json.find(names.amount());
    var number = amount.flatMap(PaytmJson::amount);
    var reference = json.find(names.reference());
    var parsed = status(codes, kind, json.find(names.own()));
    var isWhole = reference.isPresent() && number.isPresent();
    var isReadable = number.isPresent() == amount.isPresent();
    var mayBelieve = isReadable && (isWhole || !(parsed instanceof ParsedStatus.Moved));
    return new ParsedAnswer(
        mayBelieve ? parsed : new ParsedStatus.Unclear(Cause.UNREADABLE),
        signature,
        reference,
        number,
        Optional.empty(),
        response());
  }

  /// The names of three members.
  record Names(String reference, String amount, String own) {}

  private ParsedStatus status(RefusalCodes codes, Kind kind, Optional<String> own) {
    var refusal = kind.refusal(codes, code);
    var unclear = new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    var refusesQuestion = PaytmCodes.refusesOurKeys(code) || codes.refusesRequest(code);
    if (kind.isInquiry() && (refusesQuestion || codes.isUnknown(code))) {
      return unclear;
    }
    return switch (word()) {
      case SUCCESS ->
          refusal.isPresent() || PaytmCodes.isUndecided(code) || own.isEmpty()
              ? unclear
              : new ParsedStatus.Moved(own.get(), Optional.empty());
      case PENDING -> new ParsedStatus.Processing(own);
      case FAILURE -> failure(kind, refusal);
      // Without a word only a listed code refuses.
      case OTHER -> refusal.map(this::refused).orElse(unclear);
    };
  }

  /// A failure that its code does not explain is final only where Paytm calls its answer final: in
  /// the answer to an inquiry.
  private ParsedStatus failure(Kind kind, Optional<ProviderError> refusal) {
    if (kind.isInquiry() && PaytmCodes.isNotKnown(code)) {
      return new ParsedStatus.NotKnown();
    }
    if (PaytmCodes.isUndecided(code) || PaytmCodes.isSuccess(code)) {
      return new ParsedStatus.Unclear(Cause.UNKNOWN_CODE);
    }
    return refusal
        .or(() -> kind.isInquiry() ? Optional.of(ProviderError.DECLINED_OTHER) : Optional.empty())
        .map(this::refused)
        .orElseGet(() -> new ParsedStatus.Unclear(Cause.UNKNOWN_CODE));
  }

  private ParsedStatus refused(ProviderError error) {
    return new ParsedStatus.Refused(Refusal.of(error, response()));
  }
}
