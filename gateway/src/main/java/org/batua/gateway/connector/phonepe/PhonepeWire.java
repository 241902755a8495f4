package org.batua.gateway.connector.phonepe;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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
import org.batua.gateway.connector.answer.ParsedAnswer;
import tools.jackson.databind.json.JsonMapper;

/// Writing signed requests and reading answers for one provider account.
record PhonepeWire(Call call, PhonepeAccount account) {
  static PhonepeWire of(Call call) {
    return new PhonepeWire(call, new PhonepeAccount(call.account()));
  }

  /// Posts a payload with the merchant in it. The device goes with each: PhonePe compares it with
  /// the one on which the OTP was entered.
  Transport.Exchange post(Operation operation, Purpose purpose, Map<String, ?> payload) {
    var whole = new TreeMap<String, Object>(payload);
    whole.put("merchantId", account.merchantId());
    var json = JsonMapper.shared().writeValueAsString(whole);
    var encoded = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    var path = account.path(operation);
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("X-VERIFY", signature(encoded, path));
    headers.put("X-DEVICE-ID", call.deviceId());
    if (purpose == Purpose.MONEY) {
      account.callbackUrl().ifPresent(url -> headers.putAll(callback(url)));
    }
    return send(
        new Request("POST", account.url(path), headers, "{\"request\":\"" + encoded + "\"}"),
        purpose);
  }

  private static Map<String, String> callback(String url) {
    return Map.of("X-CALLBACK-URL", url, "X-CALL-MODE", "POST");
  }

  /// Asks about a payment or a refund by our own name of it.
  Transport.Exchange status(String transactionId) {
    var path = account.statusPath(transactionId);
    var headers = Map.of("Content-Type", "application/json", "X-VERIFY", signature("", path));
    return send(Request.get(account.url(path), headers), Purpose.INQUIRY);
  }

  private String signature(String payload, String path) {
    return PhonepeSignature.of(payload, path, account.saltKey(), account.saltIndex());
  }

  private Transport.Exchange send(Request request, Purpose purpose) {
    return call.transport().exchange(call.account(), purpose, request, call.timeout());
  }

  ParsedAnswer read(PhonepeQuestion kind, Answered answered) {
    return PhonepeAnswer.read(answered)
        .map(answer -> answer.about(account.codes(), kind))
        .orElseGet(() -> ParsedAnswer.unreadable(ProviderResponse.of("", "", answered.status())));
  }

  /// Posts a call that moves no money and reads what came of it.
  ///
  /// @param refusals which codes are a definite no
  Reply ask(
      Operation operation,
      Map<String, ?> payload,
      Function<String, Optional<ProviderError>> refusals) {
    return switch (post(operation, Purpose.READ, payload)) {
      case Transport.Exchange.NotSent(var failure) -> new Reply.NotTaken(failure);
      case Transport.Exchange.Lost(var failure) -> new Reply.PerhapsTaken(failure);
      case Answered answered ->
          PhonepeAnswer.read(answered)
              .map(answer -> reply(answer, refusals))
              .orElseGet(
                  () ->
                      notServed(answered.status(), ProviderResponse.of("", "", answered.status())));
    };
  }

  private Reply reply(PhonepeAnswer answer, Function<String, Optional<ProviderError>> refusals) {
    var response = answer.response();
    var refusal = account.codes().of(answer.code(), refusals.apply(answer.code()));
    if (refusal.isPresent()) {
      return new Reply.Refused(Refusal.of(refusal.get(), response));
    }
    if (answer.httpStatus() / 100 != 2) {
      return notServed(answer.httpStatus(), response);
    }
    return answer.isSuccess() && answer.code().equals("SUCCESS")
        ? new Reply.Accepted(answer)
        : new Reply.PerhapsTaken(new TransportFailure(Cause.UNKNOWN_CODE, response));
  }

  /// An answer without meaning. A service that calls itself unavailable did not take the call.
  private static Reply notServed(int status, ProviderResponse response) {
    if (status == 429 || status == 503) {
      return new Reply.NotTaken(TransportFailure.http(status, response));
    }
    return new Reply.PerhapsTaken(
        status / 100 == 2
            ? new TransportFailure(Cause.UNREADABLE, response)
            : TransportFailure.http(status, response));
  }
}
