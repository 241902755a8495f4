package org.batua.gateway.connector.paytm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.ProviderError;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Refusal;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Exchange.Answered;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Transport.Request;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.AnswerChecksum;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;

/// Writing authorised and signed requests and reading answers for one provider account.
record PaytmWire(Call call, PaytmAccount account) {
  static PaytmWire of(Call call) {
    return new PaytmWire(call, new PaytmAccount(call.account()));
  }

  /// Posts flat parameters with their checksum among them.
  Transport.Exchange postFlat(
      Operation operation, Purpose purpose, Map<String, String> parameters) {
    var all = new TreeMap<>(parameters);
    all.put("CheckSum", PaytmChecksum.of(account.merchantKey(), PaytmChecksum.text(parameters)));
    return post(operation, purpose, PaytmJson.write(all), Map.of());
  }

  /// Posts a body with its signature in the head; what is signed is sent to the letter.
  Transport.Exchange postHeaded(
      Operation operation, Purpose purpose, Map<String, String> parameters) {
    var body = PaytmJson.write(new TreeMap<>(parameters));
    var head = new LinkedHashMap<String, String>();
    head.put("version", "v1");
    head.put("channelId", "WEB");
    if (!account.keyName().isEmpty()) {
      head.put("clientId", account.keyName());
    }
    head.put("signature", PaytmChecksum.of(account.merchantKey(), body));
    var text = "{\"head\":" + PaytmJson.write(head) + ",\"body\":" + body + "}";
    return post(operation, purpose, text, Map.of());
  }

  private Transport.Exchange post(
      Operation operation, Purpose purpose, String body, Map<String, String> headers) {
    var all = new LinkedHashMap<>(headers);
    all.put("Content-Type", "application/json");
    return send(new Request("POST", account.url(operation), all, body), purpose);
  }

  private Transport.Exchange send(Request request, Purpose purpose) {
    return call.transport().exchange(call.account(), purpose, request, call.timeout());
  }

  private Map<String, String> authorised() {
    return Map.of(
        "Authorization",
        account.basicAuthorization().reveal(),
        "x-device-identifier",
        call.deviceId());
  }

  /// Posts a call about an OTP or a token and reads what came of it.
  Reply ask(Operation operation, Map<String, ?> parameters) {
    var body = PaytmJson.write(parameters);
    return reply(post(operation, Purpose.READ, body, authorised()));
  }

  /// Ends a token; Paytm says how it went by the HTTP status.
  Transport.Exchange revoke(String token) {
    var headers = new LinkedHashMap<>(authorised());
    headers.put("session_token", token);
    return send(new Request("DELETE", account.url(Operation.REVOKE), headers, ""), Purpose.READ);
  }

  private Reply reply(Transport.Exchange exchange) {
    return switch (exchange) {
      case Transport.Exchange.NotSent(var failure) -> new Reply.NotTaken(failure);
      case Transport.Exchange.Lost(var failure) -> new Reply.PerhapsTaken(failure);
      case Answered answered ->
          PaytmJson.read(answered.body())
              .map(json -> reply(answered.status(), json))
              .orElseGet(() -> unreadable(answered.status()));
    };
  }

  static Reply unreadable(int status) {
    var response = ProviderResponse.of("", "", status);
    if (status == 429) {
      return new Reply.NotTaken(TransportFailure.http(status, response));
    }
    return new Reply.PerhapsTaken(
        status / 100 == 2
            ? new TransportFailure(Cause.UNREADABLE, response)
            : TransportFailure.http(status, response));
  }

  /// A failure is HTTP 200 too, so the code comes first.
  private Reply reply(int status, PaytmJson json) {
    var code = json.text("responseCode", "errorCode");
    var response = ProviderResponse.of(code, json.text("message", "responseMessage"), status);
    var saysSuccess = json.text("status").equalsIgnoreCase("SUCCESS");
    var refusal = account.codes().of(code, PaytmCodes.ofAccounts(code)).filter(_ -> !saysSuccess);
    if (refusal.isPresent()) {
      return new Reply.Refused(Refusal.of(refusal.get(), response));
    }
    if (PaytmCodes.isDown(code) || status == 429) {
      return new Reply.NotTaken(TransportFailure.http(status, response));
    }
    if (status / 100 != 2) {
      return new Reply.PerhapsTaken(TransportFailure.http(status, response));
    }
    // The older API gives a token without any code.
    var isToken = code.isEmpty() && json.find("access_token").isPresent();
    return isToken || (saysSuccess && PaytmCodes.isSuccess(code))
        ? new Reply.Accepted(json, response)
        : new Reply.PerhapsTaken(new TransportFailure(Cause.UNKNOWN_CODE, response));
  }

  /// What became of an answer's checksum over a text.
  Signature signature(Optional<String> given, String text) {
    var policy = account.answerChecksum();
    if (policy == AnswerChecksum.IGNORED) {
      return Signature.NOT_NEEDED;
    }
    if (given.isEmpty()) {
      return policy == AnswerChecksum.REQUIRED ? Signature.WRONG : Signature.NOT_NEEDED;
    }
    return PaytmChecksum.isRight(account.merchantKey(), text, given.get())
        ? Signature.RIGHT
        : Signature.WRONG;
  }

  /// Asks about a wallet by a signed body.
  Reply askHeaded(Operation operation, Map<String, String> parameters) {
    return switch (postHeaded(operation, Purpose.READ, parameters)) {
      case Transport.Exchange.NotSent(var failure) -> new Reply.NotTaken(failure);
      case Transport.Exchange.Lost(var failure) -> new Reply.PerhapsTaken(failure);
      case Answered answered ->
          PaytmAnswer.headed(this::signature, answered)
              .map(this::reply)
              .orElseGet(() -> unreadable(answered.status()));
    };
  }

  private Reply reply(PaytmAnswer answer) {
    var response = answer.response();
    if (answer.signature() == Signature.WRONG) {
      return new Reply.PerhapsTaken(new TransportFailure(Cause.INTEGRITY, response));
    }
    var documented = PaytmCodes.ofPayment(answer.code());
    Optional<ProviderError> refusal = account.codes().of(answer.code(), documented);
    if (refusal.isPresent() && answer.word() != PaytmAnswer.Word.SUCCESS) {
      return new Reply.Refused(Refusal.of(refusal.get(), response));
    }
    if (answer.httpStatus() / 100 != 2) {
      return new Reply.PerhapsTaken(TransportFailure.http(answer.httpStatus(), response));
    }
    return answer.word() == PaytmAnswer.Word.SUCCESS
        ? new Reply.Accepted(answer.json(), response)
        : new Reply.PerhapsTaken(new TransportFailure(Cause.UNKNOWN_CODE, response));
  }
}
