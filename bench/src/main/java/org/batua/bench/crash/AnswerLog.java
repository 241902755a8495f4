package org.batua.bench.crash;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.batua.bench.crash.Answer.Kind;
import org.batua.bench.crash.MerchantClient.Reply;
import tools.jackson.databind.JsonNode;

/// What the client asked for and everything that it was told, written down as it came.
final class AnswerLog {
  private static final String AMOUNT = "amount";

  /// Between a merchant and its order, where it is not the one that most of the load is of.
  static final char SEPARATOR = '/';

  private final String prefix;
  private final Map<String, Long> asked;
  private final Queue<Answer> answers;

  AnswerLog() {
    this("", new ConcurrentHashMap<>(), new ConcurrentLinkedQueue<>());
  }

  private AnswerLog(String prefix, Map<String, Long> asked, Queue<Answer> answers) {
    this.prefix = prefix;
    this.asked = asked;
    this.answers = answers;
  }

  /// The same log for the orders of another merchant, which may have the same ids.
  AnswerLog of(String merchant) {
    return new AnswerLog(merchant + SEPARATOR, asked, answers);
  }

  /// An id as its merchant gave it.
  static String withoutMerchant(String id) {
    return id.substring(id.indexOf(SEPARATOR) + 1);
  }

  /// Before anything is sent, so that what is found later has somebody who wanted it.
  void willAsk(String orderId, long paise) {
    asked.put(prefix + orderId, paise);
  }

  void created(String orderId, Reply reply, Instant askedAt) {
    add(Kind.CREATE, orderId, "", reply, reply.body(), askedAt);
  }

  void paid(String orderId, Reply reply, Instant askedAt) {
    add(Kind.PAY, orderId, "", reply, reply.body(), askedAt);
  }

  /// An order's body, which speaks of its refunds too.
  void seen(String orderId, Reply reply, Instant askedAt) {
    add(Kind.STATUS, orderId, "", reply, reply.body(), askedAt);
    for (var refund : reply.body().path("refunds")) {
      add(
          Kind.REFUND,
          orderId,
          refund.path("unique_request_id").asString(""),
          reply,
          refund,
          askedAt);
    }
  }

  /// An answer to a refund is the order's body; a refusal is noted as it is.
  void refunded(String orderId, String requestId, Reply reply, Instant askedAt) {
    if (reply.isGood()) {
      seen(orderId, reply, askedAt);
      boolean named = false;
      for (var refund : reply.body().path("refunds")) {
        named |= refund.path("unique_request_id").asString("").equals(requestId);
      }
      if (named) {
        return;
      }
    }
    add(Kind.REFUND, orderId, requestId, reply, reply.body(), askedAt);
  }

  void toppedUp(String name, Reply reply, Instant askedAt) {
    add(Kind.TOPUP, name, "", reply, reply.body(), askedAt);
  }

  Map<String, Long> asked() {
    return Map.copyOf(asked);
  }

  /// How many payments were acknowledged so far.
  long charged() {
    return answers.stream().filter(Answer::saysCharged).count();
  }

  List<Answer> answers() {
    return List.copyOf(answers);
  }

  private void add(
      Kind kind, String orderId, String requestId, Reply reply, JsonNode of, Instant askedAt) {
    var amount = of.path(AMOUNT);
    long paise =
        reply.isGood() && amount.isNumber()
            ? amount.decimalValue().movePointRight(2).longValueExact()
            : 0;
    answers.add(
        new Answer(
            kind,
            prefix + orderId,
            requestId,
            reply.status(),
            of.path("status").asString(""),
            of.path("txn_id").asString(""),
            paise,
            askedAt,
            Instant.now()));
  }
}
