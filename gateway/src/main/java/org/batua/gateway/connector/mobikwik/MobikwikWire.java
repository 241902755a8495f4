package org.batua.gateway.connector.mobikwik;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.batua.gateway.base.Secret;
import org.batua.gateway.connector.Call;
import org.batua.gateway.connector.ProviderResponse;
import org.batua.gateway.connector.Transport;
import org.batua.gateway.connector.Transport.Purpose;
import org.batua.gateway.connector.Transport.Request;
import org.batua.gateway.connector.TransportFailure;
import org.batua.gateway.connector.TransportFailure.Cause;
import org.batua.gateway.connector.answer.AnswerChecksum;
import org.batua.gateway.connector.answer.ParsedAnswer;
import org.batua.gateway.connector.answer.ParsedAnswer.Signature;
import org.batua.gateway.connector.answer.ParsedStatus;

/// Writing signed requests and checking signed answers for one provider account.
///
/// Every call is posted as a form, also those for which the query string is documented: tokens and
/// OTPs have no place in the access logs on the way.
record MobikwikWire(Call call, MobikwikAccount account) {
  private static final List<String> REFUND_ORDER = List.of("mid", "txid", "amount", "email");
  private static final List<String> STATUS_ORDER = List.of("mid", "orderid");
  private static final List<String> STATUS_ANSWER_ORDER =
      List.of("statuscode", "orderid", "refid", "amount", "statusmessage", "ordertype");

  static MobikwikWire of(Call call) {
    return new MobikwikWire(call, new MobikwikAccount(call.account()));
  }

  Transport.Exchange post(Operation operation, Purpose purpose, Map<String, String> parameters) {
    var request =
        new Request(
            "POST",
            account.url(operation),
            Map.of("Content-Type", "application/x-www-form-urlencoded", "payloadtype", "json"),
            form(signed(operation, parameters)));
    return call.transport().exchange(call.account(), purpose, request, call.timeout());
  }

  /// The parameters with what every call adds and the checksum over all.
  Map<String, String> signed(Operation operation, Map<String, String> parameters) {
    var all = new TreeMap<>(parameters);
    all.put("mid", account.mid());
    var key = account.key(operation);
    switch (operation) {
      // Not by name, and the marker of a partial refund is not covered.
      case REFUND -> all.put("checksum", MobikwikSignature.inOrder(key, all, REFUND_ORDER));
      case STATUS -> all.put("checksum", MobikwikSignature.inOrder(key, all, STATUS_ORDER));
      case QUERY, OTP, TOKEN, RENEW, BALANCE, DEBIT, TOPUP -> {
        all.put("merchantname", account.merchantName());
        account.messageCode(operation).ifPresent(code -> all.put("msgcode", code));
        all.put("checksum", MobikwikSignature.byName(key, all));
      }
    }
    return all;
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// What became of an answer's checksum. How MobiKwik signs answers is thinly published, hence the
  /// setting; an answer without a checksum is common.
  Signature signature(Operation operation, MobikwikFields fields) {
    var policy = account.answerChecksum();
    if (policy == AnswerChecksum.IGNORED) {
      return Signature.NOT_NEEDED;
    }
    var given = fields.checksum();
    if (given.isEmpty()) {
      return policy == AnswerChecksum.REQUIRED ? Signature.WRONG : Signature.NOT_NEEDED;
    }
    return MobikwikSignature.same(expected(operation, fields), given.get())
        ? Signature.RIGHT
        : Signature.WRONG;
  }

  /// An answer about money, with what it repeats of the order; an amount that is no number leaves
  /// nothing to rely on.
  ParsedAnswer answer(
      Operation operation, MobikwikFields fields, ParsedStatus parsed, Optional<String> amount) {
    var number = amount.flatMap(MobikwikFields::amount);
    return new ParsedAnswer(
        number.isPresent() == amount.isPresent()
            ? parsed
            : new ParsedStatus.Unclear(Cause.UNREADABLE),
        signature(operation, fields),
        fields.find(operation == Operation.REFUND ? "txid" : "orderid"),
        number,
        Optional.empty(),
        fields.response());
  }

  private String expected(Operation operation, MobikwikFields fields) {
    Secret key = account.key(operation);
    return operation == Operation.STATUS && !account.signsStatusByName()
        ? MobikwikSignature.inOrder(key, fields.values(), STATUS_ANSWER_ORDER)
        : fields.checksumByName(key);
  }

  /// Whether what the customer's browser brought back has MobiKwik's checksum.
  boolean signedBySender(MobikwikFields fields) {
    var expected = fields.checksumByName(account.key(Operation.TOPUP));
    return fields.checksum().filter(c -> MobikwikSignature.same(expected, c)).isPresent();
  }

  /// Posts a call that moves no money and reads what came of it.
  Reply ask(Operation operation, Map<String, String> parameters) {
    return switch (post(operation, Purpose.READ, parameters)) {
      case Transport.Exchange.NotSent(var failure) -> new Reply.NotTaken(failure);
      case Transport.Exchange.Lost(var failure) -> new Reply.PerhapsTaken(failure);
      case Transport.Exchange.Answered answered -> {
        var fields = MobikwikFields.read(answered);
        yield fields.isPresent() ? reply(operation, fields.get()) : unreadable(answered.status());
      }
    };
  }

  private static Reply unreadable(int status) {
    var response = ProviderResponse.of("", "", status);
    if (status == 429) {
      return new Reply.NotTaken(TransportFailure.http(status, response));
    }
    return new Reply.PerhapsTaken(
        status / 100 == 2
            ? new TransportFailure(Cause.UNREADABLE, response)
            : TransportFailure.http(status, response));
  }

  private Reply reply(Operation operation, MobikwikFields fields) {
    var response = fields.response();
    if (signature(operation, fields) == Signature.WRONG) {
      return new Reply.PerhapsTaken(new TransportFailure(Cause.INTEGRITY, response));
    }
    var refusal = account.codes().of(fields.code(), MobikwikCodes.refusal(fields.code()));
    if (refusal.isPresent()) {
      return new Reply.Refused(fields.refusal(refusal.get()));
    }
    if (fields.code().equals(MobikwikCodes.UNEXPECTED) || fields.httpStatus() == 429) {
      return new Reply.NotTaken(TransportFailure.http(fields.httpStatus(), response));
    }
    if (fields.httpStatus() / 100 != 2) {
      return new Reply.PerhapsTaken(TransportFailure.http(fields.httpStatus(), response));
    }
    return fields.code().equals(MobikwikCodes.SUCCESS) && !fields.saysFailure()
        ? new Reply.Accepted(fields)
        : new Reply.PerhapsTaken(new TransportFailure(Cause.UNKNOWN_CODE, response));
  }
}
