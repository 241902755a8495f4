package org.batua.simulator.mobikwik;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Reason;
import org.batua.simulator.engine.Refusal;
import org.batua.simulator.engine.Reply;

/// An answer's fields in the order they are sent, not yet signed.
final class Answer {
  static final List<String> STATUS_ORDER =
      List.of("statuscode", "orderid", "refid", "amount", "statusmessage", "ordertype");

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Delivery delivery;
  private List<String> signedNames = List.of();

  private Answer(Delivery delivery) {
    this.delivery = delivery;
  }

  /// The usual head: `messagecode, status, statuscode, statusdescription`.
  static Answer of(Request request, Code code, String description, Delivery delivery) {
    Answer answer = new Answer(delivery);
    request.form().get("msgcode").ifPresent(m -> answer.with("messagecode", m));
    return answer
        .with("status", code.word())
        .with("statuscode", code.number())
        .with("statusdescription", delivery.words(description));
  }

  static Answer success(Request request, Delivery delivery) {
    return of(request, Code.SUCCESS, Code.SUCCESS.description(), delivery);
  }

  static Answer refused(Request request, Reply.Refused<?> refused) {
    Refusal refusal = refused.refusal();
    return of(request, Code.of(refusal.reason()), describe(refusal), refused.delivery());
  }

  /// The head of `checkstatus` and `walletrefund`, which call the description `statusmessage`.
  static Answer withMessage(Code code, String message, Delivery delivery) {
    return new Answer(delivery)
        .with("status", code.word())
        .with("statuscode", code.number())
        .with("statusmessage", delivery.words(message));
  }

  static String describe(Refusal refusal) {
    return switch (refusal) {
      case Refusal.WrongOtp(int left) ->
          "Invalid OTP. " + left + (left == 1 ? " attempt left" : " attempts left");
      case Refusal.TooManyOtps(var wait) ->
          "Too many OTP requests. Retry after " + wait.toSeconds() + " seconds";
      case Refusal.Because because -> describe(because.reason());
    };
  }

  private static String describe(Reason reason) {
    return switch (reason) {
      case OTP_ALREADY_USED -> "OTP already used";
      case OTP_UNDELIVERABLE -> "OTP could not be delivered to this cell";
      case MERCHANT_FUNDS -> "Insufficient merchant balance";
      case REFUND_NOT_ALLOWED -> "Refund not allowed";
      case REFUND_EXCEEDS -> "Refund amount does not fit the order";
      default -> Code.of(reason).description();
    };
  }

  Answer with(String name, String value) {
    fields.put(name, value);
    return this;
  }

  /// Signs only these fields, in this order, instead of all by name.
  Answer signing(List<String> names) {
    signedNames = names;
    return this;
  }

  Delivery delivery() {
    return delivery;
  }

  /// The fields with their checksum, which is wrong where the delivery says so.
  Map<String, String> signed(String merchantKey) {
    String key = delivery == Delivery.FORGED ? merchantKey + "-forged" : merchantKey;
    String checksum =
        signedNames.isEmpty()
            ? Checksum.byName(fields, key)
            : Checksum.inOrder(fields, signedNames, key);
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("checksum", checksum);
    return all;
  }

  /// The fields alone, for a caller who has no key in common with us.
  Map<String, String> unsigned() {
    return fields;
  }
}
