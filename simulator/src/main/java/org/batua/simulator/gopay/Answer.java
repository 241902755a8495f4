package org.batua.simulator.gopay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Paise;
import org.batua.simulator.engine.Reason;
import org.batua.simulator.engine.Reply;

/// An answer's fields in the order in which they are sent.
record Answer(Map<String, Object> fields, Delivery delivery) {
  private static final DateTimeFormatter JAKARTA =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneOffset.ofHours(7));

  static Answer of(Code code, String words, Delivery delivery) {
    return new Answer(new LinkedHashMap<>(), delivery)
        .with("status_code", code.number())
        .with("status_message", delivery.words(words));
  }

  static Answer of(Code code) {
    return of(code, code.words(), Delivery.PROMPT);
  }

  static Answer refused(Reply.Refused<?> refused) {
    Reason reason = refused.refusal().reason();
    Code code = Code.of(reason, refused.delivery());
    Answer answer = of(code, words(reason, code), refused.delivery());
    if (code == Code.DENIED) {
      String[] channel = Code.channel(reason);
      answer.with("channel_response_code", channel[0]);
      answer.with("channel_response_message", channel[1]);
    }
    return answer;
  }

  private static String words(Reason reason, Code code) {
    return switch (reason) {
      case MERCHANT_FUNDS -> "Refund request is rejected due to insufficient merchant funds";
      case REFUND_EXCEEDS -> "Refund request is rejected, amount exceeds what is left";
      default -> code.words();
    };
  }

  static Answer invalid(String field) {
    return of(Code.INVALID).with("validation_messages", List.of(field + " is invalid"));
  }

  Answer with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  String text(String name) {
    return String.valueOf(fields.get(name));
  }

  static String time(Instant at) {
    return JAKARTA.format(at);
  }

  /// Rupiah as Midtrans writes them in answers: `100000.00`.
  static String rupiah(Paise amount) {
    return amount.rupees();
  }
}
