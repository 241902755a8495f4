package org.batua.simulator.mobikwik;

import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.batua.simulator.engine.Administration;
import org.batua.simulator.engine.CallKind;
import org.batua.simulator.engine.Delivery;
import org.batua.simulator.engine.Merchant;
import org.batua.simulator.engine.Mid;
import org.batua.simulator.engine.Provider;
import org.batua.simulator.http.Deliverer;
import org.batua.simulator.http.Form;

/// Lets a request through when its merchant, checksum and fields are right, and sends answers.
final class Gate {
  private final Administration administration;
  private final Deliverer deliverer;

  Gate(Administration administration, Deliverer deliverer) {
    this.administration = administration;
    this.deliverer = deliverer;
  }

  /// What a request is found to be.
  sealed interface Verdict {
    record Passed(Request request) implements Verdict {}

    record Failed(Code code, Optional<Merchant> merchant) implements Verdict {}
  }

  Handler serving(Endpoint endpoint) {
    return serving(_ -> endpoint);
  }

  /// Serves a path whose parameters select the operation.
  Handler serving(Function<Form, Endpoint> choice) {
    return (request, response) -> {
      Form form = Form.of(request);
      serve(choice.apply(form), form, request, response);
    };
  }

  private void serve(Endpoint endpoint, Form form, ServerRequest request, ServerResponse response) {
    Format format = Format.of(request);
    switch (judge(endpoint, form)) {
      case Verdict.Passed(Request passed) -> {
        Answer answer = endpoint.handler().answer(passed);
        Map<String, String> fields = answer.signed(passed.merchant().key());
        deliverer.deliver(response, answer.delivery(), format.write(fields));
      }
      case Verdict.Failed(Code code, Optional<Merchant> merchant) -> {
        record(endpoint.kind(), form, code);
        Answer answer = refusal(form, code);
        Map<String, String> fields =
            merchant.map(m -> answer.signed(m.key())).orElseGet(answer::unsigned);
        deliverer.deliver(response, Delivery.PROMPT, format.write(fields));
      }
    }
  }

  /// Checks in a fixed order: merchant, checksum, message code, then each field.
  Verdict judge(Endpoint endpoint, Form form) {
    Optional<Merchant> known =
        form.get("mid").map(Mid::new).flatMap(m -> administration.merchant(Provider.MOBIKWIK, m));
    if (known.isEmpty()) {
      return new Verdict.Failed(Code.UNKNOWN_MERCHANT, known);
    }
    Merchant merchant = known.get();
    String key =
        endpoint.kind() == CallKind.RENEW
            ? merchant.secondKey().orElse(merchant.key())
            : merchant.key();
    String expected = endpoint.signing().sign(form.values(), key);
    // The checksum comes before the fields: what was not signed is not worth a hint.
    if (!Checksum.matches(expected, form.get("checksum").orElse(""))) {
      return new Verdict.Failed(Code.CHECKSUM_MISMATCH, known);
    }
    if (!endpoint.messageCodes().isEmpty()
        && !endpoint.messageCodes().contains(form.get("msgcode").orElse(""))) {
      return new Verdict.Failed(Code.BAD_REQUEST, known);
    }
    for (Field field : endpoint.required()) {
      if (form.get(field.parameter()).filter(field::accepts).isEmpty()) {
        return new Verdict.Failed(field.code(), known);
      }
    }
    return new Verdict.Passed(new Request(merchant, endpoint.kind(), form));
  }

  void record(CallKind kind, Form form, Code code) {
    administration.record(Request.call(kind, form), code.name(), Delivery.PROMPT.httpStatus());
  }

  private static Answer refusal(Form form, Code code) {
    Answer answer = Answer.withMessage(code, code.description(), Delivery.PROMPT);
    answer.with("statusdescription", code.description());
    form.get("msgcode").ifPresent(m -> answer.with("messagecode", m));
    return answer;
  }
}
